import { type DBSchema, deleteDB, type IDBPDatabase, type IDBPObjectStore, openDB } from 'idb';
import { DownloadError } from '../core/errors.js';
import { namesOf } from '../core/schema.js';
import { isFull, named } from './failures.js';
import { fulfil, type LastWishes, NO_LAST_WISHES } from './last-wish.js';
import { pack, type StoredRecord } from './packed-ranges.js';
import { readRecord } from './read-record.js';
import type { DownloadRecord } from './record.js';

interface Schema extends DBSchema {
  /** The values are what was stored once: see `readRecord()`. */
  downloads: { key: string; value: StoredRecord };
}

type Change = (record: DownloadRecord | undefined) => DownloadRecord | undefined;
type Database = IDBPDatabase<Schema>;
type Mode = 'readonly' | 'readwrite';
type Store<In extends Mode> = IDBPObjectStore<Schema, ['downloads'], 'downloads', In>;

const VERSION = 1;
/** A commit that a power failure takes back could leave old ranges over bytes that were given up since. */
const STRICT: IDBTransactionOptions = { durability: 'strict' };
/** What a database is asked takes milliseconds. A tab that holds it up may do so for ever. */
const PATIENCE_SECONDS = 10;

/**
 * The IndexedDB records of one namespace. Each method is one transaction, and returns when it is committed. Rejects with
 * `storage-unavailable` or `storage-full`; the next call tries again.
 */
export class Ledger {
  readonly #name: string;
  readonly #wishes: LastWishes;
  #opened: Promise<Database> | undefined;

  /** @param wishes recorded before anything is read */
  constructor(namespace: string, wishes = NO_LAST_WISHES) {
    this.#name = namesOf(namespace).database;
    this.#wishes = wishes;
  }

  /**
   * Every record, tombstones too, in the order of their ids. What cannot be read as one is left out: see ledger-repair.ts.
   */
  async all(): Promise<DownloadRecord[]> {
    const records = await this.transact('readonly', async (store) => (await store.getAll()).map(asRecord));
    return records.filter((record) => record !== undefined);
  }

  get(id: string): Promise<DownloadRecord | undefined> {
    return this.transact('readonly', async (store) => asRecord(await store.get(id)));
  }

  /**
   * Replaces the record by what `change` makes of it; `undefined` leaves it as it is. Returns what is recorded now.
   *
   * @param change Must return at once: a transaction closes as soon as nothing is asked of it. May be called twice.
   */
  update(id: string, change: (record: DownloadRecord | undefined) => DownloadRecord): Promise<DownloadRecord>;
  update(id: string, change: Change): Promise<DownloadRecord | undefined>;
  update(id: string, change: Change): Promise<DownloadRecord | undefined> {
    return this.transact('readwrite', async (store) => {
      const before = asRecord(await store.get(id));
      const after = change(before);
      if (after) await store.put(pack(after));
      return after ?? before;
    });
  }

  /** Forgets a download. Its file must be gone already. */
  delete(id: string, file: string): Promise<void> {
    return this.transact('readwrite', async (store) => {
      // A page may have begun it anew meanwhile, with another file.
      if ((await store.get(id))?.file === file) await store.delete(id);
    });
  }

  close(): void {
    this.#opened?.then((database) => database.close()).catch(() => {});
    this.#opened = undefined;
  }

  /**
   * One transaction. Rejects as the other methods do.
   *
   * @param steps Must wait for nothing but the store, or the transaction closes. May be called twice.
   */
  async transact<In extends Mode, T>(mode: In, steps: (store: Store<In>) => Promise<T>): Promise<T> {
    try {
      await this.#fulfilWishes();
      return await this.#attempt(mode, steps);
    } catch (cause) {
      throw cause instanceof DownloadError ? cause : unusable(cause);
    }
  }

  async #fulfilWishes(): Promise<void> {
    if (this.#wishes.left.size === 0) return;
    const fulfilled = await this.#attempt('readwrite', async (store) => {
      const records = (await store.getAll()).map(asRecord);
      const wishes = this.#wishes.left; // now: another tab may have been first
      for (const record of records) {
        const wish = record && wishes.get(record.file);
        if (wish) await store.put(pack(fulfil(wish, record)));
      }
      return wishes;
    });
    this.#wishes.forget(fulfilled);
  }

  /** A connection that somebody has cut is opened anew, once. */
  async #attempt<In extends Mode, T>(mode: In, steps: (store: Store<In>) => Promise<T>): Promise<T> {
    try {
      return await inTime(transact(await this.#open(), mode, steps));
    } catch (error) {
      if (!named(error, 'InvalidStateError', 'AbortError')) throw error;
      this.close();
      return inTime(transact(await this.#open(), mode, steps));
    }
  }

  /** What hangs is not given up: when it comes after all, the next call finds it. */
  #open(): Promise<Database> {
    this.#opened ??= openRecords(this.#name, () => this.close()).catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return inTime(this.#opened);
  }
}

export function asRecord(value: unknown): DownloadRecord | undefined {
  return readRecord(value, () => crypto.randomUUID());
}

async function transact<In extends Mode, T>(
  database: Database,
  mode: In,
  steps: (store: Store<In>) => Promise<T>,
): Promise<T> {
  const { store, done } = database.transaction('downloads', mode, STRICT);
  const [result] = await Promise.all([steps(store), done]);
  return result;
}

/** @param onCut called when the connection is of no use any more, or is in the way of another page's */
async function openRecords(name: string, onCut: () => void): Promise<Database> {
  const database = await openAtAnyVersion(name, onCut);
  const { objectStoreNames } = database;
  if (objectStoreNames.contains('downloads') && database.transaction('downloads').store.keyPath === 'id') {
    return database;
  }
  database.close(); // there is no record in it
  await deleteDB(name);
  return openAtAnyVersion(name, onCut);
}

async function openAtAnyVersion(name: string, onCut: () => void): Promise<Database> {
  const callbacks = {
    upgrade: (database: Database) => void database.createObjectStore('downloads', { keyPath: 'id' }),
    blocking: onCut,
    terminated: onCut,
  };
  try {
    return await openDB<Schema>(name, VERSION, callbacks);
  } catch (error) {
    // A newer copy of the library has been here. It leaves to an older one what that can read, or takes another name.
    if (named(error, 'VersionError')) return openDB<Schema>(name, undefined, callbacks);
    throw error;
  }
}

/** Counts seconds in which this thread runs: after a sleep, what was under way gets its time. */
export function inTime<T>(work: Promise<T>): Promise<T> {
  let secondsLeft = PATIENCE_SECONDS;
  return new Promise((resolve, reject) => {
    const timer = setInterval(() => {
      secondsLeft -= 1;
      if (secondsLeft === 0) reject(heldUp());
    }, 1000);
    work.then(resolve, reject).finally(() => clearInterval(timer));
  });
}

function heldUp(): DownloadError {
  const message =
    'The records of the downloads cannot be reached, since another tab holds them up. Close or reload the other tabs ' +
    'of this site, then try again.';
  return new DownloadError('storage-unavailable', message);
}

function unusable(cause: unknown): DownloadError {
  if (isFull(cause)) {
    const message = 'There is no room left to record what is stored. Make room, then continue.';
    return new DownloadError('storage-full', message, { cause });
  }
  return new DownloadError('storage-unavailable', `The records of the downloads cannot be used (${cause}).`, { cause });
}
