import { Deferred } from '../core/deferred.js';
import { isAtRest } from '../core/transition.js';
import type { Download } from '../page/download.js';
import { isBeingSaved } from './saving.js';
import { SharedFact } from './shared-fact.js';

/** As long as it can be undone, after nobody has held it any more. */
const UNDO_MS = 8000;

/** The downloads of this page that are being thrown away. What is drawn of them is that they are gone. */
export const removals = new SharedFact<Removal>();

/**
 * Throws downloads away, as one step that can be undone for a while. Those without a stored byte are removed at once, since
 * there is nothing to bring back. Those that are being thrown away already, or saved, are left as they are.
 */
export function throwAway(downloads: readonly Download[]): Removal {
  return new Removal(downloads.filter((download) => !removals.get(download) && !isBeingSaved(download)));
}

/**
 * Downloads that are removed when their time is over, or when the page goes away. Those that were running rest until then:
 * other tabs see them paused. One that somebody starts again meanwhile, here or in another tab, stays.
 */
export class Removal {
  readonly #downloads: Set<Download>;
  /** How each that was running is made to run again. */
  readonly #stopped = new Map<Download, 'start' | 'autostart'>();
  /** Of these, a start is somebody's wish; the others have not stopped yet. */
  readonly #resting = new Set<Download>();
  readonly #holders = new Set<object>();
  readonly #ended = new Deferred();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isUndoable = true;

  constructor(downloads: readonly Download[]) {
    this.#downloads = new Set(downloads);
    const empty = downloads.filter(({ state }) => state.storedBytes === 0);
    for (const download of empty) this.#downloads.delete(download);
    const removed = Promise.all(empty.map((download) => download.remove()));
    for (const download of this.#downloads) this.#begin(download);
    if (this.#downloads.size === 0) this.#end(removed);
    else this.#waitFor(removed);
  }

  /** Those that can be brought back. */
  get downloads(): readonly Download[] {
    return [...this.#downloads];
  }

  /** `false`: its time is over. */
  get isUndoable(): boolean {
    return this.#isUndoable;
  }

  /** Resolves when they are removed or brought back; rejects when one could not be removed. Never unhandled. */
  get ended(): Promise<void> {
    return this.#ended.promise;
  }

  /** Its time does not pass while somebody may be about to undo it. Begins anew when the last one has let go. */
  hold(holder: object): void {
    this.#holders.add(holder);
    clearTimeout(this.#timer);
  }

  release(holder: object): void {
    if (this.#holders.delete(holder) && this.#holders.size === 0 && this.#isUndoable) this.#count();
  }

  /** Brings them back as they were, those that were running too. No effect when its time is over. */
  async undo(): Promise<void> {
    if (!this.#isUndoable) return;
    const starts = [...this.#downloads].map((download) => {
      const how = this.#stopped.get(download);
      return how && download[how]();
    });
    for (const download of this.#downloads) this.#drop(download);
    await Promise.all(starts);
  }

  /** Removes them now. Rejects as `ended` does. */
  finish(): Promise<void> {
    if (this.#isUndoable) {
      this.#close();
      const downloads = [...this.#downloads];
      for (const download of downloads) removals.set(download, this); // not undoable any more
      this.#end(Promise.all(downloads.map((download) => download.remove())));
    }
    return this.ended;
  }

  #begin(download: Download): void {
    removals.set(download, this);
    download.addEventListener('change', this.#look);
    const { state } = download;
    if (isAtRest(state)) this.#resting.add(download);
    // What the server cannot resume would be lost by the very pause that is to keep it: it runs on unseen.
    else if (state.resumable !== false) {
      this.#stopped.set(download, waitsForPress(download) ? 'autostart' : 'start');
      download.pause().catch(() => {}); // it is removed all the same
    }
  }

  #waitFor(removed: Promise<unknown>): void {
    removed.catch((error) => this.#ended.reject(error));
    addEventListener('pagehide', this.#leave);
    this.#count();
  }

  #count(): void {
    this.#timer = setTimeout(() => void this.finish(), UNDO_MS);
  }

  readonly #leave = (): void => {
    void this.finish();
  };

  readonly #look = ({ download }: { readonly download: Download }): void => {
    const { state } = download;
    const isStarted = this.#isUndoable && this.#resting.has(download) && !isAtRest(state);
    if (isAtRest(state)) this.#resting.add(download);
    if (isStarted || state.status === 'removed') this.#drop(download);
  };

  #drop(download: Download): void {
    this.#downloads.delete(download);
    this.#forget(download);
    if (this.#downloads.size > 0 || !this.#isUndoable) return;
    this.#close();
    this.#ended.resolve();
  }

  #close(): void {
    this.#isUndoable = false;
    clearTimeout(this.#timer);
    removeEventListener('pagehide', this.#leave);
  }

  #end(removed: Promise<unknown>): void {
    const forget = () => {
      for (const download of this.#downloads) this.#forget(download);
    };
    removed.finally(forget).then(
      () => this.#ended.resolve(),
      (error) => this.#ended.reject(error),
    );
  }

  #forget(download: Download): void {
    download.removeEventListener('change', this.#look);
    removals.set(download, undefined);
  }
}

/** It transfers nothing before a person wants it to, and undoing is not yet to want that. */
function waitsForPress({ state }: Download): boolean {
  return state.status === 'waiting' && state.reason === 'data-saver';
}
