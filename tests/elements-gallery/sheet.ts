import '../../src/elements.js';
import { figures } from './figures.js';

/* What `tests/browser/sheet.ts` asks for. */
const query = new URLSearchParams(location.search);
const { documentElement: root } = document;
root.lang = query.get('lang') ?? 'en';
root.dir = query.get('dir') ?? 'ltr';
root.style.fontSize = query.get('fontSize') ?? '';
root.style.setProperty('--columns', query.get('columns'));
root.style.setProperty('--card', `${query.get('cardWidth')}px`);
document.querySelector('main')?.append(...figures(query.has('isCompact')));
