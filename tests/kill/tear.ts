import { readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What may become of the files in which a browser keeps the records. */
export const TEARS = ['cut', 'garbled', 'missing'] as const;

export type Tear = (typeof TEARS)[number];

/** Does it to all files of IndexedDB in a profile that no browser uses. Returns how many there were. */
export async function tearLedger(profile: string, tear: Tear): Promise<number> {
  const paths = await readdir(profile, { recursive: true, withFileTypes: true });
  const files = paths
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => /127\.0\.0\.1.*(\.indexeddb\.leveldb|\/idb)\//.test(path) && !path.endsWith('LOCK'));
  await Promise.all(files.map((file) => tearFile(file, tear)));
  return files.length;
}

async function tearFile(file: string, tear: Tear): Promise<void> {
  const { size } = await stat(file);
  if (tear === 'missing') await rm(file);
  else if (tear === 'cut') await truncate(file, Math.floor(size / 2));
  else await writeFile(file, Buffer.alloc(size, 'torn '));
}
