import { type ByteRange, rangeLength } from './byte-range.js';
import { countBytes, type RangeSet, subtractRanges, toRangeSet } from './range-set.js';

const SMALLEST_SLICE_BYTES = 2 ** 20; // 1 MiB: below it the round trip costs more than the bytes
const LARGEST_SLICE_BYTES = 8 * 2 ** 20; // 8 MiB: a browser may buffer all that was asked for, on each lane

/** What the very first request asks for, when nothing is known of the file yet. */
export const FIRST_SLICE: ByteRange = { start: 0, end: LARGEST_SLICE_BYTES };

/**
 * What the next request should ask for; `undefined` when all that is missing is being fetched.
 *
 * In ascending order, since a person may want to play the beginning, and in slices that get smaller towards the end, so
 * that the lanes finish together.
 */
export function nextSlice(missing: RangeSet, active: readonly ByteRange[], lanes: number): ByteRange | undefined {
  const free = subtractRanges(missing, toRangeSet(active));
  const [first] = free;
  if (!first) return undefined;
  const share = Math.ceil(countBytes(free) / (2 * lanes));
  const bytes = Math.min(LARGEST_SLICE_BYTES, Math.max(SMALLEST_SLICE_BYTES, share));
  // A rest too small for a request of its own goes with the slice before it.
  const end = rangeLength(first) < bytes + SMALLEST_SLICE_BYTES ? first.end : first.start + bytes;
  return { start: first.start, end };
}
