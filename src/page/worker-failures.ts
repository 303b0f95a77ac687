import type { Failure } from '../core/errors.js';

/** What may allow a page's workers: the first of these that a policy has counts, and no other (CSP level 3, section 6.8.3). */
const DIRECTIVES = ['worker-src', 'child-src', 'script-src', 'default-src'];

/** A Content-Security-Policy of the page refuses it. */
export function refusedWorker({ originalPolicy, blockedURI }: SecurityPolicyViolationEvent): Failure {
  const present = originalPolicy.split(';').map((directive) => directive.trim().split(/\s/, 1)[0]?.toLowerCase());
  const inForce = DIRECTIVES.find((directive) => present.includes(directive));
  const source = blockedURI === 'blob' ? 'blob:' : blockedURI;
  return {
    code: 'internal',
    message:
      `The Content-Security-Policy of this page does not let the download worker run: its ${inForce} does not allow ${source}. ` +
      `Let worker-src allow it, or host a copy of the worker where it is allowed, and name that as workerUrl (worker-url).`,
  };
}

/** It could not be started, or has died of an error. */
export function brokenWorker(why: string): Failure {
  return {
    code: 'internal',
    message:
      `The download worker could not run${why ? ` (${why})` : ''}. If the page has a Content-Security-Policy, its ` +
      'worker-src must allow the worker, and its trusted-types, if any, the policy resumable-download. A copy of the ' +
      'worker on a host that is allowed can be named as workerUrl.',
    cause: why,
  };
}

/** Chromium never returns from a write to a file that it has dropped. */
export function silentWorker(): Failure {
  return {
    code: 'internal',
    message:
      'The download worker does not answer any more. The disk may hang, or the browser may have dropped what it stored. ' +
      'Try again.',
  };
}
