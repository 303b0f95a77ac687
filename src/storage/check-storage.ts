import { storageUnavailable } from './failures.js';

/** Throws `storage-unavailable`, and says why, where this page cannot keep files. */
export function checkStorage(): void {
  if (!isSecureContext) {
    throw storageUnavailable('Files can only be kept on a page that was loaded securely (https, not plain http).');
  }
  if (origin === 'null') {
    throw storageUnavailable(
      'This page is in a sandboxed frame, which may not store anything. The frame needs "allow-same-origin".',
    );
  }
}
