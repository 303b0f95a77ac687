import { type ByteRange, parseByteCount, parseContentRange, rangeLength } from './byte-range.js';
import type { Failure } from './errors.js';
import { type Answer, isEncoded, type Representation, representationOf, sameVersion } from './representation.js';
import { parseRetryAfter } from './retry.js';

/** A request, as far as its answer is judged by it. */
export interface Question {
  readonly url: string;
  /** What the `Range` field asked for; `undefined`: it was not sent. */
  readonly range: ByteRange | undefined;
  /** What is known of the file; `undefined`: nothing yet, this is the first question. */
  readonly pinned: Representation | undefined;
  readonly storedBytes: number;
  /** Whether fields may be hidden from us by CORS. */
  readonly crossOrigin: boolean;
}

/** What to do with an answer. Decided from status and header fields alone, before a byte of its body is read. */
export type Judgement =
  /** Its body is `range` of the file, and `extra` bytes more that nobody asked for. */
  | { verdict: 'slice'; range: ByteRange; extraBytes: number; representation: Representation }
  /** Its body is the whole file, from byte 0: this server, or this request, knows no ranges. */
  | { verdict: 'whole'; representation: Representation }
  /** Everything is stored already. */
  | { verdict: 'complete'; completeLength: number }
  /** The file is another one than the one that is stored in part. */
  | { verdict: 'changed'; failure: Failure }
  /** Access is refused: a fresh link or credentials may help. */
  | { verdict: 'refused'; failure: Failure }
  /** Passing trouble. */
  | { verdict: 'retry'; failure: Failure; retryAfterMs: number | undefined; busy: boolean }
  /** Not an answer to what was asked. Never kept; `advice` says what the author of the page could mend. */
  | { verdict: 'unusable'; failure: Failure; advice?: string }
  | { verdict: 'failed'; failure: Failure };

/** Judges an answer by RFC 9110, sections 14 and 15. `nowMs`: milliseconds since the epoch. */
export function judge(answer: Answer, question: Question, nowMs: number): Judgement {
  const { status } = answer;
  switch (status) {
    case 200:
      return judgeWhole(answer, question);
    case 206:
      return judgePartial(answer, question);
    case 416:
      return judgeUnsatisfied(answer, question);
    case 401:
    case 403:
    case 410:
      return { verdict: 'refused', failure: refusal(question.url, status) };
    case 404:
      return judgeMissing(question);
    default:
      if (isPassing(status)) {
        return {
          verdict: 'retry',
          failure: httpStatus(question.url, status, 'The server is in trouble or busy'),
          retryAfterMs: parseRetryAfter(answer.field('Retry-After'), nowMs),
          busy: status === 429 || status === 503,
        };
      }
      return { verdict: 'failed', failure: httpStatus(question.url, status, 'The server did not give the file') };
  }
}

/** Whether the same request may be answered another time. A 5xx that nobody knows is a 500 (RFC 9110, section 15). */
function isPassing(status: number): boolean {
  const forGood = status === 501 || status === 505; // not implemented, and HTTP version not supported
  return [408, 425, 429].includes(status) || (status >= 500 && status <= 599 && !forGood);
}

function judgeWhole(answer: Answer, { url, range, pinned }: Question): Judgement {
  const representation = representationOf(answer);
  if (!pinned || !range) return { verdict: 'whole', representation };
  if (!sameVersion(pinned, representation)) return otherThanPinned(url, pinned, representation);
  return unusable(url, 'it ignored the range this time and sent the whole file');
}

function judgePartial(answer: Answer, question: Question): Judgement {
  const { url, range: asked, pinned } = question;
  if (!asked) return unusable(url, 'it sent a part of the file where no part was asked for');
  const representation = representationOf(answer);
  if (representation.mediaType === 'multipart/byteranges')
    return unusable(url, 'it wrapped the range in several parts');
  if (isEncoded(answer)) return unusable(url, 'it compressed the range');
  const range = parseContentRange(answer.field('Content-Range'))?.range;
  if (!range) return withoutContentRange(answer, question);
  if (range.start !== asked.start) return unusable(url, `it sent another range than bytes ${asked.start} on`);
  const bodyLength = parseByteCount(answer.field('Content-Length'));
  if (bodyLength !== undefined && bodyLength !== rangeLength(range)) {
    return unusable(url, 'its Content-Length contradicts its Content-Range');
  }
  if (pinned && !sameVersion(pinned, representation)) return otherThanPinned(url, pinned, representation);
  const completeLength = representation.completeLength ?? pinned?.completeLength;
  if (completeLength === undefined) return unusable(url, 'it does not say how long the file is');
  if (range.end > completeLength) return unusable(url, 'it sent a range beyond the end of the file');
  const end = Math.min(range.end, asked.end);
  return {
    verdict: 'slice',
    range: { start: range.start, end },
    extraBytes: range.end - end,
    representation: { ...representation, completeLength },
  };
}

