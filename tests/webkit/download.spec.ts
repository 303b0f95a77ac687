/** The engine of Safari, in the only window of it that a test can open here: one without files, as in private windows. */
import { test as base, expect } from '@playwright/test';
import type { Browser } from 'webdriverio';
import { MIB, startAppServer } from '../browser/fixtures.js';
import { readChunkCounts } from '../browser/stores/private-window.js';
import { sha256Hex, sha256Integrity } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { missingPrograms, openWebKit } from './webkit.js';

const test = base.extend<{ server: RangeServer; browser: never; webkit: Browser }>({
  server: async ({ browserName: _ }, use) => {
    const server = await startAppServer();
    await use(server);
    await server.close();
  },
  webkit: async ({ server }, use) => {
    await using window = await openWebKit();
    await openApp(window.browser, server);
    await use(window.browser);
  },
});

test.skip(missingPrograms().length > 0, `${missingPrograms().join(' and ')} must be installed`);

const content = { size: 24 * MIB + 5, seed: 71 };
const slow = { ...content, bytesPerSecond: 3e6 };

async function openApp(webkit: Browser, server: RangeServer): Promise<void> {
  await webkit.url(`${server.origin}/`);
  await webkit.waitUntil(() => webkit.execute(() => window.downloads !== undefined));
}

const stateOf = (webkit: Browser, id: string) => webkit.execute((id) => window.downloads.find(id)?.state, id);

const untilStored = (webkit: Browser, id: string, bytes: number) =>
  webkit.waitUntil(async () => ((await stateOf(webkit, id))?.storedBytes ?? 0) >= bytes, {
    timeout: 20_000,
    interval: 50,
  });

/** How it ended: `complete`, or the code and the words of its failure. */
const endOf = (webkit: Browser, id: string) =>
  webkit.execute(
    (id) =>
      window.downloads.find(id)?.finished.then(
        () => 'complete',
        ({ code, message }) => `${code}: ${message}`,
      ),
    id,
  );

const sha256Of = (webkit: Browser, id: string) =>
  webkit.execute(async (id) => {
    const file = await window.downloads.get(id).file();
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }, id);

// Not here: a worker that dies in the middle of a transaction. Of some 200 pages left in mid-download, WebKitGTK 2.50 left the
// transaction of the ledger open after 4, and every later one waited for it in vain.
test('a download pauses, survives a reload, ends right and leaves nothing when it is removed', async ({
  webkit,
  server,
}) => {
  const url = server.serve('/film.bin', slow);
  const integrity = await sha256Integrity(content);
  const facts = await webkit.execute(() => [isSecureContext, typeof navigator.storage]);
  expect(facts).toEqual([true, 'undefined']);
  await webkit.execute((url, integrity) => window.downloads.get({ url, integrity }).start(), url, integrity);
  await untilStored(webkit, url, 4 * MIB);
  await webkit.execute((url) => window.downloads.find(url)?.pause(), url);
  const paused = await stateOf(webkit, url);
  expect(paused).toMatchObject({ status: 'paused', kept: 'this-session', mode: 'parallel' });
  server.log.clear();

  await openApp(webkit, server);
  expect(await stateOf(webkit, url)).toMatchObject({ status: 'paused', storedBytes: paused?.storedBytes });
  await webkit.execute((url) => window.downloads.find(url)?.start(), url);
  expect(await endOf(webkit, url)).toBe('complete');
  expect(await sha256Of(webkit, url)).toBe(await sha256Hex(content));
  expect(await stateOf(webkit, url)).toMatchObject({ storedBytes: content.size, kept: 'this-session' });
  expect(server.log.bytesSent('/film.bin')).toBeLessThan(content.size - (paused?.storedBytes ?? 0) + MIB);

  expect(await webkit.execute(readChunkCounts)).not.toEqual({});
  await webkit.execute((url) => window.downloads.find(url)?.remove(), url);
  expect(await webkit.execute(readChunkCounts)).toEqual({});
});

test('a file that such a window cannot keep is refused before anything of it is stored', async ({ webkit, server }) => {
  const url = server.serve('/film.bin', { size: 1.5 * 2 ** 30, seed: 1 });
  await webkit.execute((url) => window.downloads.get(url).start(), url);
  expect(await endOf(webkit, url)).toMatch(/^storage-unavailable: .*1\.5 GiB.*private window/);
  expect(await webkit.execute(readChunkCounts)).toEqual({});
});
