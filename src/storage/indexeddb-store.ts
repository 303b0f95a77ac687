import { CHUNK_BYTES, type Chunk, type ChunkDatabase, chunkKeys, inChunks, isWhole, STRICT } from './chunk-database.js';
import type { FileStore } from './file-store.js';

/** Chunks that are read at once. */
const BATCH = 8;

/** Files in chunks in IndexedDB, for windows where the origin private file system or its handles are refused. */
export function indexedDBStore(namespace: string): FileStore {
  return {
    // Reads all of it: that there is a key does not tell whether the browser still has the value.
    has: async (name, bytes) =>
      (await inChunks(namespace, async (database) => {
        const file = await database.get('files', name);
        if (file?.size !== bytes) return false;
        for await (const batch of readBatches(database, name, bytes)) if (!batch) return false;
        return true;
      })) ?? false,

    read: (name) =>
      inChunks(namespace, async (database) => {
        const file = await database.get('files', name);
        if (!file) return undefined;
        const parts: Blob[] = []; // at once: where Blobs are on disk, little is in memory at a time
        for await (const batch of readBatches(database, name, file.size)) {
          if (!batch) return undefined;
          parts.push(new Blob(batch));
        }
        return new Blob(parts).slice(0, file.size);
      }),

    async delete(name) {
      await inChunks(namespace, async (database) => {
        const transaction = database.transaction(['files', 'chunks'], 'readwrite', STRICT);
        await Promise.all([
          transaction.objectStore('files').delete(name),
          transaction.objectStore('chunks').delete(chunkKeys(name)),
          transaction.done,
        ]);
      });
    },

    list: async () => (await inChunks(namespace, (database) => database.getAllKeys('files'))) ?? [],
  };
}

/** The chunks of a file, some at a time; `undefined` at the end of what is there, where not all of it is. */
async function* readBatches(database: ChunkDatabase, name: string, bytes: number): AsyncGenerator<Chunk[] | undefined> {
  const count = Math.ceil(bytes / CHUNK_BYTES);
  for (let first = 0; first < count; first += BATCH) {
    const last = Math.min(first + BATCH, count) - 1;
    const batch = await database.getAll('chunks', chunkKeys(name, first, last));
    if (batch.length <= last - first || !batch.every(isWhole)) return yield undefined;
    yield batch;
  }
}
