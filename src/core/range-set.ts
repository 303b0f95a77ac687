import { type ByteRange, rangeLength } from './byte-range.js';

/** Ranges in ascending order that neither overlap nor touch. Every function here takes and returns such a set. */
export type RangeSet = readonly ByteRange[];

/** The set with one range more; it swallows what it overlaps or touches. */
export function addRange(set: RangeSet, { start, end }: ByteRange): RangeSet {
  if (start >= end) return set;
  const from = firstIndex(set, (range) => range.end >= start);
  const to = firstIndex(set, (range) => range.start > end);
  const merged = {
    start: Math.min(start, set[from]?.start ?? start),
    end: Math.max(end, (to > from ? set[to - 1]?.end : undefined) ?? end),
  };
  return [...set.slice(0, from), merged, ...set.slice(to)];
}

/** What is in either set. */
export function unite(one: RangeSet, other: RangeSet): RangeSet {
  const union: ByteRange[] = [];
  for (let i = 0, j = 0; i < one.length || j < other.length; ) {
    const [a, b] = [one[i], other[j]];
    const isOnes = a !== undefined && (b === undefined || a.start <= b.start);
    if (isOnes) i++;
    else j++;
    append(union, isOnes ? a : b);
  }
  return union;
}

/**
 * What of `within` is in none of the sets, in ascending order, one at a time: whoever wants the first does not pay for the
 * rest.
 */
export function* freeRanges(within: ByteRange, [set, ...others]: readonly RangeSet[]): Generator<ByteRange, void> {
  if (within.start >= within.end) return;
  if (!set) return yield within;
  let { start } = within;
  for (let i = firstIndex(set, ({ end }) => end > start); start < within.end; i++) {
    const taken = set[i];
    yield* freeRanges({ start, end: Math.min(taken?.start ?? within.end, within.end) }, others);
    start = taken?.end ?? within.end;
  }
}

/** What is in `set` and in none of `taken`. */
export function subtractRanges(set: RangeSet, taken: RangeSet): RangeSet {
  return set.flatMap((range) => [...freeRanges(range, [taken])]);
}

/** Any ranges, in any order, as a set. */
export function toRangeSet(ranges: Iterable<ByteRange>): RangeSet {
  const set: ByteRange[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) append(set, range);
  return set;
}

/** Bytes in the set. */
export function countBytes(set: RangeSet): number {
  return set.reduce((sum, range) => sum + rangeLength(range), 0);
}

/** One past the last byte of the set; 0 when it is empty. */
export function endOf(set: RangeSet): number {
  return set.at(-1)?.end ?? 0;
}

/** Adds one that begins nowhere before the last. */
function append(set: ByteRange[], range: ByteRange | undefined): void {
  const last = set.at(-1);
  if (!range || range.start >= range.end) return;
  if (last && range.start <= last.end) set[set.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
  else set.push(range);
}

/** Index of the first range that fits, by bisection: `fits` is false up to some place and true from there on. */
function firstIndex(set: RangeSet, fits: (range: ByteRange) => boolean): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const range = set[middle];
    if (range && fits(range)) high = middle;
    else low = middle + 1;
  }
  return low;
}
