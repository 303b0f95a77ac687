import { gzipSync } from 'node:zlib';
import { type Answer, withHeaders, withLength } from './answer.js';
import { bodyLength, bytesPiece, fillFromBody } from './body.js';

/** The same body, compressed, and no part of the file any more. Made in memory, unlike all others. */
export function gzipped(given: Answer): Answer {
  const plain = new Uint8Array(bodyLength(given.body));
  if (plain.length === 0) return given;
  fillFromBody(plain, given.body, 0);
  const headers = withHeaders(given.headers, { 'Content-Encoding': 'gzip' });
  const encoded = { ...given, headers, body: [bytesPiece(gzipSync(plain))], fileRange: undefined };
  return given.headers.has('Content-Length') ? withLength(encoded) : encoded;
}
