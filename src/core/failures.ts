import type { Failure } from './errors.js';

/*
 * What servers and networks do to a download, in words that a person can act on. Each names the URL.
 */

/** What a request that brought no answer, or no whole one, may come from. */
export function unreachable(url: string, why: string): Failure {
  const message =
    `${url} could not be reached (${why}). Either there is no connection to it, ` +
    'or its server does not allow this page to read it (CORS): to a page the two look the same.';
  return { code: 'network', message, cause: why };
}

export function untrusted(url: string, why: string): Failure {
  return { code: 'bad-server', message: `The server of ${url} cannot be trusted with ranges: ${why}.` };
}

export function changedFile(url: string): Failure {
  return { code: 'changed', message: `The file at ${url} has changed while it was being downloaded.` };
}

/** A login page, or a proxy's error: it goes away when somebody signs in. */
export function intruder(url: string, expected: string | undefined, seen: string | undefined): Failure {
  const message =
    `Something else than the file answers at ${url} (${seen ?? 'without a media type'} instead of ` +
    `${expected ?? 'the file'}). You may have to sign in, to the site or to the network.`;
  return { code: 'bad-server', message };
}

export function noSuchFile(url: string): Failure {
  return { code: 'not-found', message: `There is no file at ${url} (404).`, httpStatus: 404 };
}

export function refusal(url: string, status: number): Failure {
  const message = `Access to ${url} is refused (${status}). The link may have expired, or you may have to sign in again.`;
  return { code: 'forbidden', message, httpStatus: status };
}

export function otherStatus(url: string, status: number, what: string): Failure {
  return { code: 'http-status', message: `${what}: ${url} was answered with status ${status}.`, httpStatus: status };
}
