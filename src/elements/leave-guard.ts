import { isAtRest } from '../core/transition.js';
import type { Download } from '../page/download.js';
import { askBeforeLeaving } from './leaving.js';
import { removals } from './removal.js';

const guarded = new WeakSet<Download>();

/** From now on the browser asks while it runs here and could not be resumed, also when no element shows it any more. */
export function guard(download: Download): void {
  if (guarded.has(download)) return;
  guarded.add(download);
  download.addEventListener('change', () => look(download));
  look(download);
}

removals.listen((download) => {
  if (guarded.has(download)) look(download);
});

function look(download: Download): void {
  const { state } = download;
  const isLost = state.resumable === false && state.owner === 'here' && !isAtRest(state) && !removals.get(download);
  askBeforeLeaving(download, isLost);
}
