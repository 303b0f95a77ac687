import { isAtRest } from '../core/transition.js';
import type { Download } from '../page/download.js';
import { explain } from './card/description.js';
import type { Words } from './languages/words.js';
import { removals } from './removal.js';

/** Another tab that is hidden too may learn of it as much later. */
const OTHERS_MS = 5000;

const wanted = new WeakMap<Download, Words>();
const watched = new WeakSet<Download>();

/** To be called on a press: browsers ask a person at no other time. */
export function askToNotify(): void {
  if (globalThis.Notification?.permission === 'default') void Notification.requestPermission();
}

/**
 * From now on a person is told when it completes or fails while they do not see the page, if they have allowed it. An element
 * need not show it any more.
 *
 * @param words `undefined`: not any more
 */
export function notifyOfEnd(download: Download, words: Words | undefined): void {
  if (!words) wanted.delete(download);
  else wanted.set(download, words);
  if (!words || watched.has(download)) return;
  watched.add(download);
  let before = download.state;
  download.addEventListener('change', () => {
    const hadEnded = isAtRest(before);
    before = download.state;
    if (!hadEnded && document.visibilityState === 'hidden') void tellEnd(download);
  });
}

/** Never rejects. */
async function tellEnd(download: Download): Promise<void> {
  const words = wanted.get(download);
  const { state, name, id } = download;
  const isEnd = state.status === 'complete' || state.status === 'failed';
  if (!words || !isEnd || removals.get(download) || globalThis.Notification?.permission !== 'granted') return;
  const body = state.status === 'failed' ? explain(state.error, words).what : words.status.complete;
  const tag = `resumable-download ${id}`;
  try {
    await navigator.locks.request(tag, { ifAvailable: true }, async (lock) => {
      if (!lock) return; // another tab is telling it
      const notification = new Notification(name, { body, tag, lang: words.locale });
      notification.onclick = () => {
        window.focus();
        notification.close();
      };
      await new Promise((resolve) => setTimeout(resolve, OTHERS_MS));
    });
  } catch {
    // Android's browsers let only service workers notify.
  }
}
