import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';

const DIST = new URL('../../dist/', import.meta.url).href;
const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Imports a module where there is no document, and ends by itself if nothing was left behind that runs. */
async function importOnServer(module: string): Promise<Record<string, unknown>> {
  const code = `
    const before = new Set(Object.getOwnPropertyNames(globalThis));
    const api = await import(${JSON.stringify(DIST + module)});
    const added = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
    console.log(JSON.stringify({ exported: Object.keys(api), added, handles: process.getActiveResourcesInfo() }));`;
  const { stdout, stderr } = await promisify(execFile)('node', ['--input-type=module', '--eval', code], { cwd: ROOT });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test.describe('on a server', () => {
  test('the headless API is imported without any effect', async () => {
    const { exported, added } = await importOnServer('index.js');
    expect(exported).toContain('openDownloads');
    expect(added).toEqual([]);
  });

  test('the elements are imported too, with no effect but those of Lit', async () => {
    const { exported, added } = await importOnServer('elements.js');
    expect(exported).toEqual(expect.arrayContaining(['openDownloads', 'ResumableDownload', 'DownloadShelf']));
    for (const name of added as string[]) expect(name).toMatch(/^(customElements|lit|reactiveElement)/);
  });
});
