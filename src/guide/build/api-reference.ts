import { join } from 'node:path';
import { contentsOf } from './contents.js';
import { type Declaration, declarationsOf, type Member } from './declarations.js';
import { codeListing } from './listing.js';
import { block } from './prose.js';

/** All that `resumable-download` exports, as the docstrings in its source say. */
export function apiReference(root: string): string {
  const declarations = declarationsOf(join(root, 'src/index.ts'));
  const contents = contentsOf(declarations.map(({ name }) => ({ id: name, title: `<code>${name}</code>` })));
  return `${contents}${declarations.map(section).join('\n')}`;
}

function section({ name, doc, signature, members }: Declaration): string {
  return `
    <section aria-labelledby="${name}">
      <h2 id="${name}"><code>${name}</code></h2>
      ${block(doc)}
      ${codeListing(signature, 'typescript')}
      ${members.map((member) => memberHtml(name, member)).join('\n')}
    </section>`;
}

function memberHtml(owner: string, { name, doc, signature }: Member): string {
  const id = `${owner}.${name}`;
  return `
    <div class="member" role="group" aria-labelledby="${id}">
      <h3 id="${id}"><code>${name}</code></h3>
      ${codeListing(signature, 'typescript')}
      ${block(doc)}
    </div>`;
}
