import type { ByteRange } from '../core/byte-range.js';
import { beginningOf, type GrowingSet, grow, settle, toGrowing } from '../core/growing-set.js';
import { type RangeSet, subtractRanges } from '../core/range-set.js';
import type { StoredFile } from '../storage/file-store.js';
import type { HashProgress } from '../storage/record.js';
import type { Hashing } from './hashing.js';

const SHORTEST_INTERVAL_MS = 100;
const LONGEST_INTERVAL_MS = 500;
/** A flush may take this part of the time, since no lane goes on meanwhile: slow disks see fewer of them. */
const FLUSHING_SHARE = 1 / 30;
/** A commit may take more, since they do. */
const COMMITTING_SHARE = 1 / 10;

/** So much in memory is worth a checkpoint before its time: the next is received while that is stored. */
const EARLY_BYTES = 8 * 2 ** 20; // 8 MiB
/** So much may be in memory; then the network waits for the store. */
const MOST_UNFLUSHED_BYTES = 32 * 2 ** 20; // 32 MiB

type Commit = (ranges: RangeSet, digest: HashProgress | undefined) => Promise<void>;

/**
 * Turns written bytes into recorded ones. The record may lag the disk, never lead it:
 * bytes → `flush()` → IndexedDB commit → anybody is told. What is hashed is written, and goes into the same transaction: it never leads either.
 */
export class Checkpoints {
  readonly #file: StoredFile;
  readonly #hashing: Hashing;
  readonly #record: Commit;
  #written: GrowingSet;
  #recorded: GrowingSet;
  /** One transaction at a time, or an older one could be the last to commit. */
  #running: Promise<void> | undefined;
  #dueAtMs = 0;

  /**
   * @param recorded what the ledger holds already
   * @param record must return when the ledger has committed
   */
  constructor(file: StoredFile, hashing: Hashing, recorded: RangeSet, record: Commit) {
    this.#file = file;
    this.#hashing = hashing;
    this.#written = toGrowing(recorded);
    this.#recorded = this.#written;
    this.#record = record;
    this.#follow();
  }

  /** Everything written, recorded or not: what need not be asked for again while this worker lives. */
  get written(): GrowingSet {
    return this.#written;
  }

  /** What survives this worker. Another set only when there is something new. */
  get recorded(): RangeSet {
    return this.#recorded.settled;
  }

  get recordedBytes(): number {
    return this.#recorded.bytes;
  }

  write(bytes: Uint8Array, at: number): void {
    this.#file.write(bytes, at);
    this.#written = grow(this.#written, { start: at, end: at + bytes.byteLength });
    this.#follow();
  }

  /** Where more is written than the store keeps up with: what to wait for before anything else is written. */
  untilRoom(): Promise<void> | undefined {
    return this.#isCrowded ? this.#makeRoom() : undefined;
  }

  /** Commits if the last time was long enough ago, or if much waits in memory. */
  async commitWhenDue(): Promise<void> {
    const isDue = performance.now() >= this.#dueAtMs || this.#file.unflushedBytes >= EARLY_BYTES;
    if (!this.#running && isDue) await this.commit();
  }

  /** When it returns, all that was written before the call is recorded. */
  async commit(): Promise<void> {
    while (this.#running) await this.#running;
    if (this.#written === this.#recorded) return;
    this.#running = this.#commit().finally(() => {
      this.#running = undefined;
    });
    await this.#running;
  }

  /**
   * Gives up everything, in the ledger first: what is recorded must never be overwritten by another version. No lane may
   * be writing.
   *
   * @param giveUp what else changes in the record with that, at the same moment
   */
  async reset(giveUp: () => void): Promise<void> {
    while (this.#running) await this.#running;
    giveUp();
    this.#written = toGrowing([]);
    this.#recorded = toGrowing([]); // who is told of a new length must not be told of the old bytes
    this.#hashing.giveUp(0);
    this.#running = this.#record([], undefined).finally(() => {
      this.#running = undefined;
    });
    await this.#running;
    this.#file.resize(0);
  }

  /** Makes bytes missing again that turned out not to be of the file. */
  forget(range: ByteRange): void {
    this.#written = toGrowing(subtractRanges(settle(this.#written).settled, [range]));
    this.#hashing.giveUp(range.start);
  }

  #follow(): void {
    this.#hashing.follow(beginningOf(this.#written));
  }

  get #isCrowded(): boolean {
    return this.#file.unflushedBytes >= MOST_UNFLUSHED_BYTES;
  }

  /** Several lanes wait at once: one checkpoint is enough for all of them. */
  async #makeRoom(): Promise<void> {
    while (this.#isCrowded && this.#written !== this.#recorded) await (this.#running ?? this.commit());
  }

  async #commit(): Promise<void> {
    const startedMs = performance.now();
    // Must be taken before the flush: what is written later is not covered by it.
    const covered = settle(this.#written);
    this.#written = covered;
    const { progress } = this.#hashing;
    await this.#file.flush();
    const flushedMs = performance.now();
    await this.#record(covered.settled, progress);
    this.#recorded = covered;
    const flushingMs = flushedMs - startedMs;
    const committingMs = performance.now() - flushedMs;
    const worthMs = Math.max(flushingMs / FLUSHING_SHARE, committingMs / COMMITTING_SHARE);
    this.#dueAtMs = startedMs + Math.min(LONGEST_INTERVAL_MS, Math.max(SHORTEST_INTERVAL_MS, worthMs));
  }
}
