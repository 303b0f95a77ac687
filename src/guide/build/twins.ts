import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { escapeHtml } from './escape.js';
import { fileListing } from './listing.js';
import { withStandIns } from './stand-ins.js';

const TWINS = [
  { kind: 'broken', verdict: '✗ Broken' },
  { kind: 'mended', verdict: '✓ Mended' },
] as const;

const CAPTIONS: Readonly<Record<string, string>> = { '.conf': 'nginx.conf', '.html': 'HTML', '.ts': 'TypeScript' };

type Twin = (typeof TWINS)[number];

interface Gotcha {
  readonly name: string;
  readonly files: readonly string[];
  readonly port: number;
}

/**
 * A gotcha that runs, beside the same mended: `gotchas/NAME/broken.html` and `mended.html`, with whatever script or
 * lines for a server stand beside each. A twin that is a document of its own runs in a frame; it has a namespace of its
 * own, or it would show what other pages run where it should show why it cannot.
 */
export async function twins(guide: string, name: string, port: number): Promise<string> {
  const files = await readdir(join(guide, 'gotchas', name));
  const halves = await Promise.all(TWINS.map((twin) => half(guide, { name, files: files.toSorted(), port }, twin)));
  return `<div class="twins">${halves.join('')}</div>`;
}

async function half(guide: string, { name, files, port }: Gotcha, { kind, verdict }: Twin): Promise<string> {
  const own = files.filter((file) => file.startsWith(`${kind}.`));
  const directory = `gotchas/${name}`;
  const markup = await readFile(join(guide, directory, `${kind}.html`), 'utf8');
  const label = escapeHtml(`${verdict.slice(2)}: ${name}`);
  const listings = await Promise.all(
    own.map((file) => fileListing(guide, `${directory}/${file}`, CAPTIONS[extname(file)])),
  );
  const scripts = own.filter((file) => file.endsWith('.ts'));
  return `
    <div class="twin ${kind}" role="group" aria-label="${label}" data-twin="${name}/${kind}">
      <p class="verdict">${verdict}</p>
      <div class="stage">${isDocument(markup) ? frame(`/src/guide/${directory}/${kind}.html`, label) : withStandIns(markup, port)}</div>
      ${scripts.map((file) => `<script type="module" src="/src/guide/${directory}/${file}"></script>`).join('')}
      ${listings.join('')}
    </div>`;
}

function isDocument(markup: string): boolean {
  return markup.startsWith('<!doctype html>');
}

function frame(source: string, title: string): string {
  return `<iframe title="${title}" src="${source}"></iframe>`;
}
