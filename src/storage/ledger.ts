import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { ByteRange } from '../core/byte-range.js';
import type { Failure } from '../core/errors.js';
import type { Representation } from '../core/representation.js';
import { namesOf } from '../core/schema.js';
import type { DownloadMode } from '../core/state.js';

/** All that outlives a page of one download. It may lag the disk, never lead it. */
export interface DownloadRecord {
  readonly id: string;
  readonly url: string;
  /** As the page gave it. */
  readonly name: string | undefined;
  readonly integrity: string | undefined;
  readonly credentials: RequestCredentials;
  /** Headers are never stored; that there were some is, for without them a restored download must wait. */
  readonly hadHeaders: boolean;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
  /** What a person last wanted: to `run` (the next page continues by itself) or to `rest`. */
  readonly intent: 'run' | 'rest';
  /** Name of its file in the origin private file system; another one for each start from zero. */
  readonly file: string;
  /** The file is to be deleted, and then this record. Nothing may be written any more. */
  readonly removed?: true;
  /** Flushed bytes: half-open, sorted, disjoint. */
  readonly ranges: readonly ByteRange[];
  readonly representation: Representation | undefined;
  /** What the server calls it. */
  readonly contentDisposition: string | undefined;
  readonly mode: DownloadMode | undefined;
  /** How often the file on the server has changed without a version of it being completed. */
  readonly changes: number;
  readonly outcome: 'complete' | Failure | undefined;
}

/** What a record says before the first answer, and again after starting over. */
export const NOTHING_STORED = {
  ranges: [],
  representation: undefined,
  contentDisposition: undefined,
  mode: undefined,
  changes: 0,
  outcome: undefined,
} as const satisfies Partial<DownloadRecord>;

interface Schema extends DBSchema {
  downloads: { key: string; value: DownloadRecord };
}

/** The IndexedDB records of one namespace. Each method is one transaction, and returns when it is committed. */
export class Ledger {
  readonly #database: string;
  #opened: Promise<IDBPDatabase<Schema>> | undefined;

  constructor(namespace: string) {
    this.#database = namesOf(namespace).database;
  }

  /** Every record, tombstones too, in the order of their ids. */
  async all(): Promise<DownloadRecord[]> {
    return (await this.#open()).getAll('downloads');
  }

  async get(id: string): Promise<DownloadRecord | undefined> {
    return (await this.#open()).get('downloads', id);
  }

  /**
   * Replaces the record by what `change` makes of it; `undefined` leaves it as it is. Returns what is recorded now.
   *
   * @param change Must return at once: a transaction closes as soon as nothing is asked of it.
   */
  async update(
    id: string,
    change: (record: DownloadRecord | undefined) => DownloadRecord | undefined,
  ): Promise<DownloadRecord | undefined> {
    const tx = (await this.#open()).transaction('downloads', 'readwrite');
    const before = await tx.store.get(id);
    const after = change(before);
    if (after) await tx.store.put(after);
    await tx.done;
    return after ?? before;
  }

  /** Forgets a download. Its file must be gone already. */
  async delete(id: string, file: string): Promise<void> {
    const tx = (await this.#open()).transaction('downloads', 'readwrite');
    // A page may have begun it anew meanwhile, with another file.
    if ((await tx.store.get(id))?.file === file) await tx.store.delete(id);
    await tx.done;
  }

  close(): void {
    this.#opened?.then((database) => database.close()).catch(() => {});
    this.#opened = undefined;
  }

  #open(): Promise<IDBPDatabase<Schema>> {
    this.#opened ??= openDB<Schema>(this.#database, 1, {
      upgrade: (database) => database.createObjectStore('downloads', { keyPath: 'id' }),
      // Another page deletes the database: let it, and open anew when there is something to say.
      blocking: () => this.close(),
      terminated: () => this.close(),
    }).catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }
}
