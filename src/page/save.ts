import { DownloadError } from '../core/errors.js';

/** How saving a file has ended. */
export type SaveOutcome =
  /** A whole copy is where the person wanted it: all bytes are written, and the file is closed. */
  | 'saved'
  /** The browser saves it by itself, as it does any download, and does not say how that ends. */
  | 'handed-over'
  /** The person did not choose a place. */
  | 'dismissed';

export interface SaveOptions {
  /**
   * Called as bytes are written to the place that the person has chosen, first with 0. Never called where they cannot choose
   * one, since the browser then saves the file by itself.
   */
  onProgress?(savedBytes: number, totalBytes: number): void;
  /** Gives the copy up and discards what was written. `save()` then rejects with the signal's reason. */
  signal?: AbortSignal;
}

/** File System Access; Chromium only. */
interface Pickers {
  showSaveFilePicker?(options: {
    suggestedName: string;
    id: string;
    startIn: 'downloads';
  }): Promise<FileSystemFileHandle>;
}

const SLICE_BYTES = 16 * 2 ** 20; // 16 MiB: written in a moment, after which there is progress to tell
/** Nobody sees a picker and closes it as quickly: this one was not shown. */
const UNSEEN_MS = 200;
const LINK_LIFE_MS = 10 * 60 * 1000; // the browser may first ask the person where to

/**
 * Hands a file to the person's disk: to a place that they choose, or else by a link that the browser follows as a download.
 *
 * @param read called at once; may be called again to learn whether the file is still there
 */
export async function saveFile(
  name: string,
  read: () => Promise<File>,
  options: SaveOptions = {},
): Promise<SaveOutcome> {
  options.signal?.throwIfAborted();
  const picked = pickTarget(name); // nothing may be awaited before: the picker needs the person's press
  const reading = read();
  reading.catch(() => {}); // it is awaited below, after the picker
  const target = await picked;
  if (target === 'dismissed') return target;
  if (!target) {
    followLink(await reading);
    return 'handed-over';
  }
  try {
    await copy(await reading, target, options);
    return 'saved';
  } catch (error) {
    await removeEmpty(target).catch(() => {}); // then an empty file stays where they chose
    options.signal?.throwIfAborted();
    await read(); // when the file itself is gone, that is the reason
    throw asNotSaved(error, name);
  }
}

/**
 * `undefined`: it cannot be chosen here, for want of a press, in a frame of another origin, or in another browser. Where a
 * policy forbids dialogs or there is no screen, Chromium says at once that the person has closed it.
 */
async function pickTarget(suggestedName: string): Promise<FileSystemFileHandle | 'dismissed' | undefined> {
  const askedAtMs = performance.now();
  try {
    return await (globalThis as Pickers).showSaveFilePicker?.({
      suggestedName,
      id: 'resumable-download', // the browser remembers the place that was chosen last
      startIn: 'downloads',
    });
  } catch (error) {
    const wasSeen = performance.now() - askedAtMs > UNSEEN_MS;
    return nameOf(error) === 'AbortError' && wasSeen ? 'dismissed' : undefined;
  }
}

/** Nothing shows at the target before it is closed, so what is given up in the middle never looks whole. */
async function copy(file: File, target: FileSystemFileHandle, { onProgress, signal }: SaveOptions): Promise<void> {
  const writable = await target.createWritable();
  try {
    for (let savedBytes = 0; savedBytes < file.size; savedBytes += SLICE_BYTES) {
      onProgress?.(savedBytes, file.size);
      signal?.throwIfAborted();
      await writable.write(file.slice(savedBytes, savedBytes + SLICE_BYTES));
    }
    onProgress?.(file.size, file.size);
    signal?.throwIfAborted();
    await writable.close();
  } catch (error) {
    await writable.abort(error).catch(() => {}); // it has failed already
    throw error;
  }
  const { size } = await target.getFile();
  if (size !== file.size) throw new Error(`${size} of ${file.size} bytes were written.`);
}

/** The picker has made it, or emptied what was there. */
async function removeEmpty(target: FileSystemFileHandle & { remove?(): Promise<void> }): Promise<void> {
  if ((await target.getFile()).size === 0) await target.remove?.();
}

function followLink(file: File): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), LINK_LIFE_MS);
}

function asNotSaved(cause: unknown, name: string): DownloadError {
  switch (nameOf(cause)) {
    case 'QuotaExceededError':
    // The file itself is there, as was just seen. Chromium blames it, now and then, when the other end takes no more.
    case 'NotReadableError':
      return new DownloadError('storage-full', `There was not enough room for ${name} where it was to be saved.`, {
        cause,
      });
    case 'NotAllowedError':
      return notSaved(`The browser does not let this page write ${name} there.`, cause);
    case 'NotFoundError':
      return notSaved(`The place where ${name} was to be saved is gone.`, cause);
    default:
      return notSaved(`${name} could not be written where it was to be saved: ${cause}`, cause);
  }
}

function notSaved(message: string, cause: unknown): DownloadError {
  return new DownloadError('not-saved', message, { cause });
}

function nameOf(error: unknown): string | undefined {
  return error instanceof Error ? error.name : undefined;
}
