import { fixedDownloads } from './fixed-downloads.js';
import type { ShelfExhibit } from './shelf-states.js';

/** A shelf to be looked at, with its caption. */
export function shelfFigure({ title, downloads, add, dropped, isDraggedOver }: ShelfExhibit): HTMLElement {
  const caption = document.createElement('figcaption');
  caption.textContent = title;
  const shelf = document.createElement('download-shelf');
  shelf.downloads = fixedDownloads(downloads);
  if (add !== undefined) shelf.add = add;
  shelf.dataset.awaits = dropped ? '.outcome' : isDraggedOver ? '.drop' : '.room';
  const figure = document.createElement('figure');
  figure.append(caption, shelf);
  requestAnimationFrame(() => {
    if (dropped) drag(shelf, 'drop', dropped);
    if (isDraggedOver) drag(shelf, 'dragover', 'https://files.example.org/media/film.mp4');
  });
  return figure;
}

function drag(shelf: HTMLElement, type: 'dragover' | 'drop', text: string): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('text/plain', text);
  shelf.dispatchEvent(new DragEvent(type, { dataTransfer, cancelable: true }));
}
