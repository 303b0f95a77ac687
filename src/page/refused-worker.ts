/** What may allow a page's workers: the first of these that a policy has counts, and no other (CSP level 3, section 6.8.3). */
const DIRECTIVES = ['worker-src', 'child-src', 'script-src', 'default-src'];

/**
 * Resolves when a Content-Security-Policy of the page refuses a worker of this URL, to the words for that. Must be asked
 * before the worker is started; never resolves once the signal is aborted.
 */
export function refusedByPolicy(url: URL, signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    const look = (event: SecurityPolicyViolationEvent) => {
      if (event.disposition === 'enforce' && isAbout(event, url)) resolve(refusal(event));
    };
    document.addEventListener('securitypolicyviolation', look, { signal });
  });
}

/** Of a URL with another scheme than http and https, a report has only the scheme. */
function isAbout({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent, { href }: URL): boolean {
  return (
    /^(worker|child|script|default)-src/.test(effectiveDirective) && (blockedURI === 'blob' || blockedURI === href)
  );
}

function refusal({ originalPolicy, blockedURI }: SecurityPolicyViolationEvent): string {
  const present = originalPolicy.split(';').map((directive) => directive.trim().split(/\s/, 1)[0]?.toLowerCase());
  const inForce = DIRECTIVES.find((directive) => present.includes(directive));
  const source = blockedURI === 'blob' ? 'blob:' : blockedURI;
  return (
    `The Content-Security-Policy of this page does not let the download worker run: its ${inForce} does not allow ${source}. ` +
    `Let worker-src allow it, or host a copy of the worker where it is allowed, and name that as workerUrl (worker-url).`
  );
}
