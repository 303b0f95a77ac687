import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { Package } from 'custom-elements-manifest/schema';
import { DownloadShelf } from '../../src/elements/download-shelf.js';
import { ResumableDownload } from '../../src/elements/resumable-download.js';
import { type ElementEntry, elementsManifest, elementsOf, propertiesOf } from '../../src/manifest/elements-manifest.js';
import { withReference } from '../../src/manifest/readme-reference.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CLASSES = [ResumableDownload, DownloadShelf];

/** Attributes of every element, which some docstring may explain all the same. */
const GLOBAL = new Set(['lang', 'dir', 'hidden', 'title']);

/** All that the elements are drawn from. */
const source = readdirSync(join(ROOT, 'src/elements'), { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.includes('languages'))
  .map((path) => readFileSync(join(ROOT, 'src/elements', path), 'utf8').replaceAll(/^\s*\*.*$/gm, ''))
  .join('\n');

let manifest: Package;
let elements: ElementEntry[];
test.beforeAll(async () => {
  manifest = await elementsManifest(ROOT);
  elements = elementsOf(manifest);
});

const documented = (pick: (element: ElementEntry) => readonly { name: string }[] | undefined) =>
  sorted(elements.flatMap((element) => pick(element) ?? []).map(({ name }) => name));

function sorted(names: Iterable<string | undefined>): string[] {
  return [...new Set(names)].filter((name) => name !== undefined).sort();
}

/** What a pattern captures in the source, in order and once each. */
function inSource(pattern: RegExp): string[] {
  return sorted([...source.matchAll(pattern)].flatMap(([, found = '']) => found.trim().split(/\s+/)));
}

for (const element of CLASSES) {
  const entry = () => elements.find(({ name }) => name === element.name);

  test(`the docstring of ${element.name} tells of each attribute, and of no other`, () => {
    const names = (entry()?.attributes ?? []).map(({ name }) => name);
    expect(sorted(names.filter((name) => !GLOBAL.has(name)))).toEqual(sorted(element.observedAttributes));
  });

  test(`each property of ${element.name} has a docstring`, () => {
    const { observedAttributes: _, prototype } = element; // asked for, Lit makes its accessors
    const accessors = Object.entries(Object.getOwnPropertyDescriptors(prototype)).filter(([, { get }]) => get);
    const found = entry();
    const fields = found ? propertiesOf(found) : [];
    expect(sorted(fields.map(({ name }) => name))).toEqual(sorted(accessors.map(([name]) => name)));
    expect(fields.filter(({ description }) => !description)).toEqual([]);
  });
}

test('the docstrings tell of each event that is fired, and of no other', () => {
  const fired = inSource(/(?:super|new \w*Event)\(\s*'(download-[\w-]+)'/g);
  expect(documented(({ events }) => events)).toEqual(fired);
});

test('the docstrings tell of each slot, and of no other', () => {
  const named = inSource(/<slot[^>]* name="([\w-]+)"/g);
  const unnamed = /<slot>/.test(source) ? [''] : [];
  expect(documented(({ slots }) => slots)).toEqual(sorted([...unnamed, ...named]));
});

test('the docstrings tell of each custom property that is used, and of no other', () => {
  expect(documented(({ cssProperties }) => cssProperties)).toEqual(inSource(/var\((--rd-[\w-]+)/g));
});

test('the docstrings tell of each part that is drawn, and of no other', () => {
  const drawn = inSource(/\bpart="([^"]+)"/g);
  const patterns = drawn.map((name) => new RegExp(`^${name.replace(/\$\{[^}]+\}/g, '[\\w-]+')}$`));
  const parts = documented(({ cssParts }) => cssParts);
  // What is only named elsewhere, as in part=${part}, stands there as a string.
  const isDrawn = (part: string) => patterns.some((pattern) => pattern.test(part)) || source.includes(`'${part}'`);
  expect(parts.filter((part) => !isDrawn(part))).toEqual([]);
  expect(drawn.filter((_, index) => !parts.some((part) => patterns[index]?.test(part)))).toEqual([]);
});

test('the README says of the elements what their docstrings say (npm run docs writes it)', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  expect(readme).toBe(withReference(readme, manifest));
});
