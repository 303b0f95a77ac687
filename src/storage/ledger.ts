import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import { namesOf } from '../core/schema.js';
import type { DownloadRecord } from './record.js';

interface Schema extends DBSchema {
  downloads: { key: string; value: DownloadRecord };
}

/** A commit that a power failure takes back could leave old ranges over bytes that were given up since. */
const STRICT: IDBTransactionOptions = { durability: 'strict' };

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
    const tx = (await this.#open()).transaction('downloads', 'readwrite', STRICT);
    const before = await tx.store.get(id);
    const after = change(before);
    if (after) await tx.store.put(after);
    await tx.done;
    return after ?? before;
  }

  /** Forgets a download. Its file must be gone already. */
  async delete(id: string, file: string): Promise<void> {
    const tx = (await this.#open()).transaction('downloads', 'readwrite', STRICT);
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
