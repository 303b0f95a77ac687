import { DownloadError } from '../core/errors.js';

export function named(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

/** Whether a browser says of an operation that there was no room for it. */
export function isFull(error: unknown): boolean {
  return FULL.has(nameOf(error)) || /NO_SPACE/.test(String(error));
}

const FULL: ReadonlySet<unknown> = new Set(['QuotaExceededError', 'NS_ERROR_FILE_NO_DEVICE_SPACE']);

/** What Firefox throws of its inside is no `Error`. */
function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}

export function storageFull(cause?: unknown): DownloadError {
  return new DownloadError('storage-full', 'There is no room left for this file. Make room, then continue.', { cause });
}

export function storageLost(cause?: unknown): DownloadError {
  return new DownloadError('storage-lost', 'The stored part of this file can no longer be reached.', { cause });
}

export function storageUnavailable(message: string, cause?: unknown): DownloadError {
  return new DownloadError('storage-unavailable', message, { cause });
}
