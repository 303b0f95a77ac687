import { speedHistories } from '../../src/elements/card/speed-curve-history.js';
import { fixedDownload } from './fixed-download.js';
import { maps } from './maps.js';
import { type Exhibit, exhibits } from './states.js';

/** Every card there is to see, each with its caption. */
export function figures(isCompact: boolean): HTMLElement[] {
  return [...exhibits, ...maps].map((exhibit) => figure(exhibit, isCompact));
}

function figure(
  { title, name = 'film.mp4', state, press, opened, saysMore = false, speeds = [] }: Exhibit,
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
  if (opened === 'diagnosis') element.dataset.awaits = 'textarea';
  if (opened) void element.updateComplete.then(() => open(element.renderRoot, opened));
  const figure = document.createElement('figure');
  figure.append(caption, element);
  return figure;
}

function open(card: ParentNode, opened: 'details' | 'diagnosis'): void {
  const details = card.querySelector('details');
  if (details) details.open = true;
  if (opened === 'diagnosis') details?.querySelector('button')?.click();
}
