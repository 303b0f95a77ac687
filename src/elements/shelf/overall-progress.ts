import type { DownloadState } from '../../core/state.js';
import { wholeShare } from '../card/progress.js';
import { isAtWork, isFinished, isUnderWay } from './standing.js';

interface Stateful {
  readonly state: DownloadState;
}

/** How several downloads go together. */
export interface OverallProgress {
  /** Those that are not complete yet. */
  readonly left: number;
  readonly storedBytes: number;
  /** `undefined` while the length of one of them is unknown. */
  readonly totalBytes: number | undefined;
  /** Rounded down, from 0 to 99: 100 is kept for when nothing is left. `undefined` without a total. */
  readonly percent: number | undefined;
  readonly bytesPerSecond: number;
  /** `undefined` while a length or the speed is unknown, or one of them waits for who knows how long. */
  readonly secondsLeft: number | undefined;
}

/**
 * Those that are under way, and those that have come to an end since nothing was: so the whole never falls back because
 * a part of it is done. Empty when nothing is under way.
 */
export function batchOf<D extends Stateful>(before: ReadonlySet<D>, all: readonly D[]): ReadonlySet<D> {
  const batch = new Set(all.filter((download) => before.has(download) || isUnderWay(download.state)));
  return [...batch].some(({ state }) => isUnderWay(state)) ? batch : new Set();
}

/** `undefined` when none of them is under way. What was paused or has failed meanwhile does not count. */
export function overallProgress(states: readonly DownloadState[]): OverallProgress | undefined {
  const counted = states.filter((state) => isUnderWay(state) || isFinished(state));
  const left = counted.filter((state) => !isFinished(state));
  if (left.length === 0) return undefined;
  const storedBytes = sum(counted.map((state) => state.storedBytes));
  const totalBytes = totalOf(counted);
  const bytesPerSecond = sum(left.map(rateOf));
  return {
    left: left.length,
    storedBytes,
    totalBytes,
    percent: totalBytes === undefined ? undefined : Math.min(99, wholeShare(storedBytes, totalBytes)),
    bytesPerSecond,
    secondsLeft: left.every(canBeForetold) ? secondsLeft(storedBytes, totalBytes, bytesPerSecond) : undefined,
  };
}

/** How a batch has ended: at its best, or with something to look after. `undefined`: a person has stopped it. */
export function endOf(states: readonly DownloadState[]): 'done' | 'trouble' | undefined {
  if (states.some(({ status }) => status === 'failed')) return 'trouble';
  return states.some(isFinished) ? 'done' : undefined;
}

function totalOf(states: readonly DownloadState[]): number | undefined {
  let total = 0;
  for (const { totalBytes } of states) {
    if (totalBytes === undefined) return undefined;
    total += totalBytes;
  }
  return total;
}

function rateOf(state: DownloadState): number {
  return state.status === 'downloading' ? state.bytesPerSecond : 0;
}

function canBeForetold(state: DownloadState): boolean {
  return isAtWork(state) || state.status === 'queued';
}

function secondsLeft(storedBytes: number, totalBytes: number | undefined, bytesPerSecond: number): number | undefined {
  if (totalBytes === undefined || bytesPerSecond <= 0) return undefined;
  return (totalBytes - storedBytes) / bytesPerSecond;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
