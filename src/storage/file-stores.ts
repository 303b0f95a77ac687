import type { FileStore } from './file-store.js';
import { indexedDBStore } from './indexeddb-store.js';
import { opfsStore } from './opfs-store.js';
import type { Place } from './record.js';

/** The store that has, or will have, the file of a record. */
export function storeOf(namespace: string, { store }: Place): FileStore {
  return store === 'indexeddb' ? indexedDBStore(namespace) : opfsStore(namespace);
}

/** Deletes a file wherever it is; there need not be one. Only under the download's lock, or its worker may still hold it. */
export async function deleteFile(namespace: string, name: string): Promise<void> {
  for (const store of await reachableStores(namespace)) await store.delete(name);
}

/** The names of all files of a namespace. */
export async function listFiles(namespace: string): Promise<string[]> {
  const stores = await reachableStores(namespace);
  return (await Promise.all(stores.map((store) => store.list()))).flat();
}

/** Deletes those of the files that no worker holds. */
export async function deleteFiles(namespace: string, names: readonly string[]): Promise<void> {
  for (const name of names) await deleteFile(namespace, name).catch(() => {});
}

async function reachableStores(namespace: string): Promise<FileStore[]> {
  return [...((await reachesOpfs()) ? [opfsStore(namespace)] : []), indexedDBStore(namespace)];
}

/** Firefox and Safari refuse it in private windows, WebKitGTK has none. */
export async function reachesOpfs(): Promise<boolean> {
  try {
    await navigator.storage.getDirectory();
    return true;
  } catch {
    return false;
  }
}
