import { defaultDigestUrl } from './worker-url.js';

/** Where the code for digests may be: beside a worker that the page hosts itself, then where the library is. */
export function digestUrls(workerUrl: string | URL | undefined): string[] {
  const own = new URL(defaultDigestUrl(), document.baseURI).href;
  return workerUrl === undefined ? [own] : [new URL('digest.js', new URL(workerUrl, document.baseURI)).href, own];
}
