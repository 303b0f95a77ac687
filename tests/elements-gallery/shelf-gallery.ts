import '../../src/elements.js';
import { shelfFigure } from './shelf-figures.js';
import { shelfExhibits } from './shelf-states.js';

/** `?only=light,rtl` shows these columns alone; `?title=five` this exhibit. */
const asked = new URLSearchParams(location.search);
const only = asked.get('only')?.split(',');
const shown = shelfExhibits.filter(({ title }) => !asked.has('title') || asked.getAll('title').includes(title));
for (const column of document.querySelectorAll('section')) {
  if (only && !only.includes(column.id)) column.remove();
  else column.append(...shown.map(shelfFigure));
}
