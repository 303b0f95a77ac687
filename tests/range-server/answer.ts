/** An answer as plain data, before it is sent, and the ways to vary it. */
import { STATUS_CODES } from 'node:http';
import type { ByteRange } from '../../src/core/byte-range.js';
import { type Body, bodyLength, textPiece } from './body.js';
import type { Representation } from './representation.js';
import { formatContentRange } from './wire-range.js';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** Also for HEAD, which then is spared it. */
  readonly body: Body;
  /** The part of the file that the body passes for; undefined when it is something else. */
  readonly fileRange: ByteRange | undefined;
}

export function emptyAnswer(status: number, headers: Headers): Answer {
  return { status, headers, body: [], fileRange: undefined };
}

/** An answer with words for people: the status's own name, where the status may have a body. */
export function textAnswer(status: number, headers: Headers): Answer {
  if (status === 204 || status === 304) return emptyAnswer(status, headers);
  const text = STATUS_CODES[status] ?? String(status);
  const typed = withHeaders(headers, { 'Content-Type': 'text/plain; charset=utf-8' });
  return withLength({ status, headers: typed, body: [textPiece(text)], fileRange: undefined });
}

/** A 206 with another part of the file; all else stays, also whether there is a Content-Length. */
export function partialAnswer(given: Answer, representation: Representation, range: ByteRange): Answer {
  const partial = {
    status: 206,
    headers: withHeaders(given.headers, { 'Content-Range': formatContentRange(range, representation.size) }),
    body: [{ content: representation.content, range }],
    fileRange: range,
  };
  return given.headers.has('Content-Length') ? withLength(partial) : partial;
}

/** The same with the Content-Length that the body really has. */
export function withLength(given: Answer): Answer {
  return { ...given, headers: withHeaders(given.headers, { 'Content-Length': String(bodyLength(given.body)) }) };
}

/** Whether Content-Length, if there is one, tells the truth. */
export function lengthIsTrue({ headers, body }: Answer): boolean {
  const claimed = headers.get('Content-Length');
  return claimed === null || claimed === String(bodyLength(body));
}

/** A copy with these put over; null takes one away. */
export function withHeaders(headers: Headers, overrides: Readonly<Record<string, string | null>>): Headers {
  const copy = new Headers(headers);
  for (const [name, value] of Object.entries(overrides)) {
    if (value === null) copy.delete(name);
    else copy.set(name, value);
  }
  return copy;
}
