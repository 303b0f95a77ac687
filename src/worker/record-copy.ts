import { type RangeSet, subtractRanges } from '../core/range-set.js';
import { copyFileOf } from '../storage/companions.js';
import type { StoredFile } from '../storage/file-store.js';
import { openOpfsFile } from '../storage/opfs-file.js';
import type { DownloadRecord } from '../storage/record.js';
import { claimOf, SLOT_BYTES, SLOTS, toSlot } from '../storage/record-slots.js';

/** What was recorded in so long a time may be missing in the copy. */
const LAG_MS = 2000;

/**
 * A copy of a download's record beside its file, for the day on which the browser loses its database: Chromium does after
 * a commit for which somebody else took the last room.
 *
 * What a whole slot says is always true: it is written when the record is, and what is given up is given up in both slots
 * before anything else takes its place.
 */
export class RecordCopy {
  readonly #file: StoredFile;
  /** No slot claims more than its set here. */
  readonly #claims: RangeSet[];
  #unwritten: DownloadRecord | undefined;
  #next = 0;
  /** The first time both slots are written, which takes the room for them. */
  #slotsToWrite = SLOTS;
  #dueAtMs = 0;

  private constructor(file: StoredFile, stored: RangeSet) {
    this.#file = file;
    this.#claims = new Array(SLOTS).fill(stored);
  }

  /** Only under the download's lock. */
  static async open(namespace: string, { file: name, ranges }: DownloadRecord): Promise<RecordCopy> {
    const file = await openOpfsFile(namespace, copyFileOf(name));
    try {
      // A page has given up what was stored.
      if (ranges.length === 0 && file.size() > 0) await empty(file);
    } catch (error) {
      file.close();
      throw error;
    }
    return new RecordCopy(file, ranges);
  }

  /** Takes what is recorded now, before anything is written that may not be of it. */
  async follow(record: DownloadRecord): Promise<void> {
    this.#unwritten = record;
    const givesUp = this.#claims.some((claim) => subtractRanges(claim, record.ranges).length > 0);
    if (givesUp) await this.#giveUp();
    else if (performance.now() >= this.#dueAtMs) await this.#write().catch(() => {}); // what is there is true
  }

  /** @param record what is recorded in the end; `undefined`: as before */
  async close(record: DownloadRecord | undefined): Promise<void> {
    try {
      if (record) await this.follow(record);
      await this.#write().catch(() => {});
    } finally {
      this.#file.close();
    }
  }

  async #giveUp(): Promise<void> {
    this.#slotsToWrite = SLOTS;
    await this.#write().catch(() => empty(this.#file));
    await this.#file.flush();
  }

  async #write(): Promise<void> {
    if (!this.#unwritten) return;
    const slot = await toSlot(this.#unwritten);
    if (!slot) return empty(this.#file);
    for (; this.#slotsToWrite > 0; this.#slotsToWrite--) {
      this.#file.write(slot, this.#next * SLOT_BYTES);
      this.#claims[this.#next] = claimOf(this.#unwritten);
      this.#next = (this.#next + 1) % SLOTS;
    }
    this.#slotsToWrite = 1;
    this.#unwritten = undefined;
    this.#dueAtMs = performance.now() + LAG_MS;
  }
}

async function empty(file: StoredFile): Promise<void> {
  file.resize(0);
  await file.flush();
}
