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

/** What is in `set` and in none of `taken`. */
export function subtractRanges(set: RangeSet, taken: RangeSet): RangeSet {
  const left: ByteRange[] = [];
  let next = 0;
  for (const { start, end } of set) {
    let at = start;
    while (next < taken.length && (taken[next]?.end ?? 0) <= start) next++;
    for (let i = next; i < taken.length; i++) {
      const hole = taken[i];
      if (!hole || hole.start >= end) break;
      if (hole.start > at) left.push({ start: at, end: hole.start });
      at = Math.max(at, hole.end);
    }
    if (at < end) left.push({ start: at, end });
  }
  return left;
}

/** What of `[0, completeLength)` is not in the set. */
export function missingRanges(set: RangeSet, completeLength: number): RangeSet {
  return subtractRanges([{ start: 0, end: completeLength }].filter(rangeLength), set);
}

/** Any ranges, in any order, as a set. */
export function toRangeSet(ranges: Iterable<ByteRange>): RangeSet {
  const set: ByteRange[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = set.at(-1);
    if (start >= end) continue;
    if (last && start <= last.end) set[set.length - 1] = { start: last.start, end: Math.max(last.end, end) };
    else set.push({ start, end });
  }
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
