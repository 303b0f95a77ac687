import type { DownloadState } from '../../core/state.js';
import { isUnderWay } from './standing.js';

/** What the browser says of the room that it grants this origin, in bytes. */
export interface Room {
  readonly usedBytes: number;
  readonly quotaBytes: number;
}

/**
 * How much more room is needed than there is, for what is under way or has failed for want of it; 0 if everything fits.
 *
 * A file gets its full length as soon as that is known, where the browser counts it as used: so what is used beyond what
 * is stored may be room that is reserved already, and is not asked for twice. As that may be something else of the
 * page's as well, this never warns without need.
 */
export function bytesShort({ usedBytes, quotaBytes }: Room, states: readonly DownloadState[]): number {
  let storedBytes = 0;
  let bytesToCome = 0;
  for (const state of states) {
    storedBytes += state.storedBytes;
    if (isWanted(state)) bytesToCome += Math.max(0, (state.totalBytes ?? 0) - state.storedBytes);
  }
  const reservedBytes = Math.max(0, usedBytes - storedBytes);
  return Math.max(0, bytesToCome - reservedBytes - Math.max(0, quotaBytes - usedBytes));
}

function isWanted(state: DownloadState): boolean {
  return isUnderWay(state) || (state.status === 'failed' && state.error.code === 'storage-full');
}
