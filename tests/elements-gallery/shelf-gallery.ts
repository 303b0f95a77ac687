import '../../src/elements.js';
import { fixedDownloads } from './fixed-downloads.js';
import { type ShelfExhibit, shelfExhibits } from './shelf-states.js';

function drag(shelf: HTMLElement, type: 'dragover' | 'drop', text: string): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', text);
  shelf.dispatchEvent(new DragEvent(type, { dataTransfer, cancelable: true }));
}

function figure({ title, downloads, add, dropped, isDraggedOver }: ShelfExhibit): HTMLElement {
  const caption = document.createElement('figcaption');
  caption.textContent = title;
  const shelf = document.createElement('download-shelf');
  shelf.downloads = fixedDownloads(downloads);
  if (add !== undefined) shelf.add = add;
  const figure = document.createElement('figure');
  figure.append(caption, shelf);
  requestAnimationFrame(() => {
    if (dropped) drag(shelf, 'drop', dropped);
    if (isDraggedOver) drag(shelf, 'dragover', 'https://files.example.org/media/film.mp4');
  });
  return figure;
}

/** `?only=light,rtl` shows these columns alone; `?title=five` this exhibit. */
const asked = new URLSearchParams(location.search);
const only = asked.get('only')?.split(',');
const shown = shelfExhibits.filter(({ title }) => !asked.has('title') || asked.getAll('title').includes(title));
for (const column of document.querySelectorAll('section')) {
  if (only && !only.includes(column.id)) column.remove();
  else column.append(...shown.map(figure));
}
