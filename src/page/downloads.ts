import { compareTurns, type DownloadRecord } from '../storage/record.js';
import { Download } from './download.js';
import { Engine } from './engine.js';
import { DownloadEvent, TypedEventTarget } from './events.js';
import { loadLate } from './load-late.js';
import type { DownloadsOptions } from './options.js';
import type { TabMessage } from './other-tabs.js';
import { type DownloadRequest, type ValidRequest, validate } from './request.js';
import { measureRoom, type Room } from './room.js';

/** Until the records are tried again that a full disk did not let be read. */
const ROOM_PAUSE_MS = 10_000;

/** To list many files takes a while, in which downloads that run on are to begin. */
const ORPHANS_AFTER_MS = 1000;

const DAY_MS = 24 * 60 * 60 * 1000;

export interface DownloadsEventMap {
  /** A download was started for the first time. */
  add: DownloadEvent;
  /** A download and all that was stored of it is gone. */
  remove: DownloadEvent;
  /** The state of one of them has changed. */
  change: DownloadEvent;
}

/** The downloads of one namespace: those of this page, and those that earlier pages left behind. */
export class Downloads extends TypedEventTarget<DownloadsEventMap> {
  readonly #engine: Engine;
  readonly #known = new Map<string, Download>();
  /** Those that have a record, in the order in which they were first started. */
  readonly #stored = new Set<Download>();
  readonly #onClose: () => boolean;
  /** To what happens to the page. */
  readonly #listening = new AbortController();
  #recalled: Promise<void> | undefined;

