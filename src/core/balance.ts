import { type ByteRange, rangeLength } from './byte-range.js';

/** Less than this saved is not worth a request, and what the other one has under way by then. Seconds. */
const WORTH_SECONDS = 1;
/** A request that brings less than this part of what the others do is given up for a new one. */
const CRAWL = 1 / 3;

/** A request that receives. */
export interface Runner {
  /** What it has still to bring: half-open. */
  readonly rest: ByteRange;
  readonly bytesPerSecond: number;
}

/** What a new request can be expected to do. */
export interface Newcomer {
  readonly bytesPerSecond: number;
  /** Until its first byte comes. */
  readonly answerSeconds: number;
}

/**
 * When nothing is left to be asked for: the end of what the last one to finish would bring, cut so that it and the
 * newcomer end together. `undefined` where that saves no time.
 */
export function takeOver(runners: readonly Runner[], newcomer: Newcomer): ByteRange | undefined {
  const [last] = runners
    .filter(({ rest }) => Number.isFinite(rest.end))
    .sort((a, b) => secondsLeft(b) - secondsLeft(a));
  if (!last || newcomer.bytesPerSecond <= 0) return undefined;
  const { rest, bytesPerSecond } = last;
  const together = newcomer.bytesPerSecond + bytesPerSecond;
  const ahead = rangeLength(rest) - bytesPerSecond * newcomer.answerSeconds;
  const bytes = Math.floor((newcomer.bytesPerSecond * ahead) / together);
  const savedSeconds = secondsLeft(last) - (newcomer.answerSeconds + bytes / newcomer.bytesPerSecond);
  if (bytes <= 0 || savedSeconds < WORTH_SECONDS) return undefined;
  return { start: rest.end - bytes, end: rest.end };
}

/** Whether one is so much slower than the others are on average that another connection will do better. */
export function crawls(runner: Runner, others: readonly Runner[]): boolean {
  const sum = others.reduce((total, { bytesPerSecond }) => total + bytesPerSecond, 0);
  return others.length > 0 && runner.bytesPerSecond < (CRAWL * sum) / others.length;
}

function secondsLeft({ rest, bytesPerSecond }: Runner): number {
  const bytes = rangeLength(rest);
  return bytes === 0 ? 0 : bytes / bytesPerSecond;
}
