import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { DATABASE } from './behind-its-back.js';
import { expect, MIB, sha256Of, stateOf, test, untilStored } from './fixtures.js';

const content = { size: 24 * MIB, seed: 63, bytesPerSecond: 2e6 };

test.describe.configure({ timeout: 120_000 });

/** Starts a download whose worker is caught in a write. Returns its id, once some of it is stored. */
async function startToHalt(app: Page, server: RangeServer): Promise<string> {
  server.mount('/worker/', fileURLToPath(new URL('./worker/', import.meta.url)));
  server.serve('/nothing-for-two-minutes', { size: 1, seed: 1, latencyMs: 120_000 });
  const url = server.serve('/film.bin', content);
  await app.evaluate((url) => {
    window.downloads.configure({ workerUrl: '/worker/halting-worker.js' });
    return window.downloads.get(url).start();
  }, url);
  await untilStored(app, url, MIB);
  return url;
}

const finishWithSoundWorker = (app: Page, url: string) =>
  app.evaluate(async (url) => {
    window.downloads.configure({ workerUrl: '/dist/worker.js' });
    await window.downloads.get(url).start();
    await window.downloads.get(url).finished;
  }, url);

const codeOf = (app: Page, url: string) =>
  app.evaluate((url) => window.downloads.find(url)?.finished.catch((error) => error.code), url);

test('a worker that does not answer any more is ended, and what it has recorded is kept', async ({ app, server }) => {
  const url = await startToHalt(app, server);
  expect(await codeOf(app, url)).toBe('internal');
  const { storedBytes } = await stateOf(app, url);
  expect(storedBytes).toBeGreaterThanOrEqual(MIB);
  const before = server.log.bytesSent('/film.bin');
  await finishWithSoundWorker(app, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSent('/film.bin') - before).toBeLessThan(content.size - storedBytes + MIB);
});

test('where its record is gone too, what was stored is said to be lost, and it can be downloaded again', async ({
  app,
  server,
}) => {
  const url = await startToHalt(app, server);
  await app.evaluate(
    (name) =>
      new Promise((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('downloads', 'readwrite');
          transaction.objectStore('downloads').clear();
          transaction.oncomplete = resolve;
        };
      }),
    DATABASE,
  );
  expect(await codeOf(app, url)).toBe('storage-lost');
  expect(await stateOf(app, url)).toMatchObject({ storedBytes: 0 });
  await finishWithSoundWorker(app, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});
