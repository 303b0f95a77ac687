import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { reachable } from '../../src/manifest/public-declarations.js';
import { type Packed, pack, ROOT, run } from './packed.js';

let packed: Packed;
test.beforeAll(async () => {
  packed = await pack();
});
test.afterAll(async () => packed?.[Symbol.asyncDispose]());

const own = (path: string) => join(packed.project, 'node_modules/resumable-download', path);

test('publint has nothing to say of the package', async () => {
  const tarball = new Uint8Array(await readFile(packed.tarball)).buffer;
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
  expect(messages.map((message) => formatMessage(message, pkg ?? {}))).toEqual([]);
});

test('the types of each entry are those of its module, however it is resolved', async () => {
  // The package has ES modules alone.
  const args = [packed.tarball, '--profile', 'esm-only', '--no-emoji', '--format', 'ascii'];
  await run(join(ROOT, 'node_modules/.bin/attw'), args, ROOT); // fails when there is a problem
});

test('the package holds what its entries need, and no more', async () => {
  const { exports: entries, ...meta } = JSON.parse(await readFile(own('package.json'), 'utf8'));
  const targets = Object.values<string | Record<string, string>>(entries).flatMap((entry) =>
    (typeof entry === 'string' ? [entry] : Object.values(entry)).flatMap(filesOf),
  );
  const declarations = targets.filter((path) => path.endsWith('.d.ts')).map((path) => path.replace('./dist/', ''));
  const reached = await reachable(own('dist'), declarations);
  const scripts = packed.files.filter((path) => path.endsWith('.js'));
  const expected = [
    ...['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md'],
    ...targets.map((path) => path.replace('./', '')),
    ...[...reached].map((path) => `dist/${path}`),
    ...['html-custom-data.json', 'css-custom-data.json'].map((name) => `dist/${name}`),
    ...[meta.customElements, meta['web-types']].map((path) => path.replace('./', '')),
    ...(await importedBy(scripts)),
  ];
  expect(packed.files.toSorted()).toEqual([...new Set(expected)].toSorted());
});

test('what is internal is not declared', async () => {
  for (const path of packed.files.filter((path) => path.endsWith('.d.ts'))) {
    expect(await readFile(own(path), 'utf8'), path).not.toMatch(/@internal|from '\.\.?\/(worker|storage)\//);
  }
});

/** The files that the target of an export stands for. */
function filesOf(target: string): string[] {
  const [before = '', after] = target.split('*');
  if (after === undefined) return [target];
  const isOne = (path: string) =>
    path.startsWith(before) && path.endsWith(after) && !path.slice(before.length).includes('/');
  return packed.files.map((path) => `./${path}`).filter(isOne);
}

/** The modules of the package that others of it import. */
async function importedBy(scripts: readonly string[]): Promise<string[]> {
  const texts = await Promise.all(scripts.map((path) => readFile(own(path), 'utf8')));
  const names = texts.flatMap((text) => [...text.matchAll(/["'`]\.\/([\w-]+\.js)["'`]/g)].map(([, name]) => name));
  return scripts.filter((path) => names.includes(path.replace('dist/', '')));
}
