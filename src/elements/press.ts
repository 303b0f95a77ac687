import type { Download } from '../page/download.js';
import type { Press } from './card/buttons.js';
import type { OpenMedia } from './open-media.js';
import { removals, throwAway } from './removal.js';
import { forgetSaving, save } from './saving.js';

/** Does what a press asks for. Resolves when that is done, which for a removal is when it cannot be undone any more. */
export async function carryOut(press: Press | 'autostart', download: Download, media: OpenMedia): Promise<void> {
  switch (press) {
    case 'remove':
      return throwAway([download]).ended;
    case 'undo':
      return removals.get(download)?.undo();
    case 'start':
      await removals.get(download)?.finish(); // it was to go, and is begun anew
      return download.start();
    case 'save':
      return save(download); // at once: the browser's picker needs the press
    case 'stopSaving':
    case 'keep':
      return forgetSaving(download);
    case 'open':
      return media.open(download);
    case 'close':
      return media.close();
    case 'pause':
    case 'moveToFront':
    case 'autostart':
      return download[press]();
  }
}
