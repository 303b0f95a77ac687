import type { DownloadState } from '../../../src/core/state.js';
import { UNKNOWN } from '../../../src/core/transition.js';

export interface SomeDownload {
  readonly id: string;
  readonly state: DownloadState;
}

export function stateOf(state: Partial<DownloadState>): DownloadState {
  return { ...UNKNOWN, ...state } as DownloadState;
}

export function some(id: string, state: Partial<DownloadState>): SomeDownload {
  return { id, state: stateOf(state) };
}

/** In megabytes, and megabytes per second. */
export function downloading(stored: number, total: number | undefined, rate = 1): DownloadState {
  return stateOf({
    status: 'downloading',
    storedBytes: stored * 1e6,
    totalBytes: total === undefined ? undefined : total * 1e6,
    bytesPerSecond: rate * 1e6,
    secondsLeft: 1,
    connections: 1,
  });
}

/** In megabytes. */
export function complete(total: number): DownloadState {
  return stateOf({ status: 'complete', storedBytes: total * 1e6, totalBytes: total * 1e6 });
}
