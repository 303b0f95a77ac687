/** What was not used for so long may be made up for: timers are late, and so are messages. */
const BURST_MS = 250;
/** One reservation is of so much time: short enough for several to take turns, long enough to cost nothing. */
const QUANTUM_SECONDS = 1 / 16;
/** All that is asked for and not read yet is of so much time: some browsers receive it at once, however slowly it is read. */
const AHEAD_SECONDS = 1;
/** Below it a request costs more than it brings. */
const SMALLEST_LIMITED_SLICE_BYTES = 16 * 2 ** 10; // 16 KiB

/** One asks while the other receives. */
export const FEWEST_LIMITED_LANES = 2;
/** The limit is not what holds them back while they wait for less than this part of the time. */
const HARDLY_HELD = 0.1;
/** One less would do as well while they wait for more than this part of it. */
const MOSTLY_HELD = 0.6;

/** How much is reserved at once. */
export function quantumBytes(bytesPerSecond: number): number {
  return Math.ceil(bytesPerSecond * QUANTUM_SECONDS);
}

/**
 * When bytes may begin to come, and when the next after them: virtual scheduling, as of the generic cell rate algorithm
 * (ITU-T I.371). It needs no timer of its own, is exact, and serves in the order of asking. Milliseconds on one clock.
 *
 * @param freeAtMs what the reservation before this one has left
 */
export function reserve(
  freeAtMs: number,
  bytes: number,
  bytesPerSecond: number,
  nowMs: number,
): { startsAtMs: number; freeAtMs: number } {
  const startsAtMs = Math.max(freeAtMs, nowMs - BURST_MS);
  return { startsAtMs, freeAtMs: startsAtMs + (bytes * 1000) / bytesPerSecond };
}

/** What one of several requests may ask for. Bytes. */
export function limitedSliceBytes(bytesPerSecond: number, lanes: number): number {
  return Math.max(SMALLEST_LIMITED_SLICE_BYTES, Math.floor((AHEAD_SECONDS * bytesPerSecond) / lanes));
}

/**
 * How many lanes bring what the limit lets through.
 *
 * @param held the part of the last time for which the lanes waited for the limit, and for nothing else
 */
export function lanesForLimit(lanes: number, held: number): number {
  if (held < HARDLY_HELD) return lanes + 1;
  return held > MOSTLY_HELD ? Math.max(FEWEST_LIMITED_LANES, lanes - 1) : lanes;
}
