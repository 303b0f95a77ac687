import { namesOf } from '../core/schema.js';

/** More than a record takes. */
const PROBE_BYTES = 64 * 2 ** 10; // 64 KiB

/**
 * Whether there is room for a record, found out by trying: the figures of browsers are guesses. `true` where that cannot be
 * tried.
 *
 * Chromium keeps all records of an origin in one log. When the disk is full in the middle of an entry, it finds its log torn
 * and deletes it: the records of complete downloads too. So nothing may be recorded where there is no room for it.
 */
export async function hasRoom(namespace: string): Promise<boolean> {
  const root = await navigator.storage?.getDirectory().catch(() => undefined);
  return !root || (await canWrite(root, namesOf(namespace).directories).catch((error) => !saysFull(error)));
}

async function canWrite(root: FileSystemDirectoryHandle, path: readonly string[]): Promise<true> {
  let directory = root;
  for (const name of path) directory = await directory.getDirectoryHandle(name, { create: true });
  const name = `room-${crypto.randomUUID()}`; // of no record: what a crash leaves behind is removed as an orphan
  try {
    const file = await directory.getFileHandle(name, { create: true });
    const writable = await file.createWritable();
    await writable.write(new Uint8Array(PROBE_BYTES)).finally(() => writable.abort());
    return true;
  } finally {
    await directory.removeEntry(name).catch(() => {});
  }
}

/** Firefox says no more of a file that cannot be made. */
function saysFull(error: unknown): boolean {
  return isFull(error) || nameOf(error) === 'UnknownError';
}

/** Whether a browser says of an operation that there was no room for it. */
export function isFull(error: unknown): boolean {
  return FULL.has(nameOf(error));
}

const FULL: ReadonlySet<unknown> = new Set(['QuotaExceededError', 'NS_ERROR_FILE_NO_DEVICE_SPACE']);

/** What Firefox throws of its inside is no `Error`. */
function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}

const SUFFIX = '.room';

/** The name of the file that holds room while this one is written. */
export function roomFileOf(file: string): string {
  return file + SUFFIX;
}

/** The file of a download that a file belongs to: itself, where it holds no room for another. */
export function ownerOf(name: string): string {
  return name.endsWith(SUFFIX) ? name.slice(0, -SUFFIX.length) : name;
}
