import { fromFailure } from '../core/errors.js';
import { countBytes } from '../core/range-set.js';
import { proofOf } from '../core/representation.js';
import type { DownloadFacts, DownloadStatus } from '../core/state.js';
import { UNKNOWN } from '../core/transition.js';
import type { DownloadRecord } from '../storage/ledger.js';

/** What a record says of a download, for as long as nobody runs it. */
export function recordedFacts({ ranges, representation, mode }: DownloadRecord): DownloadFacts {
  return {
    ...UNKNOWN,
    storedRanges: ranges,
    storedBytes: countBytes(ranges),
    totalBytes: representation?.completeLength,
    mode,
    resumable: mode && mode !== 'whole',
    proof: representation ? proofOf(representation) : 'none',
  };
}

/** What it does when a page has just found it. */
export function recordedStatus({ outcome, intent }: DownloadRecord): DownloadStatus {
  if (outcome === 'complete') return { status: 'complete' };
  if (outcome) return { status: 'failed', error: fromFailure(outcome) };
  return { status: intent === 'rest' ? 'paused' : 'idle' };
}
