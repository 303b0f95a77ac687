import { DownloadError } from '../core/errors.js';
import { roomFileOf } from '../storage/companions.js';
import type { StoredFile } from '../storage/file-store.js';
import { openOpfsFile } from '../storage/opfs-file.js';
import { opfsStore } from '../storage/opfs-store.js';

const PROBE_BYTES = 64 * 2 ** 10; // 64 KiB: more than a record takes
const SPARE_BYTES = 2 ** 20; // 1 MiB: more than the records of a download that ends, and of those beside it

/**
 * Room that is held while a download runs, so that there is some for the records when the disk is full.
 *
 * A file of its own: at the end of a large one, systems without sparse files would first fill all that is before it.
 */
export class SpareRoom {
  readonly #file: StoredFile;
  readonly #remove: () => Promise<void>;
  #isHeld = true;
  #isClosed = false;

  private constructor(file: StoredFile, remove: () => Promise<void>) {
    this.#file = file;
    this.#remove = remove;
  }

  /** Rejects with `storage-full` where there is none. Only under the lock of the download that the file is of. */
  static async hold(namespace: string, file: string): Promise<SpareRoom> {
    const name = roomFileOf(file);
    const held = new SpareRoom(await openOpfsFile(namespace, name), () => opfsStore(namespace).delete(name));
    try {
      held.#write(0, SPARE_BYTES);
      return held;
    } catch (error) {
      held.#release();
      held.#file.close();
      throw error;
    }
  }

  /** To be called before a record is written, for which there is room after it. `false`: that was the last. */
  check(): boolean {
    try {
      if (this.#isHeld) this.#write(SPARE_BYTES, PROBE_BYTES);
      if (this.#isHeld) this.#file.resize(SPARE_BYTES);
    } catch {
      this.#release();
    }
    return this.#isHeld;
  }

  /** The room is for others from now on. On a full disk the empty file stays: to delete it could take room too. */
  async giveUp(): Promise<void> {
    if (this.#isClosed) return;
    const isLeft = this.#isHeld;
    this.#isClosed = true;
    this.#release();
    this.#file.close();
    if (isLeft) await this.#remove().catch(() => {}); // the next page does
  }

  #release(): void {
    this.#isHeld = false;
    try {
      this.#file.resize(0);
    } catch {
      // It may be lost, and holds nothing then.
    }
  }

  #write(at: number, bytes: number): void {
    for (let done = 0; done < bytes; done += FILLING.byteLength) this.#file.write(FILLING, at + done);
  }
}

/** Nothing that a file system would store as less than it is. */
const FILLING = crypto.getRandomValues(new Uint8Array(PROBE_BYTES));

/** Whether there is room for the records of a download, which nobody runs. `true` where nobody can tell. */
export async function hasRoom(namespace: string, file: string): Promise<boolean> {
  try {
    await (await SpareRoom.hold(namespace, file)).giveUp();
    return true;
  } catch (error) {
    return !(error instanceof DownloadError && error.code === 'storage-full');
  }
}

/** Empties a file, which makes room at once: to delete one takes some first. */
export async function emptyFile(namespace: string, name: string): Promise<void> {
  const file = await openOpfsFile(namespace, name);
  file.resize(0);
  file.close();
}

export function noRoomLeft(url: string): DownloadError {
  return new DownloadError('storage-full', `There is no room left for ${url}. Make room, then continue.`);
}
