import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { block } from './prose.js';

const SECTION = /\n## Gotchas\n(.*?)\n## /s;

/** Each begins with a sentence in bold type. */
const TITLE = /^\*\*(.+?)\*\*/gm;

/** The gotchas of the README, each with a heading of its own. */
export async function gotchas(root: string): Promise<string> {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const [, text = ''] = SECTION.exec(readme) ?? [];
  return block(text.replaceAll(TITLE, (_, title: string) => `### ${title.replace(/\.$/, '')}\n\n`));
}
