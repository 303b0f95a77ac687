import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from '@playwright/test';
import { componentAsTypeScript } from './component-code.js';
import { type Packed, pack, ROOT, run } from './packed.js';
import { codeOfReadme } from './readme-code.js';

/** Of the guide, in languages that TypeScript's compiler does not read. */
const COMPONENTS = [
  'recipes/custom-ui/DownloadRow.vue',
  'recipes/elements-in/Film.vue',
  'recipes/elements-in/Film.svelte',
];

let packed: Packed;
test.beforeAll(async () => {
  packed = await pack();
  await writeFile(join(packed.project, 'package.json'), '{ "type": "module" }');
  await cp(join(ROOT, 'tests/package/consumer'), join(packed.project, 'consumer'), { recursive: true });
  await cp(join(ROOT, 'src/guide/recipes'), join(packed.project, 'recipes'), { recursive: true });
  await cp(join(ROOT, 'src/guide/examples'), join(packed.project, 'examples'), { recursive: true });
  await cp(join(ROOT, 'src/guide/gotchas'), join(packed.project, 'gotchas'), { recursive: true });
  for (const types of ['vue.d.ts', 'svelte.d.ts'])
    await cp(join(ROOT, 'src/guide', types), join(packed.project, types));
  for (const path of COMPONENTS) {
    const code = componentAsTypeScript(path, await readFile(join(ROOT, 'src/guide', path), 'utf8'));
    await writeFile(join(packed.project, `${path}.ts`), code);
  }
});
test.afterAll(async () => packed?.[Symbol.asyncDispose]());

const STRICT = {
  strict: true,
  noEmit: true,
  skipLibCheck: false, // what the package declares must be right by itself
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  jsx: 'react-jsx',
  target: 'ES2022',
  lib: ['ES2022', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
  types: [],
};

const RESOLUTIONS = {
  bundler: { module: 'ESNext', moduleResolution: 'bundler' },
  node16: { module: 'node16', moduleResolution: 'node16' },
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
};

async function compile(name: string, include: readonly string[], options: object): Promise<void> {
  const project = join(packed.project, `tsconfig.${name}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions: { ...STRICT, ...options }, include }));
  await run(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', project], packed.project);
}

for (const [name, options] of Object.entries(RESOLUTIONS)) {
  test(`a page of plain TypeScript compiles, and its mistakes do not (${name})`, () =>
    compile(name, ['consumer/plain.ts'], options));
}

for (const framework of ['react.tsx', 'vue.ts', 'svelte.ts']) {
  test(`${framework} knows the elements, and refuses mistakes`, () =>
    compile(framework, [`consumer/${framework}`], { ...RESOLUTIONS.bundler, skipLibCheck: true }));
}

test('all code of the guide compiles against the package', () =>
  compile('guide', ['examples', 'recipes', 'gotchas', 'vue.d.ts', 'svelte.d.ts'], {
    ...RESOLUTIONS.bundler,
    skipLibCheck: true,
  }));

test('all code of the README compiles against the package', async () => {
  const blocks = codeOfReadme(await readFile(join(ROOT, 'README.md'), 'utf8'));
  for (const [index, { language, code }] of blocks.entries()) {
    await writeFile(join(packed.project, `readme-${index}.${language === 'tsx' ? 'tsx' : 'ts'}`), code);
  }
  const include = ['readme-*.ts', 'readme-*.tsx', 'consumer/readme.d.ts'];
  await compile('readme', include, RESOLUTIONS.bundler);
});
