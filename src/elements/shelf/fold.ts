import type { DownloadState } from '../../core/state.js';
import { isAtWork, isFinished } from './standing.js';

interface Listed {
  readonly id: string;
  readonly state: DownloadState;
}

/**
 * What a long shelf shows without being asked for more: whatever is at work, and of the rest the newest, unfinished ones
 * first. What has once been shown stays, so that nothing goes while a person looks at it.
 *
 * @param newestFirst all of them; the order is kept
 * @param limit how many, as long as not more are at work or have been shown
 * @param shown the ids of those that have been
 */
export function unfolded<D extends Listed>(
  newestFirst: readonly D[],
  limit: number,
  shown: ReadonlySet<string>,
): readonly D[] {
  if (newestFirst.length <= limit) return newestFirst;
  const unfinished = newestFirst.filter(({ state }) => !isFinished(state)).slice(0, limit);
  const finished = newestFirst.filter(({ state }) => isFinished(state)).slice(0, limit - unfinished.length);
  const newest = new Set([...unfinished, ...finished]);
  return newestFirst.filter((download) => newest.has(download) || shown.has(download.id) || isAtWork(download.state));
}
