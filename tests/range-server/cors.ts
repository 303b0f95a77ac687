import type { IncomingHttpHeaders } from 'node:http';
import type { FileOptions } from './representation.js';

/** What a page of another origin cannot see unless it is named (Fetch standard, CORS-safelisted response headers). */
const EXPOSED = [
  'Accept-Ranges',
  'Content-Disposition',
  'Content-Encoding',
  'Content-Range',
  'Date',
  'ETag',
  'Repr-Digest',
  'Retry-After',
];

export type CorsOptions = Pick<FileOptions, 'cors' | 'corsCredentials'>;

export function addCorsHeaders(headers: Headers, options: CorsOptions, request: IncomingHttpHeaders): void {
  const { cors = 'none', corsCredentials = false } = options;
  if (cors === 'none') return;
  if (corsCredentials && request.origin !== undefined) {
    headers.set('Access-Control-Allow-Origin', request.origin);
    headers.set('Access-Control-Allow-Credentials', 'true');
    headers.append('Vary', 'Origin');
  } else {
    headers.set('Access-Control-Allow-Origin', '*');
  }
  if (cors === 'exposed') headers.set('Access-Control-Expose-Headers', EXPOSED.join(', '));
}

/** Permits whatever a preflight asks for. */
export function addPreflightHeaders(headers: Headers, options: CorsOptions, request: IncomingHttpHeaders): void {
  if ((options.cors ?? 'none') === 'none' || request['access-control-request-method'] === undefined) return;
  headers.set('Access-Control-Allow-Methods', 'GET, HEAD');
  const asked = request['access-control-request-headers'];
  if (asked !== undefined) headers.set('Access-Control-Allow-Headers', asked);
}

/** The headers that let a page see an answer at all. */
export function onlyCorsHeaders(headers: Headers): Headers {
  return new Headers([...headers].filter(([name]) => name.startsWith('access-control-') || name === 'vary'));
}
