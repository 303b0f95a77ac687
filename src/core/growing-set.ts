import { type ByteRange, rangeLength } from './byte-range.js';
import { addRange, countBytes, freeRanges, type RangeSet, unite } from './range-set.js';

/**
 * A range set to which much is added. To add to a large set is to copy it: so what is new is kept apart, and put together
 * with the rest now and then.
 */
export interface GrowingSet {
  readonly settled: RangeSet;
  /** What has come since. It may overlap or touch what is settled. */
  readonly recent: RangeSet;
  /** In both, each byte counted once. */
  readonly bytes: number;
}

/** The one function here that costs as much as there are ranges, with the next. */
export function toGrowing(set: RangeSet): GrowingSet {
  return { settled: set, recent: [], bytes: countBytes(set) };
}

/** All of it as one set, and nothing recent. */
export function settle(set: GrowingSet): GrowingSet {
  const { settled, recent, bytes } = set;
  return recent.length === 0 ? set : { settled: unite(settled, recent), recent: [], bytes };
}

export function grow(set: GrowingSet, range: ByteRange): GrowingSet {
  const { settled, recent, bytes } = set;
  return { settled, recent: addRange(recent, range), bytes: bytes + countFree(set, range) };
}

/** What of `within` is in neither part nor in `others`, in ascending order, one at a time. */
export function freeOf(
  { settled, recent }: GrowingSet,
  within: ByteRange,
  ...others: RangeSet[]
): Generator<ByteRange, void> {
  return freeRanges(within, [settled, recent, ...others]);
}

/** How many bytes from 0 on are in it without a hole. */
export function beginningOf(set: GrowingSet): number {
  const [hole] = freeOf(set, { start: 0, end: Number.POSITIVE_INFINITY });
  return hole?.start ?? 0;
}

/** How many bytes of `within` are not in it. */
export function countFree(set: GrowingSet, within: ByteRange): number {
  let bytes = 0;
  for (const range of freeOf(set, within)) bytes += rangeLength(range);
  return bytes;
}
