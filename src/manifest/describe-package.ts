import { readdir, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { editorData } from './editor-data.js';
import { elementsManifest } from './elements-manifest.js';
import { frameworkTypes } from './framework-types.js';
import { copyDeclarations } from './public-declarations.js';

/** Modules that only run, and export nothing. */
const SCRIPTS = ['worker', 'digest'];

/**
 * The last step of a build: writes into `dist/` the declarations that consumers need, and what tells editors, frameworks and
 * other tools of the elements.
 *
 * @param root the directory of the repository, whose sources have been compiled
 */
export async function describePackage(root: string): Promise<void> {
  const dist = join(root, 'dist');
  const languages = await readdir(join(dist, 'languages'));
  const entries = ['index', 'elements', ...languages.map((file) => `elements/languages/${parse(file).name}`)];
  await copyDeclarations(
    join(dist, '.tsc/types'),
    dist,
    entries.map((name) => `${name}.d.ts`),
  );
  const manifest = await elementsManifest(root);
  const files = {
    'custom-elements.json': `${JSON.stringify(manifest)}\n`,
    ...editorData(manifest),
    ...frameworkTypes(manifest),
    ...Object.fromEntries(SCRIPTS.map((name) => [`${name}.d.ts`, 'export {};\n'])),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(dist, name), text);
}
