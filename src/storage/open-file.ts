import { openChunkedFile } from './chunked-file.js';
import type { StoredFile } from './file-store.js';
import { reachesOpfs } from './file-stores.js';
import { openOpfsFile } from './opfs-file.js';
import type { Place } from './record.js';

/** Where a new file goes: what this browser window can do. Only a worker can tell. */
export async function choosePlace(): Promise<Place> {
  // No other sign tells what a private window keeps.
  if (!(await reachesOpfs())) return { store: 'indexeddb', kept: 'this-session' };
  const canWrite = 'createSyncAccessHandle' in FileSystemFileHandle.prototype;
  return canWrite ? {} : { store: 'indexeddb' };
}

/**
 * Opens the file of a record, made where there is none. Only in a dedicated worker, and only while it holds the download's
 * lock. Rejects with `storage-unavailable` or `storage-full`.
 */
export function openFile(namespace: string, { store }: Place, name: string): Promise<StoredFile> {
  return store === 'indexeddb' ? openChunkedFile(namespace, name) : openOpfsFile(namespace, name);
}
