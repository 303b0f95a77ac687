import type { Download } from '../page/download.js';
import { askBeforeLeaving } from './leaving.js';
import { SharedFact } from './shared-fact.js';

/** A copy of a finished file on the person's disk: how far it is, or how it ended. */
export type Saving =
  /** The person is asked where to. */
  | { readonly status: 'choosing' }
  | { readonly status: 'saving'; readonly savedBytes: number; readonly totalBytes: number; readonly stop: () => void }
  /** It is known to be whole. */
  | { readonly status: 'saved' }
  | { readonly status: 'handed-over' };

/** The copies that this page makes or has made. */
export const savings = new SharedFact<Saving>();

/** Whether bytes of it are being copied. */
export function isBeingSaved(download: Download): boolean {
  return savings.get(download)?.status === 'saving';
}

/** Saves a finished file, unless that is under way. Rejects as `Download.save()` does, but not when it was stopped. */
export async function save(download: Download): Promise<void> {
  if (isBeingSaved(download) || savings.get(download)?.status === 'choosing') return;
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  const onProgress = (savedBytes: number, totalBytes: number) => {
    askBeforeLeaving(stopping, true);
    savings.set(download, { status: 'saving', savedBytes, totalBytes, stop });
  };
  forgetWithFile(download);
  savings.set(download, { status: 'choosing' });
  try {
    const status = await download.save({ onProgress, signal: stopping.signal });
    savings.set(download, status === 'saved' || status === 'handed-over' ? { status } : undefined);
  } catch (error) {
    savings.set(download, undefined);
    if (!stopping.signal.aborted) throw error;
  } finally {
    askBeforeLeaving(stopping, false);
  }
}

const watched = new WeakSet<Download>();

function forgetWithFile(download: Download): void {
  if (watched.has(download)) return;
  watched.add(download);
  download.addEventListener('change', () => {
    if (download.state.status !== 'complete' && savings.get(download)) forgetSaving(download);
  });
}

/** Stops what is under way, and forgets what was. */
export function forgetSaving(download: Download): void {
  const saving = savings.get(download);
  if (saving?.status === 'saving') saving.stop();
  else savings.set(download, undefined);
}
