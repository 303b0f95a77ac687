import { copyFile, mkdir, open, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentSize, type FileContent, fillWithContent } from '../../range-server/content.js';
import { APP } from '../fixtures.js';
import { makeWorkDirectory } from './real-server.js';

const MODULE = fileURLToPath(new URL('../../../dist/resumable-download.js', import.meta.url));
const STEP_BYTES = 2 ** 20; // 1 MiB

/** The file's path on every server. */
export const FILE = '/film.bin';
/** The same below a path that sends each connection only so many bytes per second. */
export const SLOW_FILE = '/slow/film.bin';
/** For each connection. A multiple of 1 KiB, in which some servers count. */
export const SLOW_BYTES_PER_SECOND = 3 * 2 ** 20; // 3 MiB/s

/** A directory on disk for a real server to serve: the app's page, the built module and the files. */
export interface Site extends AsyncDisposable {
  readonly root: string;
  /** Puts another file in the place of the old one at once, as careful deployments do, with a younger date. */
  replace(content: FileContent): Promise<void>;
  /** The same without the younger date: it happens within one second. */
  replaceAtOnce(content: FileContent): Promise<void>;
  /** Writes over the bytes of the old file, as `cp` does. The date is younger. */
  overwrite(content: FileContent): Promise<void>;
}

/** `file` is served by each path of the site that ends in its name. */
export async function makeSite(file: FileContent): Promise<Site> {
  const root = await makeWorkDirectory('site');
  const path = join(root, FILE);
  let versions = 0;
  const write = async (path: string, content: FileContent) => {
    await writeContent(path, content);
    const date = new Date(Date.UTC(2024, 0, 1, versions));
    await utimes(path, date, date);
  };
  const replaceAtOnce = async (content: FileContent) => {
    await write(`${path}.new`, content);
    await rename(`${path}.new`, path);
  };
  await mkdir(join(root, 'dist'));
  await copyFile(MODULE, join(root, 'dist/resumable-download.js'));
  await writeFile(join(root, 'index.html'), APP);
  await replaceAtOnce(file);
  return {
    root,
    replaceAtOnce,
    replace(content) {
      versions++;
      return replaceAtOnce(content);
    },
    overwrite(content) {
      versions++;
      return write(path, content);
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  };
}

export async function writeContent(path: string, content: FileContent): Promise<void> {
  await using file = await open(path, 'w');
  const size = contentSize(content);
  for (let offset = 0; offset < size; offset += STEP_BYTES) {
    const part = new Uint8Array(Math.min(STEP_BYTES, size - offset));
    fillWithContent(part, content, offset);
    await file.write(part);
  }
}
