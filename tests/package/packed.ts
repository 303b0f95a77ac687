import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const exec = promisify(execFile);

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The package as the registry would have it, and a project in which it is installed. */
export interface Packed extends AsyncDisposable {
  readonly tarball: string;
  /** Every file of the package, without the directory that they all lie in. */
  readonly files: readonly string[];
  /** A directory with `node_modules`: the package, and beside it what this repository has installed. */
  readonly project: string;
}

/** Packs what was built last. */
export async function pack(): Promise<Packed> {
  if (!existsSync(join(ROOT, 'dist/elements.js'))) throw new Error('dist/ is missing: `npm run build` makes it');
  const directory = await mkdtemp(join(tmpdir(), 'packed-'));
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', directory], ROOT);
  const [{ filename, files }] = JSON.parse(stdout);
  const tarball = join(directory, filename);
  const project = join(directory, 'project');
  const installed = await readdir(join(ROOT, 'node_modules'));
  await install(
    tarball,
    join(project, 'node_modules'),
    installed.filter((name) => !name.startsWith('.')),
  );
  return {
    tarball,
    files: files.map(({ path }: { path: string }) => path),
    project,
    [Symbol.asyncDispose]: () => rm(directory, { recursive: true }),
  };
}

/** As `npm install` without a network: the packages beside it, each a name or a whole scope, are those of this repository. */
export async function install(tarball: string, modules: string, beside: readonly string[]): Promise<void> {
  const own = join(modules, 'resumable-download');
  await mkdir(own, { recursive: true });
  await run('tar', ['xzf', tarball, '--strip-components=1', '-C', own], ROOT);
  for (const name of beside) {
    const place = join(modules, name);
    await mkdir(dirname(place), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), place);
  }
}

/** Runs a program, and tells what it printed if it fails. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<{ stdout: string }> {
  return exec(program, args, { cwd, maxBuffer: 2 ** 26 }).catch(({ stdout, stderr, message }) => {
    throw new Error([message, stdout, stderr].filter(Boolean).join('\n'));
  });
}
