import { type ByteRange, rangeLength } from './byte-range.js';
import { countBytes, type RangeSet, subtractRanges, toRangeSet } from './range-set.js';

export const SMALLEST_SLICE_BYTES = 2 ** 20; // 1 MiB: below it the round trip costs more than the bytes
export const LARGEST_SLICE_BYTES = 8 * 2 ** 20; // 8 MiB: a browser may buffer all that was asked for, on each lane

/**
 * What the next request should ask for; `undefined` when all that is missing is being fetched.
 *
 * In ascending order, since a person may want to play the beginning, and in slices that get smaller towards the end, so
 * that the lanes finish together.
 *
 * @param largestBytes what the server gives at once
 */
export function nextSlice(
  missing: RangeSet,
  active: readonly ByteRange[],
  lanes: number,
  largestBytes = LARGEST_SLICE_BYTES,
): ByteRange | undefined {
  const free = subtractRanges(missing, toRangeSet(active));
  const [first] = free;
  if (!first) return undefined;
  const bytes = sliceBytes(countBytes(free), lanes, largestBytes);
  // A rest too small for a request of its own goes with the slice before it, where the server gives that much.
  const mostBytes = largestBytes < LARGEST_SLICE_BYTES ? bytes : bytes + SMALLEST_SLICE_BYTES - 1;
  const end = rangeLength(first) <= mostBytes ? first.end : first.start + bytes;
  return { start: first.start, end };
}

/** How much one request should ask for of what nobody fetches yet. Bytes. */
export function sliceBytes(freeBytes: number, lanes: number, largestBytes: number): number {
  const share = Math.ceil(freeBytes / (2 * lanes));
  return Math.min(largestBytes, Math.max(SMALLEST_SLICE_BYTES, share));
}
