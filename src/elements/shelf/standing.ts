import type { DownloadErrorCode } from '../../core/errors.js';
import type { DownloadState } from '../../core/state.js';

/** After these, another try goes on from what is stored, and may well succeed. */
const WORTH_ANOTHER_TRY: ReadonlySet<DownloadErrorCode> = new Set([
  'network',
  'http-status',
  'forbidden',
  'storage-full',
]);

/** Whether it goes on, now or later, without anybody's press. One of a shelf that is idle is about to begin. */
export function isUnderWay(state: DownloadState): boolean {
  switch (state.status) {
    case 'idle':
    case 'queued':
    case 'connecting':
    case 'downloading':
    case 'verifying':
      return true;
    case 'waiting':
      return !waitsForPerson(state);
    default:
      return false;
  }
}

/** Whether it uses the network or the disk at this moment. */
export function isAtWork({ status }: DownloadState): boolean {
  return status === 'connecting' || status === 'downloading' || status === 'verifying';
}

/** Whether a press on Resume is what it waits for. */
export function canBeContinued(state: DownloadState): boolean {
  if (state.status === 'waiting') return state.reason === 'data-saver';
  return state.status === 'paused' || (state.status === 'failed' && WORTH_ANOTHER_TRY.has(state.error.code));
}

export function isFinished({ status }: DownloadState): boolean {
  return status === 'complete';
}

export function waitsForPerson(state: DownloadState): boolean {
  return state.status === 'waiting' && (state.reason === 'access' || state.reason === 'data-saver');
}
