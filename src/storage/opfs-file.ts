import type { DownloadError } from '../core/errors.js';
import { endOf, type RangeSet } from '../core/range-set.js';
import { isFull, named, storageFull, storageLost, storageUnavailable } from './failures.js';
import type { StoredFile } from './file-store.js';
import { directoryOf, isLocked, whileLocked } from './opfs-store.js';

/** Opens a file of the origin private file system, made where there is none. */
export async function openOpfsFile(namespace: string, name: string): Promise<StoredFile> {
  const directory = await directoryOf(namespace, { create: true });
  try {
    const handle = await directory.getFileHandle(name, { create: true });
    return new OpfsFile(await whileLocked(() => handle.createSyncAccessHandle()));
  } catch (cause) {
    throw unopened(cause);
  }
}

/** Written through a synchronous access handle: the fastest way to the disk. */
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

function unopened(cause: unknown): DownloadError {
  // Firefox says no more of a file that it cannot make on a full disk.
  if (isFull(cause) || named(cause, 'UnknownError')) return storageFull(cause);
  return storageUnavailable(
    isLocked(cause) ? 'Another tab still holds the file.' : 'The file cannot be opened.',
    cause,
  );
}