  /**
   * @param onClose says whether nobody else on the page uses it
   * @internal
   */
  constructor(namespace: string, onClose: () => boolean) {
    super();
    this.#engine = new Engine(
      namespace,
      (type, download) => this.#announce(type, download),
      (message) => this.#hear(message),
    );
    this.#onClose = onClose;
  }

  /**
   * The download of that id, new or restored, always the same object. Nothing is stored before its `start()`. Newest
   * URL, name and headers win; another `integrity` than before starts over.
   *
   * Throws a `DownloadError` with the code `invalid-request`.
   */
  get(source: string | URL | DownloadRequest): Download {
    const request = validate(source);
    const known = this.#known.get(request.id);
    known?.adopt(request);
    return known ?? this.#add(request);
  }

  find(id: string): Download | undefined {
    return this.#known.get(id);
  }

  /** All that were started and not removed, oldest first. */
  get all(): readonly Download[] {
    return [...this.#stored];
  }

  /**
   * Unfinished ones that rest and that nobody has touched for `staleAfterDays`: worth asking a person whether they may
   * go. Nothing is removed by itself.
   */
  get stale(): readonly Download[] {
    const sinceMs = Date.now() - this.staleAfterDays * DAY_MS;
    return this.all.filter((download) => download.isUntouchedSince(sinceMs));
  }

  get staleAfterDays(): number {
    return this.#engine.staleAfterDays;
  }

  configure(options: DownloadsOptions): void {
    this.#engine.configure(options);
  }

  /** What this origin stores, downloads and everything else, in bytes; the quota is a guess of the browser's. */
  async storage(): Promise<Room> {
    return measureRoom();
  }

  /** Removes everything of this namespace, as on a log-out. Rejects when something could not be removed. */
  async clear(): Promise<void> {
    const removals = await Promise.allSettled([...this.#known.values()].map((download) => download.remove()));
    const { removeRest } = await loadLate();
    await removeRest(this.#engine);
    for (const removal of removals) if (removal.status === 'rejected') throw removal.reason;
  }

  /** Stops the workers of this page; everything stays stored, and the next page continues what ran. */
  close(): void {
    if (!this.#onClose()) return;
    this.#listening.abort();
    this.#engine.otherTabs.close();
    this.#engine.isClosed = true;
    const closed = [...this.#known.values()].map((download) => download.close());
    Promise.allSettled(closed).then(() => this.#engine.ledger.close());
  }

  /** What earlier pages left behind: half a removal is finished, and what ran runs on. @internal */
  async restore(): Promise<void> {
    const { window, document } = globalThis; // on a server there is neither
    this.#listen(this.#wake, window, 'online', 'pageshow');
    this.#listen(this.#wake, document, 'visibilitychange', 'resume');
    this.#listen(this.#letGo, window, 'pagehide');
    this.#listen(this.#letGo, document, 'freeze');
    window?.addEventListener('storage', this.#hearWish, { signal: this.#listening.signal });
    this.#engine.otherTabs.open();
    await this.#recall();
  }

  #listen(listener: (event: Event) => void, target: EventTarget | undefined, ...types: string[]): void {
    for (const type of types) target?.addEventListener(type, listener, { signal: this.#listening.signal });
  }

  /** Until it has worked: while another tab holds up the ledger, nobody can tell what is in it. */
  #recall(): Promise<void> {
    this.#recalled ??= this.#readLedger().catch((error) => {
      this.#recalled = undefined;
      // No event tells that there is room again.
      if (error.code === 'storage-full') setTimeout(this.#recallAgain, ROOM_PAUSE_MS);
      throw error;
    });
    return this.#recalled;
  }

  readonly #recallAgain = (): void => {
    if (!this.#engine.isClosed) this.#recall().catch(() => {});
  };

  async #readLedger(): Promise<void> {
    const records = await this.#engine.allRecords();
    for (const record of records.sort((a, b) => a.addedAt - b.addedAt)) this.#restoreOne(record);
    for (const { id } of records.toSorted(compareTurns)) {
      const download = this.#known.get(id);
      if (download && this.#stored.has(download) && download.state.status === 'idle') download.resume();
    }
    setTimeout(() => this.#deleteOrphans(records).catch(() => {}), ORPHANS_AFTER_MS); // the next page tries again
  }

  async #deleteOrphans(known: readonly DownloadRecord[]): Promise<void> {
    if (this.#engine.isClosed) return;
    const { deleteOrphans } = await loadLate();
    await deleteOrphans(this.#engine, known);
  }

  #restoreOne(record: DownloadRecord): void {
    const known = this.#known.get(record.id);
    if (record.removed)
      this.#engine.finishRemoval(record).catch(() => {}); // the next page tries again
    else if (known) known.look();
    else this.#stored.add(this.#add(requestOf(record), record));
  }

  /** The network is back, or a person is: whatever waits may succeed now. */
  readonly #wake = ({ type }: Event): void => {
    if (type === 'visibilitychange' && document.visibilityState === 'hidden') return; // it was left, not looked at
    if (this.#engine.isPutAway) this.#takeUp();
    this.#recall().catch(() => {}); // the next moment may be better
    for (const download of this.#stored) download.wake();
  };

  /** The page goes away, perhaps for good, and nothing of it may run any more: another tab may have what this one was at. */
  readonly #letGo = (): void => {
    this.#engine.isPutAway = true;
    for (const download of this.#stored) {
      download.leaveWish();
      download.letGo();
    }
    this.#engine.otherTabs.close();
  };

  /** The page is back. What has happened meanwhile is in the ledger. */
  #takeUp(): void {
    this.#engine.isPutAway = false;
    this.#engine.otherTabs.open();
    for (const download of this.#stored) download.look();
  }

  /** Another tab has gone away before it could record what it should. */
  readonly #hearWish = ({ key, newValue }: StorageEvent): void => {
    if (newValue === null || !this.#engine.wishes.isOne(key)) return;
    for (const download of this.#stored) download.look();
  };

  #hear(message: TabMessage): void {
    const download = this.#known.get(message.id);
    if (!download) {
      this.#meet(message).catch(() => {}); // the next message tries again
      return;
    }
    if (message.kind === 'state') download.mirror(message);
    if (message.kind === 'record') download.look(message.isPressed);
    if (message.kind === 'press') download.press(message.isPressed);
    if (message.kind === 'want') download.giveWay();
  }

  /** Another tab has started what this one has not heard of. */
  async #meet(message: TabMessage): Promise<void> {
    const record = await this.#engine.ledger.get(message.id);
    const isNew = record && !record.removed && !this.#known.has(message.id);
    if (isNew) this.#add(requestOf(record)).look(message.kind === 'record' && message.isPressed);
  }

  #add(request: ValidRequest, record?: DownloadRecord): Download {
    const download = new Download(this.#engine, request, record);
    this.#known.set(request.id, download);
    return download;
  }

  #announce(type: keyof DownloadsEventMap, download: Download): void {
    if (type === 'add') this.#stored.add(download);
    if (type === 'remove' && !this.#stored.delete(download)) return; // it was never added
    this.dispatchEvent(new DownloadEvent(type, download));
  }
}

function requestOf({ id, url, name, integrity, credentials }: DownloadRecord): ValidRequest {
  return { id, url, name, integrity, credentials, headers: undefined };
}

interface Opened {
  readonly downloads: Downloads;
  readonly ready: Promise<void>;
  users: number;
}

const opened = new Map<string, Opened>();

/**
 * The downloads of this origin, with what earlier pages left behind: what ran when its page went away continues by
 * itself. Called again with the same namespace: the same object, options merged, `close()` counted.
 *
 * Where the browser lets nothing be stored it resolves all the same, and `start()` says why it cannot.
 */
export async function openDownloads(options: DownloadsOptions = {}): Promise<Downloads> {
  const { namespace = '' } = options;
  const known = opened.get(namespace) ?? open(namespace, options);
  known.users += 1;
  known.downloads.configure(options);
  await known.ready;
  return known.downloads;
}

function open(namespace: string, options: DownloadsOptions): Opened {
  const downloads: Downloads = new Downloads(namespace, () => {
    entry.users -= 1;
    if (entry.users === 0) opened.delete(namespace);
    return entry.users === 0;
  });
  downloads.configure(options);
  const entry: Opened = { downloads, ready: downloads.restore().catch(() => {}), users: 0 };
  opened.set(namespace, entry);
  return entry;
}
