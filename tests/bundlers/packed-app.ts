import { execFile } from 'node:child_process';
import { cp, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const APP = fileURLToPath(new URL('./app/', import.meta.url));

const run = promisify(execFile);

/**
 * Copies the app into a directory below this repository, with what `npm publish` would send beside it as if installed. The
 * packages that it needs in turn are found where this repository has them.
 */
export async function installPackedApp(directory: string): Promise<void> {
  const modules = join(directory, 'node_modules');
  await mkdir(modules, { recursive: true });
  await cp(APP, directory, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], {
    cwd: ROOT,
  });
  const [{ filename }] = JSON.parse(stdout);
  await run('tar', ['-xzf', join(directory, filename), '-C', modules]);
  await rename(join(modules, 'package'), join(modules, 'resumable-download'));
}
