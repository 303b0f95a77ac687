/** Serves both stores, as a download's worker uses them. */
import { expose, proxy } from 'comlink';
import { openChunkedFile } from '../../../src/storage/chunked-file.js';
import { indexedDBStore } from '../../../src/storage/indexeddb-store.js';
import { openOpfsFile } from '../../../src/storage/opfs-file.js';
import { opfsStore } from '../../../src/storage/opfs-store.js';

const NAMESPACE = 'contract';
const stores = { opfs: opfsStore(NAMESPACE), indexeddb: indexedDBStore(NAMESPACE) };

const openers = { opfs: openOpfsFile, indexeddb: openChunkedFile };

export type StoreKind = keyof typeof stores;

/** One store. What it throws crosses with its code as its name. */
const worker = {
  async open(kind: StoreKind, name: string) {
    const file = await coded(() => openers[kind](NAMESPACE, name));
    return proxy({
      size: () => file.size(),
      holds: (start: number, end: number) => file.holds([{ start, end }]),
      unflushedBytes: () => file.unflushedBytes,
      write: (bytes: Uint8Array, at: number) => coded(() => file.write(bytes, at)),
      flush: () => coded(() => file.flush()),
      resize: (bytes: number) => coded(() => file.resize(bytes)),
      close: () => file.close(),
      /** What is there, at most so many bytes. */
      async read(at: number, bytes: number): Promise<Uint8Array> {
        const into = new Uint8Array(bytes).fill(0xee);
        return into.subarray(0, await coded(() => file.read(into, at)));
      },
    });
  },
  has: (kind: StoreKind, name: string, bytes: number) => stores[kind].has(name, bytes),
  read: (kind: StoreKind, name: string) => stores[kind].read(name),
  delete: (kind: StoreKind, name: string) => stores[kind].delete(name),
  list: (kind: StoreKind) => stores[kind].list(),
};

export type StoreWorker = typeof worker;

expose(worker);

async function coded<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code } = error as { code?: string };
    throw code === undefined ? error : new Error(code);
  }
}
