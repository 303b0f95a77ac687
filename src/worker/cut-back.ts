import { rangeLength } from '../core/byte-range.js';
import type { Lane } from './lane.js';

/** What is under way is worth more than a new request. Bytes. */
const UNDER_WAY_BYTES = 64 * 2 ** 10; // 64 KiB
const UNDER_WAY_SECONDS = 1;
/** So many times as much. */
const MUCH_MORE = 4;

/**
 * Leaves to later requests what is more than so many bytes ahead of each lane, where it is much more: what is cut off may
 * have been sent already, and is sent again.
 */
export function shortenTo(lanes: readonly Lane[], bytes: number): void {
  for (const lane of lanes) if (rangeLength(lane.active) > MUCH_MORE * bytes) cut(lane, bytes);
}

/** Lets lanes end soon that are more than so many: those that answer last, and those that have most to bring. */
export function reduceTo(lanes: readonly Lane[], count: number): void {
  const rest = ({ active, isReceiving }: Lane) => (isReceiving ? rangeLength(active) : Number.POSITIVE_INFINITY);
  const leastFirst = lanes.toSorted((one, other) => (rest(one) < rest(other) ? -1 : 1));
  for (const lane of leastFirst.slice(count)) {
    cut(lane, Math.max(UNDER_WAY_BYTES, Math.ceil(UNDER_WAY_SECONDS * (lane.pace?.bytesPerSecond ?? 0))));
  }
}

/** A request without an answer cannot be shortened, and costs nothing yet. */
function cut(lane: Lane, bytes: number): void {
  if (rangeLength(lane.active) <= bytes) return;
  if (lane.isReceiving) {
    lane.drain();
    lane.shorten(lane.active.start + bytes);
  } else {
    lane.abort();
  }
}