function withoutContentRange(answer: Answer, { url, crossOrigin }: Question): Judgement {
  if (!crossOrigin || answer.field('Content-Range') !== null) {
    return unusable(url, 'its Content-Range is missing or makes no sense');
  }
  return {
    ...unusable(url, 'its Content-Range field is hidden from this page'),
    advice:
      `The server of ${url} supports ranges, but hides them from this page. It should send: ` +
      'Access-Control-Expose-Headers: Content-Range, ETag, Content-Disposition',
  };
}

function judgeUnsatisfied(answer: Answer, { url, pinned, storedBytes }: Question): Judgement {
  const completeLength = parseContentRange(answer.field('Content-Range'))?.completeLength;
  if (completeLength === undefined)
    return unusable(url, 'it says that the range is beyond the end, but not where that is');
  // First: bytes of an old version, with holes, may be just as many as the new one has.
  if (pinned?.completeLength !== undefined && pinned.completeLength !== completeLength) return changed(url);
  if (completeLength === storedBytes) return { verdict: 'complete', completeLength };
  return unusable(url, 'it says that a range inside the file is beyond its end');
}

function judgeMissing({ url, pinned }: Question): Judgement {
  const failure: Failure = { code: 'not-found', message: `There is no file at ${url} (404).`, httpStatus: 404 };
  // A file that was there a moment ago may be back in another: some hosts say 404 while they move things.
  return pinned ? { verdict: 'retry', failure, retryAfterMs: undefined, busy: false } : { verdict: 'failed', failure };
}

function otherThanPinned(url: string, pinned: Representation, seen: Representation): Judgement {
  // One strong ETag means the same bytes (RFC 9110, section 8.8.1): with two lengths, it is the server that is wrong.
  if (pinned.etag !== undefined && pinned.etag === seen.etag)
    return unusable(url, 'it gives files of two lengths one ETag');
  if (pinned.mediaType !== undefined && pinned.mediaType !== seen.mediaType) return intruder(url, pinned, seen);
  return changed(url);
}

/** A login page, or a proxy's error: it never passes for a new version, and goes away when somebody signs in. */
function intruder(url: string, { mediaType }: Representation, seen: Representation): Judgement {
  const message =
    `Something else than the file answers at ${url} (${seen.mediaType ?? 'without a media type'} instead of ` +
    `${mediaType}). You may have to sign in, to the site or to the network.`;
  return { verdict: 'retry', failure: { code: 'bad-server', message }, retryAfterMs: undefined, busy: false };
}

function changed(url: string): Judgement {
  const message = `The file at ${url} has changed while it was being downloaded.`;
  return { verdict: 'changed', failure: { code: 'changed', message } };
}

export function unusable(url: string, why: string): Extract<Judgement, { verdict: 'unusable' }> {
  const message = `The server of ${url} cannot be trusted with ranges: ${why}.`;
  return { verdict: 'unusable', failure: { code: 'bad-server', message } };
}

/** What a request that brought no answer, or no whole one, may come from. */
export function unreachable(url: string, why: string): Failure {
  const message =
    `${url} could not be reached (${why}). Either there is no connection to it, ` +
    'or its server does not allow this page to read it (CORS): to a page the two look the same.';
  return { code: 'network', message, cause: why };
}

function refusal(url: string, status: number): Failure {
  const message = `Access to ${url} is refused (${status}). The link may have expired, or you may have to sign in again.`;
  return { code: 'forbidden', message, httpStatus: status };
}

function httpStatus(url: string, status: number, what: string): Failure {
  return { code: 'http-status', message: `${what}: ${url} was answered with status ${status}.`, httpStatus: status };
}
