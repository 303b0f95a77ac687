import type { Page } from '@playwright/test';
import { patientExpect as expect, MIB, openElements, strictTest as test } from '../fixtures.js';

const SHELF = '<download-shelf document-title></download-shelf>';
const slow = { size: 24 * MIB, seed: 3, bytesPerSecond: 5e5 };
const RUNNING = /^\d+% · elements$/;

const title = (page: Page) => page.title();

function retitle(page: Page, title: string, keeps = false): Promise<void> {
  return page.evaluate(
    ([title, keeps]) => {
      document.title = keeps ? title + document.title : title;
    },
    [title, keeps] as const,
  );
}

/** What the browser does when another tab comes to the front. */
function show(page: Page, visibilityState: 'hidden' | 'visible'): Promise<void> {
  return page.evaluate((visibilityState) => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState });
    document.dispatchEvent(new Event('visibilitychange'));
  }, visibilityState);
}

function start(page: Page, path: string): Promise<void> {
  return page.evaluate(async (path) => {
    const shelf = document.querySelector('download-shelf');
    await shelf?.updateComplete;
    while (!shelf?.downloads) await new Promise((resolve) => setTimeout(resolve, 10));
    await shelf.downloads.get(path).start();
  }, path);
}

function each(page: Page, press: 'pause' | 'remove'): Promise<void> {
  return page.evaluate(async (press) => {
    const all = document.querySelector('download-shelf')?.downloads?.all ?? [];
    await Promise.all(all.map((download) => download[press]()));
  }, press);
}

test.beforeEach(({ server }) => {
  server.serve('/film.bin', slow);
  server.serve('/piece.bin', { size: 10, seed: 1 });
});

test('the title says how far it is, and nothing without being asked to', async ({ page, server }) => {
  await openElements(page, server, '<download-shelf></download-shelf>');
  await start(page, '/film.bin');
  await expect(page.getByRole('progressbar', { name: 'Progress of all downloads' })).toHaveAttribute(
    'aria-valuenow',
    /[1-9]/,
  );
  expect(await title(page)).toBe('elements');
  await page.evaluate(() => document.querySelector('download-shelf')?.setAttribute('document-title', ''));
  await expect.poll(() => title(page)).toMatch(RUNNING);
  await page.evaluate(() => document.querySelector('download-shelf')?.removeAttribute('document-title'));
  await expect.poll(() => title(page)).toBe('elements');
});

const endings: [string, (page: Page) => Promise<unknown>][] = [
  ['it is paused', (page) => each(page, 'pause')],
  ['it is removed', (page) => each(page, 'remove')],
  ['the shelf goes', (page) => page.evaluate(() => document.querySelector('download-shelf')?.remove())],
  [
    'the shelf shows others',
    (page) =>
      page.evaluate(async () => {
        const shelf = document.querySelector('download-shelf');
        const { openDownloads } = (await import(
          `${location.origin}/dist/resumable-download.js`
        )) as typeof import('../../../src/elements.js');
        if (shelf) shelf.downloads = await openDownloads({ namespace: 'other' });
      }),
  ],
  ['the page is put away', (page) => page.evaluate(() => void dispatchEvent(new PageTransitionEvent('pagehide')))],
];
for (const [what, end] of endings) {
  test(`the title is the page’s own again when ${what}`, async ({ page, server }) => {
    await openElements(page, server, SHELF);
    await start(page, '/film.bin');
    await expect.poll(() => title(page)).toMatch(RUNNING);
    await end(page);
    await expect.poll(() => title(page)).toBe('elements');
  });
}

test('what other scripts make of the title meanwhile stays', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await start(page, '/film.bin');
  await expect.poll(() => title(page)).toMatch(RUNNING);
  const old = await title(page);
  await retitle(page, '(3) ', true);
  await expect.poll(() => title(page)).toMatch(/^\d+% · \(3\) elements$/);
  await retitle(page, 'Another view');
  await expect.poll(() => title(page)).toMatch(/^\d+% · Another view$/);
  await each(page, 'pause');
  await expect.poll(() => title(page)).toBe('Another view');
  await retitle(page, old);
  await expect.poll(() => title(page)).toBe('elements');
});

test('several shelves, of other copies of the library as well, put one mark there', async ({ page, server }) => {
  await openElements(page, server, `${SHELF}${SHELF}`);
  await start(page, '/film.bin');
  await expect.poll(() => title(page)).toMatch(RUNNING);
  await page.evaluate(() => document.querySelector('download-shelf')?.remove());
  await expect.poll(() => title(page)).toMatch(RUNNING);
  await page.evaluate(() => document.querySelector('download-shelf')?.remove());
  await expect.poll(() => title(page)).toBe('elements');
});

test('what is done while nobody looks is said until somebody does', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await start(page, '/piece.bin');
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  await expect.poll(() => title(page)).toBe('elements');
  await each(page, 'remove');
  await show(page, 'hidden');
  await start(page, '/piece.bin');
  await expect.poll(() => title(page)).toBe('✓ · elements');
  await show(page, 'visible');
  await expect.poll(() => title(page)).toBe('elements');
  await show(page, 'hidden');
  await start(page, '/nothing.bin');
  await expect.poll(() => title(page)).toBe('! · elements');
  await show(page, 'visible');
  await expect.poll(() => title(page)).toBe('elements');
});

test('a shelf that is moved goes on', async ({ page, server }) => {
  await openElements(page, server, `${SHELF}<main></main>`);
  await start(page, '/film.bin');
  await expect.poll(() => title(page)).toMatch(RUNNING);
  await page.evaluate(() => document.querySelector('main')?.append(document.querySelector('download-shelf') ?? ''));
  await expect.poll(() => title(page)).toMatch(RUNNING);
  const before = await title(page);
  await expect.poll(() => title(page)).not.toBe(before);
  expect(await title(page)).toMatch(RUNNING);
  await expect(page.locator('download-shelf').getByRole('group', { name: 'film.bin' })).toContainText(/MB/);
});
