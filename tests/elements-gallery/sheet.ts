import '../../src/elements.js';
import { figures } from './figures.js';
import { shelfFigure } from './shelf-figures.js';
import { shelfExhibits } from './shelf-states.js';

/* What `tests/browser/sheet.ts` asks for. */
const query = new URLSearchParams(location.search);
const { documentElement: root } = document;
root.lang = query.get('lang') ?? 'en';
root.dir = query.get('dir') ?? 'ltr';
root.style.fontSize = query.get('fontSize') ?? '';
root.style.setProperty('--columns', query.get('columns'));
root.style.setProperty('--width', `${query.get('width')}px`);
/* As on a page that was not loaded securely: nothing is copied, and all is shown. */
Object.defineProperty(navigator, 'clipboard', { value: undefined });

const LONGEST_SHELF = 10; // more look no different
const shelves = () => shelfExhibits.filter(({ downloads }) => downloads.all.length <= LONGEST_SHELF).map(shelfFigure);
document.querySelector('main')?.append(...(query.has('isShelf') ? shelves() : figures(query.has('isCompact'))));
