import { type ByteRange, parseByteCount, parseContentRange, rangeLength } from './byte-range.js';
import type { Failure } from './errors.js';
import { changedFile, intruder, noSuchFile, otherStatus, refusal, untrusted } from './failures.js';
import {
  type Answer,
  isEncoded,
  type Representation,
  representationOf,
  sameVersion,
  tellsVersions,
} from './representation.js';
import { parseRetryAfter } from './retry.js';

/** A request, as far as its answer is judged by it. */
export interface Question {
  readonly url: string;
  /** What the `Range` field asked for; `undefined`: it was not sent. */
  readonly range: ByteRange | undefined;
  /** What is known of the file; `undefined`: nothing yet. */
  readonly pinned: Representation | undefined;
  readonly storedBytes: number;
  /** Nothing is stored or being received, so that the whole file is as welcome as a part of it. */
  readonly isFirst: boolean;
  /** Whether fields may be hidden from us by CORS. */
  readonly crossOrigin: boolean;
  /** Bytes of this server's ranges were compared with stored ones: it need not show what it sends. */
  readonly rangesProved: boolean;
}

/** What to do with an answer. Decided from status and header fields alone, before a byte of its body is read. */
export type Judgement =
  /** Its body is `range` of the file, and `extra` bytes more that nobody asked for. */
  | { verdict: 'slice'; range: ByteRange; extraBytes: number; representation: Representation }
  /**
   * Its body is the whole file, from byte 0. Its length may count encoded bytes where `mayBeEncoded`: the field that
   * would say so is hidden.
   */
  | { verdict: 'whole'; representation: Representation; mayBeEncoded: boolean }
  /** Everything is stored already. */
  | { verdict: 'complete'; completeLength: number }
  /** A part of the file, but which one is hidden from us. Never kept before the server's ranges are proved. */
  | { verdict: 'unproved'; failure: Failure; representation: Representation }
  /** The file is another one than the one that is stored in part. `isHearsay`: it was told, but not shown. */
  | { verdict: 'changed'; failure: Failure; seen: Representation; isHearsay: boolean }
  /** Access is refused: a fresh link or credentials may help. */
  | { verdict: 'refused'; failure: Failure }
  /** Passing trouble. */
  | { verdict: 'retry'; failure: Failure; retryAfterMs: number | undefined; busy: boolean }
  /**
   * Not an answer to what was asked, and never kept. `dropped`: of the right file, but without the range. `servedBytes`:
   * it may be so many of what was asked for, as if the server gave no more at once.
   */
  | { verdict: 'unusable'; failure: Failure; dropped: boolean; servedBytes?: number }
  | { verdict: 'failed'; failure: Failure };

/** Judges an answer by RFC 9110, sections 14 and 15. `nowMs`: milliseconds since the epoch. */
export function judge(answer: Answer, asked: Question, nowMs: number): Judgement {
  const { status } = answer;
  const question = asked.isFirst ? withoutDigest(asked) : asked;
  const { url } = question;
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
      return { verdict: 'refused', failure: refusal(url, status) };
    case 404:
      // A file that was there a moment ago may be back in another: some hosts say 404 while they move things.
      return question.pinned ? passing(noSuchFile(url)) : { verdict: 'failed', failure: noSuchFile(url) };
    default:
      if (!isPassing(status)) {
        return { verdict: 'failed', failure: otherStatus(url, status, 'The server did not give the file') };
      }
      return {
        ...passing(otherStatus(url, status, 'The server is in trouble or busy')),
        retryAfterMs: parseRetryAfter(answer.field('Retry-After'), nowMs),
        busy: status === 429 || status === 503,
      };
  }
}

/** Where nothing is stored yet, another digest mixes nothing: the newest counts. */
function withoutDigest(question: Question): Question {
  return { ...question, pinned: question.pinned && { ...question.pinned, digest: undefined } };
}

/** Whether the same request may be answered another time. A 5xx that nobody knows is a 500 (RFC 9110, section 15). */
function isPassing(status: number): boolean {
  const forGood = status === 501 || status === 505; // not implemented, and HTTP version not supported
  return [408, 425, 429].includes(status) || (status >= 500 && status <= 599 && !forGood);
}

function judgeWhole(answer: Answer, { url, range, pinned, isFirst, crossOrigin }: Question): Judgement {
  const representation = representationOf(answer);
  if (pinned && !sameVersion(pinned, representation)) return otherThanPinned(url, pinned, representation);
  if (pinned && range && !isFirst) {
    return { ...unusable(url, 'it ignored the range this time and sent the whole file'), dropped: true };
  }
  const mayBeEncoded = crossOrigin && answer.field('Content-Encoding') === null;
  const completeLength = representation.completeLength ?? pinned?.completeLength;
  // Where nothing shows whether it is encoded, nobody knows of which bytes the digest is.
  const digest = mayBeEncoded && representation.completeLength === undefined ? undefined : representation.digest;
  return { verdict: 'whole', representation: { ...representation, completeLength, digest }, mayBeEncoded };
}

