/** How many bytes had been received at a moment, since the transfer began. Times in milliseconds on one clock. */
interface Sample {
  readonly atMs: number;
  readonly bytes: number;
}

const WINDOW_MS = 5000; // long enough to read steadily, short enough to follow a real change
const BETWEEN_SAMPLES_MS = 200;

/** The samples of the last seconds, oldest first. */
export type Speed = readonly Sample[];

/** The samples with one more; what has left the window is dropped, but for the last before it. */
export function observe(speed: Speed, sample: Sample): Speed {
  const previous = speed.at(-2);
  const kept = previous && sample.atMs - previous.atMs < BETWEEN_SAMPLES_MS ? speed.slice(0, -1) : speed;
  const stale = kept.findLastIndex(({ atMs }) => sample.atMs - atMs >= WINDOW_MS);
  return [...kept.slice(Math.max(0, stale)), sample];
}

/** Bytes per second over the window; 0 until two samples are apart. */
export function bytesPerSecond(speed: Speed): number {
  const [first, last] = [speed[0], speed.at(-1)];
  if (!first || !last || last.atMs <= first.atMs) return 0;
  return ((last.bytes - first.bytes) * 1000) / (last.atMs - first.atMs);
}

/** Seconds until `bytes` more have arrived; `undefined` while the speed or the count is unknown. */
export function secondsFor(bytes: number | undefined, perSecond: number): number | undefined {
  return bytes === undefined || perSecond <= 0 ? undefined : bytes / perSecond;
}
