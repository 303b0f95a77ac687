import type { DownloadError } from '../core/errors.js';
import { endOf, type RangeSet } from '../core/range-set.js';
import { namesOf } from '../core/schema.js';
import { isFull, named, storageFull, storageLost, storageUnavailable } from './failures.js';
import type { FileStore, StoredFile } from './file-store.js';

const LOCKED_RETRY_MS = 100;
const LOCKED_PATIENCE_MS = 2000; // locks of a page that just went away come free within milliseconds

/**
 * Files of the origin private file system, written through synchronous access handles: the fastest way to the disk, but
 * private windows of Firefox and Safari refuse it.
 */
export function opfsStore(namespace: string): FileStore {
  return {
    async open(name) {
      const directory = await directoryOf(namespace, { create: true });
      try {
        const handle = await directory.getFileHandle(name, { create: true });
        return new OpfsFile(await whileLocked(() => handle.createSyncAccessHandle()));
      } catch (cause) {
        throw unopened(cause);
      }
    },

    async has(name, bytes) {
      return (await readFile(namespace, name))?.size === bytes;
    },

    read: (name) => readFile(namespace, name),

    async delete(name) {
      const directory = await unlessMissing(directoryOf(namespace));
      await unlessMissing(whileLocked(async () => directory?.removeEntry(name)));
    },

    async list() {
      const directory = await unlessMissing(directoryOf(namespace));
      const names: string[] = [];
      for await (const name of directory?.keys() ?? []) names.push(name);
      return names;
    },
  };
}

class OpfsFile implements StoredFile {
  readonly #handle: FileSystemSyncAccessHandle;

  constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
  }

  get unflushedBytes(): number {
    return 0; // what is written is with the browser at once
  }

  size(): number {
    return this.#handle.getSize();
  }

  holds(ranges: RangeSet): boolean {
    return this.size() >= endOf(ranges);
  }

  write(bytes: Uint8Array<ArrayBuffer>, at: number): void {
    // Not the rest of it after a short count: see writesAll(). WebKit's are true, and may come of a signal.
    if (!this.#writesAll(bytes, at) && !this.#writesAll(bytes, at)) throw storageFull();
  }

  /**
   * Any other count than that of all bytes says nothing of what was written. On a full disk Firefox returns whatever is in
   * its memory (32,576 is common), or 0 when it is the quota, and Chromium at the edge one beyond all sense.
   */
  #writesAll(bytes: Uint8Array<ArrayBuffer>, at: number): boolean {
    return this.#attempt(() => this.#handle.write(bytes, { at })) === bytes.byteLength;
  }

  flush(): void {
    this.#attempt(() => this.#handle.flush());
  }

  read(into: Uint8Array<ArrayBuffer>, at: number): number {
    return this.#attempt(() => this.#handle.read(into, { at }));
  }

  resize(bytes: number): void {
    this.#attempt(() => this.#handle.truncate(bytes));
    // Chromium's private windows keep files in memory, and silently do nothing with what does not fit.
    if (this.#handle.getSize() !== bytes) throw storageFull();
  }

  close(): void {
    this.#handle.close();
  }

  #attempt<T>(operation: () => T): T {
    try {
      return operation();
    } catch (cause) {
      throw isFull(cause) ? storageFull(cause) : storageLost(cause);
    }
  }
}

async function readFile(namespace: string, name: string): Promise<File | undefined> {
  const directory = await unlessMissing(directoryOf(namespace));
  const handle = await unlessMissing(directory?.getFileHandle(name));
  return handle?.getFile();
}

function unopened(cause: unknown): DownloadError {
  // Firefox says no more of a file that it cannot make on a full disk.
  if (isFull(cause) || named(cause, 'UnknownError')) return storageFull(cause);
  return storageUnavailable(
    isLocked(cause) ? 'Another tab still holds the file.' : 'The file cannot be opened.',
    cause,
  );
}

/** Tries again for a while, as long as somebody else holds the file. */
async function whileLocked<T>(operation: () => Promise<T>): Promise<T> {
  const deadline = performance.now() + LOCKED_PATIENCE_MS;
  for (;;) {
    try {
      return await operation();
    } catch (error) {
      if (!isLocked(error) || performance.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOCKED_RETRY_MS));
    }
  }
}

async function directoryOf(namespace: string, options?: { create: boolean }): Promise<FileSystemDirectoryHandle> {
  let directory = await root();
  for (const name of namesOf(namespace).directories) directory = await directory.getDirectoryHandle(name, options);
  return directory;
}

async function root(): Promise<FileSystemDirectoryHandle> {
  try {
    return await navigator.storage.getDirectory();
  } catch (cause) {
    throw storageUnavailable(
      'This browser window does not let pages reach their files. It may be a private window.',
      cause,
    );
  }
}

async function unlessMissing<T>(operation: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await operation;
  } catch (error) {
    if (named(error, 'NotFoundError')) return undefined;
    throw error;
  }
}

function isLocked(error: unknown): boolean {
  return named(error, 'NoModificationAllowedError', 'InvalidStateError'); // Chromium and Firefox, WebKit
}
