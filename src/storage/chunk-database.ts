import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { namesOf } from '../core/schema.js';
import { storageUnavailable } from './failures.js';

/** Each chunk is stored whole, with zeros where nothing was written: one of another length is not ours. */
export const CHUNK_BYTES = 2 ** 20; // 1 MiB

export type Chunk = Uint8Array<ArrayBuffer>;

interface Schema extends DBSchema {
  /** What each file is but its bytes, by its name. */
  files: { key: string; value: { readonly size: number } };
  /** By the name of the file and the index in it. No Blobs: private windows of Safari refuse them. */
  chunks: { key: [string, number]; value: Chunk };
}

export type ChunkDatabase = IDBPDatabase<Schema>;

/** The ledger's commit comes after it: after a power failure that must not be ahead of these bytes. */
export const STRICT: IDBTransactionOptions = { durability: 'strict' };

/** Opens the chunks of a namespace, which are begun where there are none. */
export function openChunks(namespace: string): Promise<ChunkDatabase> {
  return open(namespace, (database) => {
    database.createObjectStore('files');
    database.createObjectStore('chunks');
  });
}

/** What `work` finds in the chunks of a namespace; `undefined` where there are none, and none are begun. */
export async function inChunks<T>(
  namespace: string,
  work: (database: ChunkDatabase) => Promise<T>,
): Promise<T | undefined> {
  const database = await openIfAny(namespace);
  if (!database) return undefined;
  try {
    return await work(database);
  } finally {
    database.close();
  }
}

/** Keys of the chunks of a file, from one to another, both included; all of them by default. */
export function chunkKeys(file: string, first = 0, last = Number.POSITIVE_INFINITY): IDBKeyRange {
  return IDBKeyRange.bound([file, first], [file, last]);
}

export function isWhole(chunk: Chunk | undefined): chunk is Chunk {
  return chunk?.byteLength === CHUNK_BYTES;
}

async function openIfAny(namespace: string): Promise<ChunkDatabase | undefined> {
  let isNew = false;
  try {
    return await open(namespace, (_database, transaction) => {
      isNew = true;
      transaction.abort(); // then there is none as before
    });
  } catch (error) {
    if (isNew) return undefined;
    throw error;
  }
}

type Begin = (database: ChunkDatabase, transaction: { abort(): void }) => void;

/** At any version: a newer copy of the library leaves to an older one what that can read, or takes another name. */
async function open(namespace: string, begin: Begin): Promise<ChunkDatabase> {
  try {
    return await openDB<Schema>(namesOf(namespace).chunks, undefined, {
      upgrade(database, _from, _to, transaction) {
        transaction.done.catch(() => {}); // opening fails with it
        begin(database, transaction);
      },
      blocking: (_current, _blocked, { target }) => (target as IDBDatabase).close(), // somebody deletes it
    });
  } catch (cause) {
    throw storageUnavailable(`The stored files cannot be opened (${cause}).`, cause);
  }
}
