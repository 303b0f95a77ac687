import type { DownloadRecord } from './record.js';

/** What a person wanted of a download last, while no record says so yet. */
export type LastWish = 'rest' | 'removed';

/** What pages that went away had no time to record. */
export interface LastWishes {
  /** By the names of files, since a download that is begun anew has another one. */
  readonly left: ReadonlyMap<string, LastWish>;
  /** But for what is wanted otherwise by now. */
  forget(fulfilled: ReadonlyMap<string, LastWish>): void;
}

export const NO_LAST_WISHES: LastWishes = { left: new Map(), forget: () => {} };

export function fulfil(wish: LastWish, record: DownloadRecord): DownloadRecord {
  return wish === 'removed' ? { ...record, removed: true } : { ...record, intent: 'rest' };
}
