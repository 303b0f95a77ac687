import '../../src/elements.js';
import { speedHistories } from '../../src/elements/card/speed-curve-history.js';
import { fixedDownload } from './fixed-download.js';
import { maps } from './maps.js';
import { type Exhibit, exhibits } from './states.js';

/** `?only=light,rtl` shows these columns alone. */
const only = new URLSearchParams(location.search).get('only')?.split(',');

/** `?lang=ar` shows it in another language. */
document.documentElement.lang = new URLSearchParams(location.search).get('lang') ?? 'en';

function figure(
  { title, name = 'film.mp4', state, press, saysMore = false, speeds = [] }: Exhibit,
  isCompact: boolean,
): HTMLElement {
  const caption = document.createElement('figcaption');
  caption.textContent = title;
  const element = document.createElement('resumable-download');
  element.download = fixedDownload(name, state);
  speedHistories.set(element.download, { speeds, slotMs: 0, sinceMs: undefined });
  element.compact = isCompact;
  element.toggleAttribute('data-says-more', saysMore);
  press?.(element.download);
  const figure = document.createElement('figure');
  figure.append(caption, element);
  return figure;
}

for (const column of document.querySelectorAll('section')) {
  if (only && !only.includes(column.id)) column.remove();
  else column.append(...[...exhibits, ...maps].map((exhibit) => figure(exhibit, 'compact' in column.dataset)));
}
