import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { RangeServer } from '../range-server/range-server.js';
import { patientExpect as expect, MIB, sha256Of, strictTest as test } from './fixtures.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const MODULES = fileURLToPath(new URL('../../node_modules/', import.meta.url));
const content = { size: 5 * MIB, seed: 72 };

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function openCopies(page: Page, server: RangeServer, scripts: string): Promise<void> {
  server.serve('/film.bin', content);
  server.page('/copies', {
    html: `<!doctype html><html lang="en"><title>copies</title><link rel="icon" href="data:,">
      ${scripts}<resumable-download src="/film.bin"></resumable-download>`,
  });
  await page.goto(`${server.origin}/copies`);
  await page.waitForFunction(() => window.api && window.downloads);
}

const SECOND = (url: string) => `<script type="module">
  import * as api from '${url}';
  window.api = api;
  window.downloads = await api.openDownloads();
</script>`;

test.describe('beside the one-file module', () => {
  const first = '<script type="module" src="/dist/resumable-download.js"></script>';

  /** The card is of the first copy, `window.downloads` of the second. */
  async function expectBothWork(page: Page): Promise<void> {
    await button(page, 'Download').click();
    await expect(button(page, 'Save')).toBeVisible();
    const url = new URL('/film.bin', page.url()).href;
    await expect.poll(() => page.evaluate((url) => window.downloads.get(url).state.status, url)).toBe('complete');
    expect(await sha256Of(page, url)).toBeTruthy();
    await page.evaluate((url) => window.downloads.get(url).remove(), url);
    await expect(button(page, 'Download')).toBeVisible();
  }

  test('another copy of it works on the same downloads', async ({ page, server }) => {
    await openCopies(page, server, first + SECOND('/dist/resumable-download.js?second'));
    await expectBothWork(page);
  });

  test('the packages of a bundled app work on the same downloads', async ({ page, server }) => {
    server.mount('/modules/', MODULES);
    const packages = {
      comlink: 'comlink/dist/esm/comlink.mjs',
      idb: 'idb/build/index.js',
      lit: 'lit/index.js',
      '@shoelace-style/localize': '@shoelace-style/localize/dist/index.js',
      'lit/': 'lit/',
      'lit-html': 'lit-html/lit-html.js',
      'lit-html/': 'lit-html/',
      'lit-element/': 'lit-element/',
      '@lit/reactive-element': '@lit/reactive-element/reactive-element.js',
    };
    const imports = Object.fromEntries(Object.entries(packages).map(([name, path]) => [name, `/modules/${path}`]));
    const map = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
    await openCopies(page, server, map + first + SECOND('/dist/elements.js'));
    await expectBothWork(page);
  });

  test('what another copy runs is run in this tab, and in another only for others', async ({
    page,
    context,
    server,
  }) => {
    await openCopies(page, server, first + SECOND('/dist/resumable-download.js?second'));
    server.serve('/film.bin', { ...content, bytesPerSecond: 2e5, acceptRanges: 'none' }); // so that leaving would lose it
    const url = new URL('/film.bin', page.url()).href;
    const tab = await context.newPage();
    await tab.goto(page.url());
    await page.evaluate((url) => window.downloads.get(url).start(), url);
    await expect(page.getByRole('status')).toHaveText('Downloading');
    await expect(page.getByText('starts over')).toBeVisible();
    await expect(page.getByText('another tab')).toHaveCount(0);
    await expect(tab.getByText('Running in another tab')).toBeVisible();
    const asks = (tab: Page) =>
      tab.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
    expect(await asks(page)).toBe(true);
    expect(await asks(tab)).toBe(false);

    await button(page, 'Pause').click();
    await expect(page.getByRole('status')).toHaveText('Paused');
    await button(tab, 'Resume').click();
    await expect(page.getByText('Running in another tab')).toBeVisible();
  });

  test('an element shows a download of another copy, and its errors as they are', async ({ page, server }) => {
    await openCopies(page, server, first + SECOND('/dist/resumable-download.js?second'));
    await page.evaluate(async () => {
      const download = window.downloads.get('/nothing.bin');
      const element = document.querySelector('resumable-download');
      if (element) element.download = download;
    });
    await button(page, 'Download').click();
    await expect(button(page, 'Retry')).toBeVisible();
    await expect(page.getByRole('group', { name: 'nothing.bin' })).toContainText('no file at this address');
    await page.evaluate(() => {
      const element = document.querySelector('resumable-download');
      const download = element?.download;
      if (download)
        download.start = async () => Promise.reject(new window.api.DownloadError('storage-full', 'No room.'));
    });
    await button(page, 'Retry').click();
    await expect(page.getByRole('group', { name: 'nothing.bin' })).toContainText('not enough room');
  });
});

test('two versions that store differently do not meet', async ({ page, server }) => {
  const code = await readFile(`${DIST}resumable-download.js`, 'utf8');
  expect(code).toContain('resumable-download-1');
  server.page('/next.js', { js: code.replaceAll('resumable-download-1', 'resumable-download-2') });
  await openCopies(
    page,
    server,
    `${SECOND('/next.js')}<script type="module" src="/dist/resumable-download.js"></script>`,
  );
  await button(page, 'Download').click();
  await expect(button(page, 'Save')).toBeVisible();
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  expect(names).toEqual(['resumable-download-2/']);
  const other = await page.evaluate(async () => {
    const api: typeof window.api = await import(String('/dist/resumable-download.js'));
    const downloads = await api.openDownloads();
    const before = downloads.all.length;
    const download = downloads.get('/film.bin');
    await download.start();
    await download.finished;
    await download.remove();
    return before;
  });
  expect(other).toBe(0);
  await expect(button(page, 'Save')).toBeVisible();
});
