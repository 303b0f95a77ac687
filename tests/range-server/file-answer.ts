/** What a faultless server answers to one request for one file: RFC 9110 as a function. */
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, emptyAnswer, partialAnswer, textAnswer, withHeaders, withLength } from './answer.js';
import { addCorsHeaders, addPreflightHeaders } from './cors.js';
import { failedPrecondition, ifRangeHolds } from './preconditions.js';
import type { FileOptions, Representation } from './representation.js';
import { formatUnsatisfiable, parseRange } from './wire-range.js';

const ALLOW = 'GET, HEAD, OPTIONS';

export interface Question {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

export function answerFile(question: Question, representation: Representation, options: FileOptions): Answer {
  const headers = new Headers();
  addCorsHeaders(headers, options, question.headers);
  switch (question.method) {
    case 'GET':
      return options.redirect === undefined
        ? answerGet(question, representation, options, headers)
        : textAnswer(
            302,
            withHeaders(headers, { Location: options.redirect.replaceAll('{fresh}', () => randomUUID()) }),
          );
    case 'HEAD':
      // Only GET has ranges (section 14.2).
      return answerFile({ ...withoutRange(question), method: 'GET' }, representation, options);
    case 'OPTIONS':
      addPreflightHeaders(headers, options, question.headers);
      return emptyAnswer(204, withHeaders(headers, { Allow: ALLOW }));
    default:
      return textAnswer(405, withHeaders(headers, { Allow: ALLOW }));
  }
}

export function withoutRange({ method, headers }: Question): Question {
  const { range: _range, 'if-range': _ifRange, ...others } = headers;
  return { method, headers: others };
}

function answerGet(question: Question, representation: Representation, options: FileOptions, headers: Headers): Answer {
  const { acceptRanges = 'bytes' } = options;
  addValidators(headers, representation);
  if (acceptRanges !== 'unsaid') headers.set('Accept-Ranges', acceptRanges);

  const failed = failedPrecondition(question.headers, representation);
  if (failed === 304) return emptyAnswer(304, headers);
  if (failed === 412) return textAnswer(412, headers);

  const range = acceptRanges === 'none' ? undefined : rangeToHonour(question, representation);
  if (range === 'unsatisfiable') {
    return textAnswer(416, withHeaders(headers, { 'Content-Range': formatUnsatisfiable(representation.size) }));
  }
  const whole = wholeAnswer(headers, representation, options);
  return range === undefined ? whole : partialAnswer(whole, representation, range);
}

function rangeToHonour({ headers }: Question, representation: Representation): ReturnType<typeof parseRange> {
  const ifRange = headers['if-range'];
  const holds = typeof ifRange !== 'string' || ifRangeHolds(ifRange, representation, Date.now());
  return holds ? parseRange(headers.range, representation.size) : undefined;
}

function wholeAnswer(headers: Headers, representation: Representation, options: FileOptions): Answer {
  const { content, size, contentType, name } = representation;
  const range = { start: 0, end: size };
  headers.set('Content-Type', contentType);
  if (name !== undefined) headers.set('Content-Disposition', contentDisposition(name));
  const whole = { status: 200, headers, body: [{ content, range }], fileRange: range };
  return options.chunked ? whole : withLength(whole);
}

function addValidators(headers: Headers, { etag, lastModified }: Representation): void {
  if (etag !== undefined) headers.set('ETag', etag);
  if (lastModified !== undefined) headers.set('Last-Modified', new Date(lastModified).toUTCString());
}

/** Both forms of RFC 6266; the plain one has `_` for what it cannot hold. */
function contentDisposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
