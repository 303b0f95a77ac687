import { DownloadError, type Failure, toFailure } from '../core/errors.js';

type Late = typeof import('./late.js');

/** What there is to say of a failure. */
export type InWords = (late: Late) => Failure;

/**
 * The code that a page needs late or seldom. A page whose downloads are open loads it after a second, when its network has just
 * been there; later it is at hand at once.
 *
 * Rejects with `network` when it cannot be loaded. The next call tries again; in Firefox that helps only after a reload.
 */
export async function loadLate(): Promise<Late> {
  try {
    return await import('./late.js');
  } catch (cause) {
    const message = `A part of this page itself could not be loaded (${cause}). Try again, or reload the page.`;
    throw new DownloadError('network', message, { cause });
  }
}

/** Never rejects: of a page that cannot load the words, that is what there is to say. */
export function sayLate(inWords: InWords): Promise<Failure> {
  return loadLate().then(inWords).catch(toFailure);
}
