import { DownloadError } from '../core/errors.js';

/**
 * The code that a page needs late or seldom. A page whose downloads are open loads it after a second, when its network has just
 * been there; later it is at hand at once.
 *
 * Rejects with `network` when it cannot be loaded. The next call tries again; in Firefox that helps only after a reload.
 */
export async function loadLate(): Promise<typeof import('./late.js')> {
  try {
    return await import('./late.js');
  } catch (cause) {
    const message = `A part of this page itself could not be loaded (${cause}). Try again, or reload the page.`;
    throw new DownloadError('network', message, { cause });
  }
}
