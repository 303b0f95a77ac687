import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { block } from './prose.js';

const SECTION = /\n## Gotchas\n(.*?)\n## /s;

/** Each begins with a sentence in bold type. */
const TITLE = /^\*\*(.+?)\*\*/gm;
const EACH = /^(?=\*\*)/m;

/** How those begin that the page shows as broken examples, which tell the same. */
const SHOWN = ['**A link that is signed anew each time', '**Another origin hides most headers'];

/** The gotchas of the README that no example on the page shows, each with a heading of its own. */
export async function gotchas(root: string): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const [, section = ''] = SECTION.exec(readme) ?? [];
  const all = section.split(EACH);
  const isShown = (text: string) => SHOWN.some((beginning) => text.startsWith(beginning));
  if (all.filter(isShown).length !== SHOWN.length) throw new Error('The README has lost a gotcha that the guide shows');
  const told = all.filter((text) => !isShown(text)).join('');
  return block(told.replaceAll(TITLE, (_, title: string) => `### ${title.replace(/\.$/, '')}\n\n`));
}
