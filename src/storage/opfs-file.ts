import { DownloadError } from '../core/errors.js';
import { namesOf } from '../core/schema.js';
import { isFull } from './room.js';

const LOCKED_RETRY_MS = 100;
const LOCKED_PATIENCE_MS = 2000; // locks of a page that just went away come free within milliseconds

/** A file of one download, open for the one worker that owns it. */
export interface StoredFile {
  /** Bytes from the start to the end of the file. Says nothing of what was written in between. */
  size(): number;
  /** Writes all of `bytes` at the offset `at`, or throws. */
  write(bytes: Uint8Array, at: number): void;
  /** Returns when everything written is safe from a crash of the system. */
  flush(): void;
  /** Fills `into` from the offset `at`; returns how many bytes there were. */
  read(into: Uint8Array, at: number): number;
  /** Cuts the file, or lengthens it with zeros, which reserves room for it where the browser counts so. */
  resize(bytes: number): void;
  close(): void;
}

/** Rejects with `storage-unavailable`, and says why, where this page cannot keep files. */
export async function checkStorage(): Promise<void> {
  await root();
}

/** Opens a file, made where there is none. Only in a dedicated worker, and only while it holds the download's lock. */
export async function openFile(namespace: string, name: string): Promise<StoredFile> {
  const directory = await directoryOf(namespace, { create: true });
  try {
    const handle = await directory.getFileHandle(name, { create: true });
    return new OpfsFile(await openHandle(handle));
  } catch (cause) {
    if (cause instanceof DownloadError) throw cause;
    // Firefox says no more of a file that it cannot make on a full disk.
    if (isFull(cause) || named(cause, 'UnknownError')) throw storageFull(cause);
    throw storageUnavailable(
      isLocked(cause) ? 'Another tab still holds the file.' : 'The file cannot be opened.',
      cause,
    );
  }
}

/** The file for reading, on any thread; `undefined` where there is none. Not while it is being written. */
export async function readFile(namespace: string, name: string): Promise<File | undefined> {
  const directory = await unlessMissing(directoryOf(namespace));
  const handle = await unlessMissing(directory?.getFileHandle(name));
  return handle?.getFile();
}

/** Deletes a file; there need not be one. Only under the download's lock, or its worker may still hold it. */
export async function deleteFile(namespace: string, name: string): Promise<void> {
  const directory = await unlessMissing(directoryOf(namespace));
  await unlessMissing(whileLocked(async () => directory?.removeEntry(name)));
}

/** The names of all files of a namespace. */
export async function listFiles(namespace: string): Promise<string[]> {
  const directory = await unlessMissing(directoryOf(namespace));
  const names: string[] = [];
  for await (const name of directory?.keys() ?? []) names.push(name);
  return names;
}

/** Deletes those of the files that no worker holds. */
export async function deleteFiles(namespace: string, names: readonly string[]): Promise<void> {
  for (const name of names) await deleteFile(namespace, name).catch(() => {});
}

class OpfsFile implements StoredFile {
  readonly #handle: FileSystemSyncAccessHandle;

  constructor(handle: FileSystemSyncAccessHandle) {
    this.#handle = handle;
  }

  size(): number {
    return this.#handle.getSize();
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

async function openHandle(handle: FileSystemFileHandle): Promise<FileSystemSyncAccessHandle> {
  if (!('createSyncAccessHandle' in handle))
    throw storageUnavailable('This browser cannot write files in the background.');
  return whileLocked(() => handle.createSyncAccessHandle());
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
  if (!isSecureContext) {
    throw storageUnavailable('Files can only be kept on a page that was loaded securely (https, not plain http).');
  }
  try {
    return await navigator.storage.getDirectory();
  } catch (cause) {
    throw storageUnavailable(
      origin === 'null'
        ? 'This page is in a sandboxed frame, which may not store anything. The frame needs "allow-same-origin".'
        : 'This browser window does not let pages store files. It may be a private window.',
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

function named(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}

function storageFull(cause?: unknown): DownloadError {
  return new DownloadError('storage-full', 'There is no room left for this file. Make room, then continue.', { cause });
}

function storageLost(cause: unknown): DownloadError {
  return new DownloadError('storage-lost', 'The stored part of this file can no longer be reached.', { cause });
}

function storageUnavailable(message: string, cause?: unknown): DownloadError {
  return new DownloadError('storage-unavailable', message, { cause });
}
