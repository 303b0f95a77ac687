import { type ByteRange, rangeLength } from './byte-range.js';
import { countFree, freeOf, type GrowingSet } from './growing-set.js';
import { toRangeSet } from './range-set.js';

export const SMALLEST_SLICE_BYTES = 2 ** 20; // 1 MiB: below it the round trip costs more than the bytes
export const LARGEST_SLICE_BYTES = 64 * 2 ** 20; // 64 MiB
/** Where the browser may have to hold all that was asked for in memory, on each lane. */
export const LARGEST_BUFFERED_SLICE_BYTES = 16 * 2 ** 20; // 16 MiB
/** Until it is known how fast the file comes. */
const FIRST_SLICE_BYTES = 8 * 2 ** 20; // 8 MiB
/** What one request asks for, in time: what comes between two requests then hardly counts. */
const SLICE_SECONDS = 2;
/** Towards the end of a file they get smaller, so that the lanes finish together, but no smaller than this. */
const LAST_SLICE_SECONDS = 0.2;
/*
 * A digest is computed along the contiguous beginning, and cannot pass a slice that comes slowly. The more the other
 * lanes bring meanwhile, the longer it has to go on after the last byte: so the last part of a file comes in smaller ones.
 * No more than that, since each request costs its lane a moment (of a 512 MiB file 6 % of the time).
 */
const HASHED_END_BYTES = 128 * 2 ** 20; // 128 MiB: half a second of hashing
const HASHED_SLICE_BYTES = 4 * 2 ** 20; // 4 MiB

/** What decides how much one request asks for. */
export interface SlicePlan {
  readonly lanes: number;
  /** What one lane brings; `undefined` while nobody knows. */
  readonly bytesPerSecond?: number | undefined;
  /** What the server gives at once. Default: everything. */
  readonly mostBytes?: number;
  /** Whether a digest is computed meanwhile. */
  readonly isHashed?: boolean;
  /** Whether the browser receives what was asked for even when nobody reads it. */
  readonly isBuffered?: boolean;
}

/** Who asks next: what is stored of the file, and what is being fetched already. */
export interface Fetching {
  readonly stored: GrowingSet;
  readonly active: readonly ByteRange[];
  readonly completeLength: number;
}

/**
 * What the next request should ask for; `undefined` when all that is missing is being fetched. Takes no longer with many
 * holes than with one.
 *
 * In ascending order, since a person may want to play the beginning, and in slices that get smaller towards the end, so
 * that the lanes finish together.
 */
export function nextSlice(now: Fetching, plan: SlicePlan): ByteRange | undefined {
  const { stored, active, completeLength } = now;
  const [first] = freeOf(stored, { start: 0, end: completeLength }, toRangeSet(active));
  if (!first) return undefined;
  const bytes = sliceBytes(countFreeBytes(now), plan);
  // A rest too small for a request of its own goes with the slice before it, where the server gives that much.
  const withRest = Math.min(bytes + SMALLEST_SLICE_BYTES - 1, plan.mostBytes ?? Number.POSITIVE_INFINITY);
  const end = rangeLength(first) <= withRest ? first.end : first.start + bytes;
  return { start: first.start, end };
}

/** Counted from what is known of the whole, and not hole by hole. */
function countFreeBytes({ stored, active, completeLength }: Fetching): number {
  const fetched = toRangeSet(active.map(({ start, end }) => ({ start, end: Math.min(end, completeLength) })));
  return fetched.reduce((bytes, range) => bytes - countFree(stored, range), completeLength - stored.bytes);
}

/** How much one request should ask for of what nobody fetches yet. Bytes. */
export function sliceBytes(freeBytes: number, plan: SlicePlan): number {
  const { lanes, mostBytes = Number.POSITIVE_INFINITY, bytesPerSecond = 0 } = plan;
  const last = Math.min(freeBytes / lanes, LAST_SLICE_SECONDS * bytesPerSecond); // something for each, however fast they seem
  const share = Math.ceil(Math.max(freeBytes / (2 * lanes), last));
  const usual = Math.min(bytesInTime(plan), share, largestBytes(freeBytes, plan));
  return Math.min(mostBytes, Math.max(SMALLEST_SLICE_BYTES, usual));
}

/** What the very first request asks for: nobody knows how long the file is. */
export function firstSlice({ mostBytes = FIRST_SLICE_BYTES }: Pick<SlicePlan, 'mostBytes'>): ByteRange {
  return { start: 0, end: Math.min(mostBytes, FIRST_SLICE_BYTES) };
}

function largestBytes(freeBytes: number, { isHashed, isBuffered }: SlicePlan): number {
  if (isHashed && freeBytes <= HASHED_END_BYTES) return HASHED_SLICE_BYTES;
  return isBuffered ? LARGEST_BUFFERED_SLICE_BYTES : LARGEST_SLICE_BYTES;
}

function bytesInTime({ bytesPerSecond }: SlicePlan): number {
  return bytesPerSecond === undefined ? FIRST_SLICE_BYTES : Math.ceil(SLICE_SECONDS * bytesPerSecond);
}
