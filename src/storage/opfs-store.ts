import { namesOf } from '../core/schema.js';
import { named, storageUnavailable } from './failures.js';
import type { FileStore } from './file-store.js';

const LOCKED_RETRY_MS = 100;
const LOCKED_PATIENCE_MS = 2000; // locks of a page that just went away come free within milliseconds

/** Files of the origin private file system. Private windows of Firefox and Safari refuse it. */
export function opfsStore(namespace: string): FileStore {
  return {
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

async function readFile(namespace: string, name: string): Promise<File | undefined> {
  const directory = await unlessMissing(directoryOf(namespace));
  const handle = await unlessMissing(directory?.getFileHandle(name));
  return handle?.getFile();
}

/** Tries again for a while, as long as somebody else holds the file. */
export async function whileLocked<T>(operation: () => Promise<T>): Promise<T> {
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

export async function directoryOf(
  namespace: string,
  options?: { create: boolean },
): Promise<FileSystemDirectoryHandle> {
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

export function isLocked(error: unknown): boolean {
  return named(error, 'NoModificationAllowedError', 'InvalidStateError'); // Chromium and Firefox, WebKit
}
