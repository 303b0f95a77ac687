import type { Download } from '../../page/download.js';
import type { Downloads } from '../../page/downloads.js';
import { canBeContinued } from './standing.js';

const told = new WeakSet<Downloads>();

/**
 * What an earlier page has left behind that goes on only when a person wants it, for whoever asks first: it is offered once
 * on a page. Stale ones are offered for removal instead.
 */
export function leftOver(downloads: Downloads): ReadonlySet<Download> {
  if (told.has(downloads)) return new Set();
  told.add(downloads);
  const stale = new Set(downloads.stale);
  return new Set(
    downloads.all.filter((download) => {
      const { state } = download;
      return state.storedBytes > 0 && canBeContinued(state) && !stale.has(download);
    }),
  );
}
