/** What a page that enforces Trusted Types has to allow: `trusted-types resumable-download`. */
const POLICY_NAME = 'resumable-download';

/** Of the Trusted Types standard what is needed here. */
interface UrlPolicy {
  createScriptURL(url: string): URL;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): UrlPolicy;
}

let policy: UrlPolicy | undefined;

/**
 * The URL of a worker, in the form that pages want which enforce Trusted Types. Where they do not allow our policy it is
 * the bare URL, which the browser refuses unless the page's own default policy takes it.
 */
export function trustedUrl({ href }: URL): string | URL {
  try {
    policy ??= trustedTypes()?.createPolicy(POLICY_NAME, { createScriptURL: (url) => url });
  } catch {} // a second copy of the library on the page has the name already, or the page does not allow it
  return policy?.createScriptURL(href) ?? href;
}

function trustedTypes(): TrustedTypes | undefined {
  return (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
}
