import '../../src/elements.js';
import { figures } from './figures.js';

/** `?only=light,rtl` shows these columns alone. */
const only = new URLSearchParams(location.search).get('only')?.split(',');

/** `?lang=ar` shows it in another language. */
document.documentElement.lang = new URLSearchParams(location.search).get('lang') ?? 'en';

for (const column of document.querySelectorAll('section')) {
  if (only && !only.includes(column.id)) column.remove();
  else column.append(...figures('compact' in column.dataset));
}
