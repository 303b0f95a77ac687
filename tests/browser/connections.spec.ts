import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { startRangeServer } from '../range-server/range-server.js';
import { expect, MIB, test, untilStored } from './fixtures.js';

/** Takes a connection a minute. */
const film = (seed: number) => ({ size: 240 * MIB, seed, bytesPerSecond: 1e6 });

/** How many requests each download has open, those included that wait for a connection of the browser's. */
function lanes(app: Page, ids: readonly string[]): Promise<number[]> {
  return app.evaluate((ids) => ids.map((id) => window.downloads.find(id)?.state.activeRanges.length ?? 0), ids);
}

async function startAll(app: Page, urls: readonly string[]): Promise<void> {
  for (const url of urls) {
    await app.evaluate((url) => window.downloads.get(url).start(), url);
    await untilStored(app, url, 1);
  }
}

test('all downloads from one host share its connections, and take over those of one that rests', async ({
  app,
  server,
}) => {
  const urls = [1, 2, 3].map((seed) => server.serve(`/film${seed}.bin`, film(seed)));
  const [first = '', , third = ''] = urls;
  await startAll(app, [first]);
  await expect.poll(() => lanes(app, [first])).toEqual([5]);
  await startAll(app, urls);
  await expect.poll(() => lanes(app, urls), { timeout: 10_000 }).toEqual([2, 2, 1]);
  await setTimeout(3000);
  expect(await lanes(app, urls)).toEqual([2, 2, 1]);
  await app.evaluate((url) => window.downloads.get(url).pause(), first);
  await expect.poll(() => lanes(app, urls), { timeout: 10_000 }).toEqual([0, 3, 2]);
  await app.evaluate((url) => window.downloads.get(url).remove(), third);
  await expect.poll(() => lanes(app, urls), { timeout: 10_000 }).toEqual([0, 5, 0]);
  expect(server.log.bytesSentTwice('/film1.bin')).toBeLessThan(3 * MIB); // what was under way when it gave way
});

test('what a server without ranges leaves of them the others get, and another host has its own', async ({
  app,
  server,
}) => {
  const elsewhere = await startRangeServer();
  const urls = [
    server.serve('/film1.bin', film(1)),
    server.serve('/stream.bin', { ...film(2), acceptRanges: 'none', faults: [{ ignoreRange: true }] }),
    elsewhere.serve('/film3.bin', { ...film(3), cors: 'exposed' }),
  ];
  await startAll(app, urls);
  await expect.poll(() => lanes(app, urls), { timeout: 10_000 }).toEqual([4, 1, 6]);
  await app.evaluate(() => window.downloads.configure({ connectionsPerDownload: 3 }));
  await expect.poll(() => lanes(app, urls), { timeout: 10_000 }).toEqual([2, 1, 3]);
  await elsewhere.close();
});

test('a download that is sent to another host has the connections to that one', async ({ app, server }) => {
  const elsewhere = await startRangeServer();
  const target = elsewhere.serve('/film1.bin', { ...film(1), cors: 'exposed' });
  const urls = [
    server.serve('/link.bin', { ...film(1), redirect: target, cors: 'exposed' }),
    server.serve('/film2.bin', film(2)),
  ];
  await startAll(app, urls);
  await expect.poll(() => lanes(app, urls), { timeout: 10_000 }).toEqual([6, 5]);
  await elsewhere.close();
});