function judgePartial(answer: Answer, question: Question): Judgement {
  const { url, range: asked, pinned, crossOrigin } = question;
  if (!asked) return unusable(url, 'it sent a part of the file where no part was asked for');
  const representation = representationOf(answer);
  if (representation.mediaType === 'multipart/byteranges')
    return unusable(url, 'it wrapped the range in several parts');
  if (isEncoded(answer)) return unusable(url, 'it compressed the range');
  const contentRange = answer.field('Content-Range');
  if (contentRange === null && crossOrigin) return judgeHidden(answer, question, asked);
  const range = parseContentRange(contentRange)?.range;
  if (!range) return unusable(url, 'its Content-Range is missing or makes no sense');
  if (range.start !== asked.start) return unusable(url, `it sent another range than bytes ${asked.start} on`);
  const bodyLength = parseByteCount(answer.field('Content-Length'));
  if (bodyLength !== undefined && bodyLength !== rangeLength(range)) {
    return unusable(url, 'its Content-Length contradicts its Content-Range');
  }
  // A page to sign in at is no range of a file of that length: its media type may be what the browser made of it (Firefox
  // shows that of a 408 which it asked again behind our back).
  const isOfThatLength =
    pinned?.completeLength !== undefined && representation.completeLength === pinned.completeLength;
  const seen = isOfThatLength ? { ...representation, mediaType: pinned.mediaType } : representation;
  if (pinned && !sameVersion(pinned, seen)) return otherThanPinned(url, pinned, seen);
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

/** A 206 of which only its length can tell whether it is what was asked for. */
function judgeHidden(answer: Answer, { url, pinned, rangesProved }: Question, asked: ByteRange): Judgement {
  const representation = representationOf(answer);
  if (pinned && !sameVersion(pinned, representation)) return otherThanPinned(url, pinned, representation);
  const completeLength = pinned?.completeLength;
  if (!rangesProved || completeLength === undefined) {
    const failure = untrusted(url, 'its Content-Range field is hidden from this page');
    return { verdict: 'unproved', failure, representation };
  }
  if (asked.end > completeLength) return unusable(url, 'it sent a range beyond the end of the file');
  const servedBytes = parseByteCount(answer.field('Content-Length')) ?? 0;
  if (servedBytes !== rangeLength(asked)) {
    const why = 'it hides its Content-Range field and did not send just as much as was asked for';
    return { ...unusable(url, why), ...(servedBytes > 0 && servedBytes < rangeLength(asked) && { servedBytes }) };
  }
  return { verdict: 'slice', range: asked, extraBytes: 0, representation };
}

function judgeUnsatisfied(answer: Answer, { url, range, pinned, storedBytes }: Question): Judgement {
  const completeLength = parseContentRange(answer.field('Content-Range'))?.completeLength;
  if (completeLength === undefined)
    return unusable(url, 'it says that the range is beyond the end, but not where that is');
  // First: bytes of an old version, with holes, may be just as many as the new one has.
  if (pinned?.completeLength !== undefined && pinned.completeLength !== completeLength) {
    // Its other fields may be those of its message.
    const seen = { completeLength, etag: undefined, lastModified: undefined, mediaType: undefined };
    return { ...changed(url, seen), isHearsay: range?.start !== 0 }; // nothing at its beginning: it is empty
  }
  if (completeLength === storedBytes) return { verdict: 'complete', completeLength };
  return { ...unusable(url, 'it says that a range inside the file is beyond its end'), dropped: true };
}

function otherThanPinned(url: string, pinned: Representation, seen: Representation): Judgement {
  // One strong ETag means the same bytes (RFC 9110, section 8.8.1): with two lengths or digests, it is the server that is wrong.
  if (pinned.etag !== undefined && pinned.etag === seen.etag) return unusable(url, 'it gives two files one ETag');
  if (isIntruder(pinned, seen)) return passing(intruder(url, pinned.mediaType, seen.mediaType));
  return changed(url, seen);
}

/** Something of another kind never passes for a new version: most often it is a page to sign in at. */
function isIntruder(pinned: Representation, seen: Representation): boolean {
  if (pinned.mediaType === undefined) return seen.mediaType === 'text/html';
  if (seen.mediaType === undefined) return !tellsVersions(seen);
  return seen.mediaType !== pinned.mediaType;
}

function changed(url: string, seen: Representation): Extract<Judgement, { verdict: 'changed' }> {
  return { verdict: 'changed', failure: changedFile(url), seen, isHearsay: false };
}

function passing(failure: Failure): Extract<Judgement, { verdict: 'retry' }> {
  return { verdict: 'retry', failure, retryAfterMs: undefined, busy: false };
}

export function unusable(url: string, why: string): Extract<Judgement, { verdict: 'unusable' }> {
  return { verdict: 'unusable', failure: untrusted(url, why), dropped: false };
}
