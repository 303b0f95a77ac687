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

/**
 * Bytes per second over the window; 0 until two samples are apart.
 *
 * The slope of the line through all samples with the least squares: between the first and the last alone, what comes late
 * and then at once would make it jump.
 */
export function bytesPerSecond(speed: Speed): number {
  const [origin] = speed;
  if (!origin) return 0;
  const points = speed.map(({ atMs, bytes }) => ({ x: (atMs - origin.atMs) / 1000, y: bytes - origin.bytes }));
  const meanX = mean(points.map(({ x }) => x));
  const meanY = mean(points.map(({ y }) => y));
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const rise = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  return spread > 0 ? Math.max(0, rise / spread) : 0; // rounding could go below
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Seconds until `bytes` more have arrived; `undefined` while the speed or the count is unknown. */
export function secondsFor(bytes: number | undefined, perSecond: number): number | undefined {
  return bytes === undefined || perSecond <= 0 ? undefined : bytes / perSecond;
}
