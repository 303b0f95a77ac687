import type { Page } from '@playwright/test';
import type { RangeServer } from '../range-server/range-server.js';
import {
  patientExpect as expect,
  MIB,
  openElements,
  storedRecords,
  strictTest as test,
  untilStored,
} from './fixtures.js';

const PATHS = ['/one.bin', '/two.bin', '/three.bin', '/four.bin'];
/** Takes ten seconds, if nothing else happens. */
const film = (seed: number) => ({ size: 20 * MIB, seed, bytesPerSecond: 4e5 });

const PAGE = `<!doctype html><title>app</title><link rel="icon" href="data:,">
  <script type="module">
    import * as api from '/dist/resumable-download.js';
    window.api = api;
    window.downloads = await api.openDownloads({ concurrentDownloads: 1 });
  </script>
  <body><download-shelf></download-shelf></body>`;

function serveAll(server: RangeServer): [string, string, string, string] {
  const serve = (path: string, seed: number) => server.serve(path, film(seed));
  return [serve('/one.bin', 1), serve('/two.bin', 2), serve('/three.bin', 3), serve('/four.bin', 4)];
}

const statuses = (page: Page, urls: readonly string[]) =>
  page.evaluate((urls) => urls.map((url) => window.downloads.find(url)?.state.status), urls);
const asked = (server: RangeServer) => {
  const paths = server.log.requests().map(({ path }) => path);
  return [...new Set(paths)].filter((path) => PATHS.includes(path));
};

async function open(page: Page, server: RangeServer): Promise<void> {
  server.page('/queue', { html: PAGE });
  await page.goto(`${server.origin}/queue`);
  await page.waitForFunction(() => window.downloads);
}

async function startAll(page: Page, urls: readonly string[]): Promise<void> {
  for (const url of urls) await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, urls[0] ?? '', 1);
}

test('a download that waits for its turn can be the next, by a press of its button', async ({ page, server }) => {
  const urls = serveAll(server);
  await open(page, server);
  await startAll(page, urls);
  const third = page.getByRole('group', { name: 'three.bin' });
  const next = page.getByRole('button', { name: 'Download next' });
  await expect(next).toHaveCount(3);
  await expect(
    page.getByRole('group', { name: 'one.bin' }).getByRole('button', { name: 'Download next' }),
  ).toBeHidden();
  await third.getByRole('button', { name: 'Download next' }).click();
  await expect(third.getByRole('button', { name: 'Download next' })).toBeFocused();
  expect(await statuses(page, urls)).toEqual(['downloading', 'queued', 'queued', 'queued']);
  await page.evaluate((url) => window.downloads.find(url)?.pause(), urls[0]);
  await expect(third.getByRole('button', { name: 'Pause' })).toBeFocused(); // it has no further use for the other
  await expect.poll(() => statuses(page, urls)).toEqual(['paused', 'queued', 'downloading', 'queued']);
  await page.evaluate((url) => window.downloads.find(url)?.pause(), urls[2]);
  await expect.poll(() => statuses(page, urls)).toEqual(['paused', 'downloading', 'paused', 'queued']);
});

test('after a reload those go first that were transferring, then those that were moved to the front', async ({
  page,
  server,
}) => {
  const urls = serveAll(server);
  await open(page, server);
  await startAll(page, urls);
  await page.evaluate((url) => window.downloads.find(url)?.pause(), urls[0]);
  await page.evaluate((url) => window.downloads.find(url)?.start(), urls[0]); // the oldest, and the last in the queue
  await untilStored(page, urls[1], 1);
  await page.evaluate((url) => window.downloads.find(url)?.moveToFront(), urls[3]);
  server.log.clear();
  await open(page, server);
  await untilStored(page, urls[1], 1);
  await expect.poll(() => statuses(page, urls)).toEqual(['queued', 'downloading', 'queued', 'queued']);
  expect(await page.evaluate(() => window.downloads.all.map(({ name }) => `/${name}`))).toEqual(PATHS);
  await page.evaluate((url) => window.downloads.find(url)?.pause(), urls[1]);
  await expect.poll(() => statuses(page, urls)).toEqual(['queued', 'paused', 'queued', 'downloading']);
  expect(asked(server).slice(0, 2)).toEqual(['/two.bin', '/four.bin']);
});

test('what does not wait for its turn is not moved, and nothing is recorded of that', async ({ page, server }) => {
  const [url] = serveAll(server);
  await open(page, server);
  await page.evaluate(async (url) => {
    const download = window.downloads.get(url);
    await download.moveToFront();
    await download.start();
    await download.pause();
    await download.moveToFront();
  }, url);
  expect(await statuses(page, [url])).toEqual(['paused']);
  expect((await storedRecords(page)).map((record) => 'turn' in record && typeof record.turn)).not.toContain('number');
});

test('the button has a name, though it shows only a picture', async ({ page, server }) => {
  const urls = serveAll(server);
  await openElements(page, server, '<download-shelf></download-shelf>');
  await page.evaluate(
    async ([module, urls]) => {
      const { openDownloads } = (await import(module)) as typeof import('../../src/elements.js');
      const downloads = await openDownloads({ concurrentDownloads: 1 });
      for (const url of urls) await downloads.get(url).start();
    },
    [`${server.origin}/dist/resumable-download.js`, urls] as const,
  );
  const next = page.getByRole('group', { name: 'two.bin' }).getByRole('button', { name: 'Download next' });
  await expect(next).toHaveAttribute('title', 'Download next');
  const { width = 0, height = 0 } = (await next.boundingBox()) ?? {};
  expect([width, height]).toEqual([34, 34]);
});
