import { DownloadError } from '../core/errors.js';
import { parseIntegrity } from '../core/integrity.js';

/** What to download. */
export interface DownloadRequest {
  /**
   * http(s) only; relative ones are resolved against the page. Stored as given: for a secret link pass an `id`, and the
   * link through `authorize`.
   */
  url: string;
  /** Identity across reloads. Default: the URL without its fragment. Signed links, which change, pass one. */
  id?: string;
  /** The file name to offer. Default: what the server says (RFC 6266), then the last segment of the URL. */
  name?: string;
  /** What the file must be, in the syntax of Subresource Integrity: `sha256-…` in base64. Another one starts over. */
  integrity?: string;
  /** Sent with each request, never stored: a restored download that had some waits until they are given again. */
  headers?: Record<string, string>;
  /** Default `'same-origin'`. */
  credentials?: RequestCredentials;
}

/** A request that was found valid. What it leaves out (`undefined`) stays as an earlier one said. */
export interface ValidRequest {
  readonly url: string;
  readonly id: string;
  readonly name: string | undefined;
  readonly integrity: string | undefined;
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly credentials: RequestCredentials | undefined;
}

/** Throws a `DownloadError` with the code `invalid-request`. */
export function validate(source: string | URL | DownloadRequest): ValidRequest {
  const request: DownloadRequest = typeof source === 'string' || source instanceof URL ? { url: `${source}` } : source;
  const url = httpUrl(request.url);
  const { id, name, integrity, headers, credentials } = request;
  if (integrity && !parseIntegrity(integrity)) {
    throw invalid(`"${integrity}" is not a digest such as sha256-… in base64`);
  }
  return {
    url: url.href,
    id: id || withoutFragment(url),
    name: name || undefined,
    integrity: integrity || undefined,
    headers: headers && validHeaders(headers),
    credentials,
  };
}

/** Both as one: the newer wins, as far as it says something. */
export function mergeRequests(older: ValidRequest, newer: ValidRequest): ValidRequest {
  const said = Object.entries(newer).filter(([, value]) => value !== undefined);
  return { ...older, ...Object.fromEntries(said) };
}

function httpUrl(value: string): URL {
  const url = URL.canParse(value, document.baseURI) ? new URL(value, document.baseURI) : undefined;
  if (!value || !url || !/^https?:$/.test(url.protocol)) throw invalid(`"${value}" is not an http or https URL`);
  if (url.username || url.password)
    throw invalid('A URL with a user name or password in it cannot be fetched by a page');
  return url;
}

function withoutFragment({ href, hash }: URL): string {
  return href.slice(0, href.length - hash.length).replace(/#$/, '');
}

function validHeaders(headers: Record<string, string>): Record<string, string> {
  try {
    if (new Headers(headers).has('Range')) throw new TypeError('Range is ours to set');
  } catch (cause) {
    throw invalid('The headers cannot be sent', cause);
  }
  return { ...headers };
}

function invalid(message: string, cause?: unknown): DownloadError {
  return new DownloadError('invalid-request', `${message}.`, { cause });
}
