import type { DownloadState } from '../../core/state.js';

/** 0 to 100, or `undefined` while the length is unknown. 100 is kept for `complete`: nothing less deserves it. */
export function wholePercent(state: DownloadState): number | undefined {
  if (state.status === 'complete') return 100;
  if (state.totalBytes === undefined) return undefined;
  return Math.min(99, wholeShare(state.storedBytes, state.totalBytes));
}

/** Rounded down, from 0 to 100. Nothing of nothing is 0. */
export function wholeShare(part: number, whole: number): number {
  if (whole === 0) return 0;
  return Math.min(100, Math.max(0, Math.floor((100 * part) / whole)));
}
