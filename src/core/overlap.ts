import { type ByteRange, rangeLength } from './byte-range.js';
import type { RangeSet } from './range-set.js';

/** How much is asked for again to compare it. */
const OVERLAP_BYTES = 64 * 2 ** 10; // 64 KiB
const MOST_CANDIDATES = 8;

/**
 * Ranges inside `stored` that may be asked for again and compared, half-open: the ends of what is stored, where the rest
 * would be joined to them. Never the very beginning: a server that ignores ranges sends that, whatever it was asked for.
 */
export function overlapCandidates(stored: RangeSet): readonly ByteRange[] {
  return stored
    .slice(0, MOST_CANDIDATES)
    .map(({ start, end }) => ({ start: Math.max(start, end - OVERLAP_BYTES, 1), end }))
    .filter((range) => rangeLength(range) > 0);
}

/**
 * Whether bytes of one place show that they come from there: other places could hold the same where they repeat a single
 * value, or are as the file begins.
 *
 * @param beginning as many bytes of the beginning of the file, as far as they are known
 */
export function tellsPlace(bytes: Uint8Array, beginning: Uint8Array): boolean {
  const [first] = bytes;
  return bytes.some((byte) => byte !== first) && bytes.some((byte, at) => byte !== beginning[at]);
}
