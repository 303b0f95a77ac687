import { type ByteRange, rangeLength } from './byte-range.js';
import { countBytes, type RangeSet, subtractRanges, toRangeSet } from './range-set.js';

export const SMALLEST_SLICE_BYTES = 2 ** 20; // 1 MiB: below it the round trip costs more than the bytes
export const LARGEST_SLICE_BYTES = 8 * 2 ** 20; // 8 MiB: a browser may buffer all that was asked for, on each lane
/*
 * A digest is computed along the contiguous beginning, and cannot pass a slice that comes slowly. The more the other
 * lanes bring meanwhile, the longer it has to go on after the last byte: so the last part of a file comes in smaller ones.
 */
const HASHED_END_BYTES = 512 * 2 ** 20; // 512 MiB: two seconds of hashing
const HASHED_SLICE_BYTES = 4 * 2 ** 20; // 4 MiB

/**
 * What the next request should ask for; `undefined` when all that is missing is being fetched.
 *
 * In ascending order, since a person may want to play the beginning, and in slices that get smaller towards the end, so
 * that the lanes finish together.
 *
 * @param largestBytes what the server gives at once
 * @param isHashed whether a digest is computed meanwhile
 */
export function nextSlice(
  missing: RangeSet,
  active: readonly ByteRange[],
  lanes: number,
  largestBytes = LARGEST_SLICE_BYTES,
  isHashed = false,
): ByteRange | undefined {
  const free = subtractRanges(missing, toRangeSet(active));
  const [first] = free;
  if (!first) return undefined;
  const freeBytes = countBytes(free);
  const isHashedEnd = isHashed && freeBytes <= HASHED_END_BYTES;
  const bytes = sliceBytes(freeBytes, lanes, isHashedEnd ? Math.min(HASHED_SLICE_BYTES, largestBytes) : largestBytes);
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
