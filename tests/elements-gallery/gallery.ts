import '../../src/elements.js';
import { fixedDownload } from './fixed-download.js';
import { type Exhibit, exhibits } from './states.js';

function figure({ title, name = 'film.mp4', state }: Exhibit): HTMLElement {
  const caption = document.createElement('figcaption');
  caption.textContent = title;
  const element = document.createElement('resumable-download');
  element.download = fixedDownload(name, state);
  const figure = document.createElement('figure');
  figure.append(caption, element);
  return figure;
}

/** `?lang=ar` shows it in another language. */
document.documentElement.lang = new URLSearchParams(location.search).get('lang') ?? 'en';

for (const column of document.querySelectorAll('section')) column.append(...exhibits.map(figure));
