/**
 * A range of bytes, half-open: `start` is the first byte, `end` is one past the last. Offsets in bytes.
 *
 * HTTP speaks of ranges with an inclusive end; this file is the only one that adds or takes that 1.
 */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export function rangeLength({ start, end }: ByteRange): number {
  return end - start;
}

/** The value of a `Range` field that asks for just this (RFC 9110, section 14.2). It needs no CORS preflight. */
export function toRangeHeader({ start, end }: ByteRange): string {
  return `bytes=${start}-${end - 1}`;
}

/** What a `Content-Range` field says (RFC 9110, section 14.4). At least one of the two is known. */
export interface ContentRange {
  /** `undefined`: unsatisfied, as a 416 says it with `*`. */
  readonly range: ByteRange | undefined;
  /** `undefined`: the server does not know it and wrote `*`. */
  readonly completeLength: number | undefined;
}

// Lenient about the unit, which servers leave out or write as `bytes=`; strict about the numbers. No two runs of blanks
// may meet in it: a long field would be tried in every way to part them.
const CONTENT_RANGE = /^\s*(?:bytes(?:\s*[=:])?\s*)?(?:(\d+)\s*-\s*(\d+)|\*)\s*\/\s*(\d+|\*)\s*$/i;

/** `undefined` when the value is missing, unreadable, contradicts itself, or goes beyond 2^53 − 1. */
export function parseContentRange(value: string | null): ContentRange | undefined {
  const match = CONTENT_RANGE.exec(value ?? '');
  if (!match) return undefined;
  const [, first, last, total] = match;
  const completeLength = total === '*' ? undefined : parseByteCount(total);
  if (total !== '*' && completeLength === undefined) return undefined;
  if (first === undefined) return completeLength === undefined ? undefined : { range: undefined, completeLength };
  const range = inclusive(parseByteCount(first), parseByteCount(last));
  if (!range || (completeLength !== undefined && range.end > completeLength)) return undefined;
  return { range, completeLength };
}

function inclusive(first: number | undefined, last: number | undefined): ByteRange | undefined {
  if (first === undefined || last === undefined || last < first || last === Number.MAX_SAFE_INTEGER) return undefined;
  return { start: first, end: last + 1 };
}

/** Digits to a number of bytes; `undefined` for anything else and beyond 2^53 − 1. */
export function parseByteCount(value: string | null | undefined): number | undefined {
  if (value == null || !/^\s*\d+\s*$/.test(value)) return undefined;
  const count = Number(value);
  return Number.isSafeInteger(count) ? count : undefined;
}
