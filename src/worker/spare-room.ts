import { DownloadError } from '../core/errors.js';
import { deleteFile, openFile, type StoredFile } from '../storage/opfs-file.js';
import { roomFileOf } from '../storage/room.js';

const PROBE_BYTES = 64 * 2 ** 10; // 64 KiB: more than a record takes
const SPARE_BYTES = 2 ** 20; // 1 MiB: more than the records of a download that ends, and of those beside it

/**
 * Room that is held while a download runs, so that there is some for the records when the disk is full. Without it the
 * last thing that fails is a record: see `hasRoom()`.
 *
 * A file of its own: at the end of a large one, systems without sparse files would first fill all that is before it.
 */
export class SpareRoom {
  readonly #file: StoredFile;
  readonly #remove: () => Promise<void>;
  #isHeld = true;
  #isGivenUp = false;

  private constructor(file: StoredFile, remove: () => Promise<void>) {
    this.#file = file;
    this.#remove = remove;
  }

  /** Rejects with `storage-full` where there is none. Only under the lock of the download that the file is of. */
  static async hold(namespace: string, file: string): Promise<SpareRoom> {
    const name = roomFileOf(file);
    const held = new SpareRoom(await openFile(namespace, name), () => deleteFile(namespace, name));
    try {
      held.#write(0, SPARE_BYTES);
      return held;
    } catch (error) {
      await held.giveUp();
      throw error;
    }
  }

  get isHeld(): boolean {
    return this.#isHeld;
  }

  /** To be called before a record is written, for which there is room after it. `false`: that was the last. */
  isLeft(): boolean {
    try {
      this.#write(SPARE_BYTES, PROBE_BYTES);
      this.#file.resize(SPARE_BYTES);
      return true;
    } catch {
      this.#isHeld = false;
      this.#file.resize(0);
      return false;
    }
  }

  /** The room is for others from now on. */
  async giveUp(): Promise<void> {
    if (this.#isGivenUp) return;
    this.#isGivenUp = true;
    this.#isHeld = false;
    this.#file.close();
    await this.#remove().catch(() => {}); // the next page does
  }

  #write(at: number, bytes: number): void {
    for (let done = 0; done < bytes; done += FILLING.byteLength) this.#file.write(FILLING, at + done);
  }
}

/** Nothing that a file system would store as less than it is. */
const FILLING = crypto.getRandomValues(new Uint8Array(PROBE_BYTES));

export function noRoomLeft(url: string): DownloadError {
  return new DownloadError('storage-full', `There is no room left for ${url}. Make room, then continue.`);
}
