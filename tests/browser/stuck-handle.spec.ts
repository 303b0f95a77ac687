import type { Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import { DIRECTORIES } from './behind-its-back.js';
import { expect, MIB, sha256Of, stateOf, storedRecords, test, untilStored } from './fixtures.js';

const content = { size: 16 * MIB, seed: 45 };

/** Begins a download, pauses it, and holds its file as a worker does that a browser has not cleared away. */
async function holdPaused(app: Page, url: string): Promise<void> {
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, MIB);
  await app.evaluate((url) => window.downloads.get(url).pause(), url);
  const [record] = await storedRecords(app);
  await app.evaluate(
    async ({ path }) => {
      const source = `onmessage = async ({ data: path }) => {
        const name = path.pop();
        let directory = await navigator.storage.getDirectory();
        for (const part of path) directory = await directory.getDirectoryHandle(part);
        const handle = await (await directory.getFileHandle(name)).createSyncAccessHandle();
        onmessage = () => handle.close();
        postMessage('held');
      }`;
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
      const held = new Promise((resolve) => worker.addEventListener('message', resolve));
      worker.postMessage(path);
      await held;
      Object.assign(window, { letGo: () => worker.postMessage('let go') });
    },
    { path: [...DIRECTORIES, record?.file ?? ''] },
  );
}

const letGo = (app: Page) => app.evaluate(() => (window as unknown as { letGo(): void }).letGo());

test('a file that somebody holds for a moment is waited for', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  await holdPaused(app, url);
  server.serve('/film.bin', content);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await app.waitForTimeout(800); // less than the two seconds of its patience
  expect((await stateOf(app, url)).status).toBe('connecting');
  await letGo(app);
  await app.evaluate((url) => window.downloads.get(url).finished, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('a file that somebody holds for good is told after two seconds, and keeps what is stored', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  await holdPaused(app, url);
  server.serve('/film.bin', content);
  const { storedBytes } = await stateOf(app, url);
  const { code, message, ms } = await app.evaluate(async (url) => {
    const startedAt = performance.now();
    await window.downloads.get(url).start();
    const { code, message } = await window.downloads.get(url).finished.catch((error) => error);
    return { code, message, ms: performance.now() - startedAt };
  }, url);
  expect(code).toBe('storage-unavailable');
  expect(message).toContain('Another tab still holds the file');
  expect(ms).toBeGreaterThan(1900);
  expect((await stateOf(app, url)).storedBytes).toBe(storedBytes);

  await letGo(app);
  await app.evaluate(async (url) => {
    await window.downloads.get(url).start();
    await window.downloads.get(url).finished;
  }, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});
