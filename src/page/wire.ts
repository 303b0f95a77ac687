import { fromFailure, toFailure } from '../core/errors.js';
import type { DownloadStatus } from '../core/state.js';
import type { WireStatus } from '../worker/protocol.js';

/** A status as other threads and tabs tell it, where an error is data. */
export function fromWire(status: WireStatus): DownloadStatus {
  if (status.status !== 'waiting') return status;
  const { failure, ...waiting } = status;
  return failure ? { ...waiting, error: fromFailure(failure) } : waiting;
}

/** `undefined` for one that the ledger tells. */
export function toWire(status: DownloadStatus): WireStatus | undefined {
  if (status.status === 'failed') return undefined;
  if (status.status !== 'waiting') return status;
  const { error, ...waiting } = status;
  return error ? { ...waiting, failure: toFailure(error) } : waiting;
}
