import { namesOf } from '../core/schema.js';
import { named } from '../storage/failures.js';
import { hasFiles } from '../storage/has-files.js';
import { Ledger } from '../storage/ledger.js';
import type { DownloadRecord } from '../storage/record.js';
import type { Download } from './download.js';
import { Hosts } from './hosts.js';
import { loadLate } from './load-late.js';
import type { DownloadsOptions } from './options.js';
import { OtherTabs, type TabMessage } from './other-tabs.js';
import { PageWishes } from './page-wishes.js';
import { RateLimit } from './rate-limit.js';
import { Slots } from './slots.js';

const CONCURRENT_DOWNLOADS = 3;
const CONNECTIONS_PER_DOWNLOAD = 6;
const STALE_AFTER_DAYS = 30;
const OWNER_PATIENCE_MS = 5000; // the owner in another tab sees the tombstone at its next checkpoint

/** What the downloads of one namespace share on a page. */
export class Engine {
  readonly namespace: string;
  readonly wishes: PageWishes;
  readonly ledger: Ledger;
  readonly slots = new Slots(CONCURRENT_DOWNLOADS);
  readonly hosts = new Hosts(CONNECTIONS_PER_DOWNLOAD, globalThis.location?.origin);
  readonly rateLimit = new RateLimit();
  readonly otherTabs: OtherTabs;
  readonly #announce: Engine['announce'];
  /** No worker may start any more. */
  isClosed = false;
  /** The page is left, perhaps for good: what is wanted now is left to the next one too. */
  isPutAway = false;
  /** There was no room when it was last needed. Nothing may be recorded then before there is some: see storage/companions.ts. */
  isShortOfRoom = false;
  #options: DownloadsOptions = {};

  constructor(
    namespace: string,
    announce: (type: 'add' | 'remove' | 'change', download: Download) => void,
    hear: (message: TabMessage) => void,
  ) {
    this.namespace = namespace;
    this.wishes = new PageWishes(namespace);
    this.ledger = new Ledger(namespace, this.wishes);
    this.otherTabs = new OtherTabs(namespace, hear);
    this.#announce = announce;
  }

  get options(): Readonly<DownloadsOptions> {
    return this.#options;
  }

  get staleAfterDays(): number {
    return this.#options.staleAfterDays ?? STALE_AFTER_DAYS;
  }

  configure(options: DownloadsOptions): void {
    this.#options = { ...this.#options, ...options };
    const { concurrentDownloads, connectionsPerDownload, bytesPerSecond } = this.#options;
    this.slots.limit = atLeastOne(concurrentDownloads) ?? CONCURRENT_DOWNLOADS;
    this.hosts.budget = atLeastOne(connectionsPerDownload) ?? CONNECTIONS_PER_DOWNLOAD;
    this.rateLimit.bytesPerSecond = Number.isFinite(bytesPerSecond) ? atLeastOne(bytesPerSecond) : undefined;
  }

  announce(type: 'add' | 'remove' | 'change', download: Download): void {
    this.#announce(type, download);
  }

  /** Where a browser has lost its database, or cannot read it any more, what the copies beside the files tell. */
  async allRecords(): Promise<DownloadRecord[]> {
    const records = await this.ledger.all().catch(async (error) => {
      // Anything else is tried again, also where nothing can be loaded.
      if (!named(error.cause, 'UnknownError')) throw error;
      const { dropTorn } = await loadLate();
      if (!(await dropTorn(this.ledger, this.namespace))) throw error;
      return this.ledger.all();
    });
    if (records.length > 0 || !(await hasFiles(this.namespace))) return records;
    const { restoreLost } = await loadLate();
    return restoreLost(this.namespace, this.ledger);
  }

  /** Resolves when no worker of any tab has the file of a download, or none lets go of it for a while. */
  async untilFree(id: string): Promise<void> {
    await this.whenFree(id, async () => {}).catch(() => {});
  }

  /** Works while no worker of any tab may have the file of a download. `false`: one did not let go of it for a while. */
  async whenFree(id: string, work: () => Promise<void>): Promise<boolean> {
    const signal = AbortSignal.timeout(OWNER_PATIENCE_MS);
    try {
      await navigator.locks.request(namesOf(this.namespace).lock(id), { signal }, work);
      return true;
    } catch (error) {
      if (!signal.aborted) throw error;
      return false;
    }
  }

  /** Deletes the file of a record that bears a tombstone, and then the record; if another tab holds the file, the next page does. */
  async finishRemoval(record: DownloadRecord): Promise<void> {
    await (await loadLate()).finishRemoval(this, record);
  }
}

/** `undefined` for what is no count. */
function atLeastOne(count: number | undefined): number | undefined {
  return count !== undefined && count >= 1 ? Math.floor(count) : undefined;
}
