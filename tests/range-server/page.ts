import { readFile } from 'node:fs/promises';
import { extname, join, resolve, sep } from 'node:path';
import { type Answer, textAnswer, withHeaders, withLength } from './answer.js';
import { bytesPiece } from './body.js';

/** A document or script: written here, or a file on disk that is read anew each time. */
export type Page = ({ readonly html: string } | { readonly js: string } | { readonly file: string }) & {
  readonly headers?: Readonly<Record<string, string>>;
};

const HTML = 'text/html; charset=utf-8';
const JAVASCRIPT = 'text/javascript; charset=utf-8';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': HTML,
  '.ico': 'image/x-icon',
  '.js': JAVASCRIPT,
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': JAVASCRIPT,
  '.mp4': 'video/mp4',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webm': 'video/webm',
};

/** Answers a GET or HEAD for a page. Any origin may use it: a module script from elsewhere needs that. */
export async function answerPage(method: string, page: Page): Promise<Answer> {
  const headers = new Headers({
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'Cache-Control': 'no-cache',
  });
  if (method !== 'GET' && method !== 'HEAD') return textAnswer(405, withHeaders(headers, { Allow: 'GET, HEAD' }));
  const found = await readPage(page);
  if (!found) return textAnswer(404, headers);
  const described = withHeaders(headers, { 'Content-Type': found.contentType, ...page.headers });
  return withLength({ status: 200, headers: described, body: [bytesPiece(found.bytes)], fileRange: undefined });
}

/** The page for what follows a mounted directory's prefix in the URL; undefined for what cannot lie inside of it. */
export function pageInDirectory(directory: string, urlPath: string): Page | undefined {
  const path = decodePath(urlPath);
  if (path === undefined) return undefined;
  const root = resolve(directory) + sep;
  const file = join(root, path === '' || path.endsWith('/') ? `${path}index.html` : path);
  return file.startsWith(root) ? { file } : undefined;
}

function decodePath(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
}

async function readPage(page: Page): Promise<{ bytes: Uint8Array; contentType: string } | undefined> {
  if ('html' in page) return { bytes: new TextEncoder().encode(page.html), contentType: HTML };
  if ('js' in page) return { bytes: new TextEncoder().encode(page.js), contentType: JAVASCRIPT };
  try {
    const contentType = MEDIA_TYPES[extname(page.file)] ?? 'application/octet-stream';
    return { bytes: await readFile(page.file), contentType };
  } catch {
    return undefined;
  }
}
