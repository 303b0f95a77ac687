import { DownloadError } from '../core/errors.js';
import type { DownloadRecord, Progress } from '../storage/record.js';
import type { Job } from './protocol.js';
import { RecordCopy } from './record-copy.js';
import { noRoomLeft, SpareRoom } from './spare-room.js';

type Commit = (progress: Partial<Progress>) => Promise<DownloadRecord>;

/** Records what a run comes to know: where there is room for it, and in the copy too. */
export class Recording {
  readonly #job: Job;
  readonly #record: DownloadRecord;
  readonly #commit: Commit;
  readonly #copy: RecordCopy | undefined;
  #room: Promise<SpareRoom | undefined> | undefined;

  private constructor(job: Job, record: DownloadRecord, commit: Commit, copy: RecordCopy | undefined) {
    this.#job = job;
    this.#record = record;
    this.#commit = commit;
    this.#copy = copy;
  }

  /**
   * Must be there before the file is written. Only under the download's lock.
   *
   * @param commit changes the record, and returns it when the ledger has committed
   */
  static async open(job: Job, record: DownloadRecord, commit: Commit): Promise<Recording> {
    // Where files are in a database, they are lost with it.
    const copy = record.store ? undefined : await RecordCopy.open(job.namespace, record);
    return new Recording(job, record, commit, copy);
  }

  /** Nothing is recorded before there is room for it. Rejects with `storage-full` where there is none. */
  async holdRoom(): Promise<void> {
    await this.#holdRoom();
  }

  async amend(progress: Partial<Progress>): Promise<void> {
    const room = await this.#holdRoom();
    const isLeft = () => room?.check() ?? true;
    const wasLeft = isLeft();
    const record = await this.#commit(progress).catch((error) => {
      // Somebody else may have taken the last room meanwhile: databases fail then in ways that do not tell why.
      throw isUnavailable(error) && !isLeft() ? noRoomLeft(this.#record.url) : error;
    });
    await this.#copy?.follow(record);
    if (!wasLeft) throw noRoomLeft(this.#record.url);
  }

  /** The last change: the room is for that. */
  async end(progress: Partial<Progress>): Promise<void> {
    await this.giveUpRoom();
    const record = await this.#commit(progress);
    await this.#copy?.follow(record);
  }

  /** When nothing more is recorded with its help. Rejects with `storage-full` where there never was any. */
  async giveUpRoom(): Promise<void> {
    await (await this.#room)?.giveUp();
  }

  /** @param record what is recorded in the end: also what a page did, as when it paused */
  async close(record: DownloadRecord | undefined): Promise<void> {
    await this.giveUpRoom().catch(() => {});
    await this.#copy?.close(record);
  }

  #holdRoom(): Promise<SpareRoom | undefined> {
    const { namespace, file } = this.#job;
    // A database that finds no room loses nothing of what is in it.
    this.#room ??= this.#record.store ? Promise.resolve(undefined) : SpareRoom.hold(namespace, file);
    return this.#room;
  }
}

function isUnavailable(error: unknown): boolean {
  return error instanceof DownloadError && error.code === 'storage-unavailable';
}
