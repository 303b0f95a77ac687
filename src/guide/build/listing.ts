import { readFile } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import hljs from 'highlight.js/lib/common';
import apache from 'highlight.js/lib/languages/apache';
import nginx from 'highlight.js/lib/languages/nginx';
import { escapeHtml } from './escape.js';

hljs.registerLanguage('nginx', nginx);
hljs.registerLanguage('apache', apache);

/** Which grammar a file is coloured by. */
const LANGUAGES: Readonly<Record<string, string>> = {
  '.html': 'xml',
  '.vue': 'xml',
  '.svelte': 'xml',
  '.ts': 'typescript',
  '.tsx': 'typescript',
  '.json': 'json',
  '.conf': 'nginx',
  'apache.conf': 'apache',
  Caddyfile: 'nginx',
};

/** A file of the guide as people read it. `path` counts from the directory of the guide. */
export async function fileListing(guide: string, path: string, caption = basename(path)): Promise<string> {
  const text = await readFile(join(guide, path), 'utf8');
  const name = basename(path);
  return codeListing(text, LANGUAGES[name] ?? LANGUAGES[extname(name)] ?? '', caption);
}

/** Code with its colours, and a caption where it has one. It scrolls by itself, so it can have the focus. */
export function codeListing(code: string, language: string, caption = ''): string {
  const text = code.trim();
  const coloured = hljs.getLanguage(language) ? hljs.highlight(text, { language }).value : escapeHtml(text);
  const label = caption || 'Code';
  return `<figure class="code">${caption && `<figcaption>${escapeHtml(caption)}</figcaption>`}<pre tabindex="0" role="group" aria-label="${escapeHtml(label)}"><code>${coloured}</code></pre></figure>`;
}
