import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileListing } from './listing.js';

/** An example that runs, with the code that it runs: `examples/NAME.html`, and `NAME.ts` where it needs a script. */
export async function example(guide: string, name: string): Promise<string> {
  const markup = await readFile(join(guide, `examples/${name}.html`), 'utf8');
  const hasScript = existsSync(join(guide, `examples/${name}.ts`));
  const script = hasScript ? `<script type="module" src="/src/guide/examples/${name}.ts"></script>` : '';
  const listings = [`examples/${name}.html`, ...(hasScript ? [`examples/${name}.ts`] : [])];
  const code = await Promise.all(listings.map((path) => fileListing(guide, path)));
  return `<div class="stage" data-example="${name}">${markup}</div>${script}${code.join('')}`;
}
