import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import * as vite from 'vite';
import webpack from 'webpack';

/** Builds the app of a directory into its `out/`, as the bundler's own documentation tells to. */
export const BUNDLERS: Readonly<Record<string, (directory: string) => Promise<void>>> = {
  async Vite(directory) {
    await vite.build({ root: directory, base: './', configFile: false, logLevel: 'warn', build: { outDir: 'out' } });
  },

  async webpack(directory) {
    await new Promise<void>((resolve, reject) => {
      const output = { path: join(directory, 'out'), filename: 'app.js' };
      webpack({ mode: 'production', context: directory, entry: './app.js', output }, (error, stats) => {
        const failed = error ?? (stats?.hasErrors() ? new Error(stats.toString()) : undefined);
        if (failed) reject(failed);
        else resolve();
      });
    });
    await writeFile(join(directory, 'out/index.html'), '<!doctype html><body><script src="app.js"></script></body>');
  },

  /** It leaves `new URL(…, import.meta.url)` as it is: the two files that are meant are entries of their own. */
  async esbuild(directory) {
    await esbuild.build({
      absWorkingDir: directory,
      entryPoints: { app: './app.js', worker: 'resumable-download/worker', digest: 'resumable-download/digest' },
      bundle: true,
      minify: true,
      format: 'esm',
      outdir: 'out',
      logLevel: 'warning',
    });
    await writeFile(
      join(directory, 'out/index.html'),
      '<!doctype html><body><script type="module" src="app.js"></script></body>',
    );
  },
};
