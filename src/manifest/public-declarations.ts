import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const RELATIVE = /(?:from |import\(|import )'(\.[^']+)\.js'/g;

/** Copies declarations and those that they import, and no others: what is inside is nobody's business. */
export async function copyDeclarations(from: string, to: string, entries: readonly string[]): Promise<void> {
  for (const path of await reachable(from, entries)) {
    await mkdir(dirname(join(to, path)), { recursive: true });
    await copyFile(join(from, path), join(to, path));
  }
}

/** The declarations that entries reach, themselves included: paths within a directory. */
export async function reachable(directory: string, entries: readonly string[]): Promise<Set<string>> {
  const found = new Set(entries);
  // A set gives what is added meanwhile its turn too.
  for (const path of found) {
    const text = await readFile(join(directory, path), 'utf8');
    for (const [, name = ''] of text.matchAll(RELATIVE)) found.add(join(dirname(path), `${name}.d.ts`));
  }
  return found;
}
