import type { Page } from '@playwright/test';
import type { DownloadShelf } from '../../../src/elements.js';
import { patientExpect as expect, MIB, openApp, openElements, strictTest as test } from '../fixtures.js';
import { leaveBehind } from './left-behind.js';

const SHELF = '<download-shelf></download-shelf>';
const slow = { size: 24 * MIB, seed: 3, bytesPerSecond: 3e5 };

const shelf = (page: Page) => page.locator('download-shelf').first();
const button = (page: Page, name: string) => shelf(page).getByRole('button', { name, exact: true });
const card = (page: Page, name: string) => shelf(page).getByRole('group', { name, exact: true });
const whole = (page: Page) => shelf(page).getByRole('progressbar', { name: 'Progress of all downloads' });
const overall = (page: Page) => shelf(page).locator('.overall');

function start(page: Page, ...paths: string[]): Promise<void> {
  return page.evaluate(async (paths) => {
    const shelf = document.querySelector('download-shelf');
    while (!shelf?.downloads) await new Promise((resolve) => setTimeout(resolve, 10));
    for (const path of paths) await shelf.downloads.get(path).start();
  }, paths);
}

test.beforeEach(({ server }) => {
  for (const name of ['one.bin', 'two.bin']) server.serve(`/${name}`, slow);
  server.serve('/piece.bin', { size: 4 * MIB, seed: 1 });
});

test('the header says how all go together, and does not fall back when one is done', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expect(whole(page)).toHaveCount(0);
  const line = () => shelf(page).locator('.whole').boundingBox();
  const before = await line();
  await start(page, '/one.bin', '/two.bin');
  await expect(overall(page)).toHaveText(
    /^2\sin\sprogress\s·\s[\d.]+(?:\s[kM]B)?\sof\s50\.3\sMB\s·\s\d+%\s·\s[\d.]+\s.B\/s\s·\s\d+\s\w+\sleft$/,
  );
  const share = async () => Number(await whole(page).getAttribute('aria-valuenow'));
  await expect.poll(share).toBeGreaterThan(20);
  expect(await line()).toEqual(before);
  await start(page, '/piece.bin');
  await expect(card(page, 'piece.bin').getByRole('button', { name: 'Save' })).toBeVisible();
  await expect(overall(page)).toHaveText(/^2\sin\sprogress\s·\s[\d.]+\sof\s54\.5\sMB/);
  await expect(whole(page)).toHaveAttribute('aria-valuetext', /^[\d.]+\sof\s54\.5\sMB,\s\d+%$/);
});

test('all are paused, resumed and cleared with the keyboard, and the focus stays in the shelf', async ({
  page,
  server,
}) => {
  await openElements(page, server, SHELF);
  await start(page, '/one.bin');
  await expect(button(page, 'Pause all')).toBeHidden(); // its own button is enough
  await start(page, '/two.bin', '/piece.bin');
  await expect(button(page, 'Clear finished')).toBeVisible();
  await expect(button(page, 'Resume all')).toBeHidden();
  await button(page, 'Pause all').focus();
  await page.keyboard.press('Enter');
  await expect(button(page, 'Resume all')).toBeFocused();
  await expect(button(page, 'Pause all')).toBeHidden();
  await expect(overall(page)).toHaveText(/^[\d.]+\sMB\skept$/);
  await expect(shelf(page).getByRole('button', { name: 'Resume', exact: true })).toHaveCount(2);

  await page.keyboard.press('Enter');
  await expect(button(page, 'Pause all')).toBeFocused();
  await expect(shelf(page).getByRole('button', { name: 'Pause', exact: true })).toHaveCount(2);

  await button(page, 'Clear finished').focus();
  await page.keyboard.press('Enter');
  await expect(card(page, 'piece.bin')).toHaveCount(0);
  await expect(button(page, 'Clear finished')).toBeHidden();
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('download-shelf');
  await expect(shelf(page).getByText('1 download removed')).toBeVisible();
  await button(page, 'Undo').focus(); // and as long as it is there, its time does not pass
  await page.keyboard.press('Enter');
  await expect(card(page, 'piece.bin').getByRole('button', { name: 'Save' })).toBeVisible();
  await expect(shelf(page).getByText('1 download removed')).toBeHidden();
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe('download-shelf');

  await button(page, 'Clear finished').click();
  await expect(card(page, 'piece.bin')).toHaveCount(0);
  const isKnown = () => shelf(page).evaluate(({ downloads }: DownloadShelf) => downloads?.all.length);
  await expect.poll(isKnown).toBe(2);
});

test('what a reload has left is offered once, and continued by one press', async ({ page, server }) => {
  await leaveBehind(page, server, [
    { url: `${server.origin}/one.bin`, storedBytes: 3e6, totalBytes: 24 * MIB },
    { url: `${server.origin}/two.bin`, storedBytes: 5e6, totalBytes: 24 * MIB },
    { url: `${server.origin}/piece.bin`, outcome: 'complete', storedBytes: MIB },
  ]);
  await openElements(page, server, `${SHELF}${SHELF}`);
  const offer = page.getByText('2 downloads can be continued: 8.00 of 50.3 MB kept');
  await expect(offer).toBeVisible();
  await expect(offer).toHaveCount(1);
  await expect(button(page, 'Resume all')).toHaveCount(1);
  await button(page, 'Dismiss').click();
  await expect(offer).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Downloads' }).first()).toBeFocused();
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), SHELF);
  await expect(page.locator('download-shelf').nth(2).getByRole('button', { name: 'Resume all' })).toBeVisible();
  await expect(offer).toHaveCount(0);

  await page.reload();
  await expect(offer).toBeVisible();
  await button(page, 'Resume all').click();
  await expect(offer).toBeHidden();
  await expect.poll(() => server.log.requests('/one.bin').length).toBeGreaterThan(0);
  await expect.poll(() => server.log.requests('/two.bin').length).toBeGreaterThan(0);
});

test('what is paused on this page is not offered as left over', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await start(page, '/one.bin', '/two.bin');
  await button(page, 'Pause all').click();
  await expect(shelf(page).getByRole('button', { name: 'Resume', exact: true })).toHaveCount(2);
  await expect(page.getByText('can be continued')).toBeHidden();
});

test('a card that goes hands the focus to the next one', async ({ page, server }) => {
  for (const name of ['a.bin', 'b.bin', 'c.bin']) server.serve(`/${name}`, { size: 10, seed: 1 });
  await openElements(page, server, SHELF);
  await start(page, '/a.bin', '/b.bin', '/c.bin');
  await expect(button(page, 'Remove')).toHaveCount(3);
  await card(page, 'b.bin').getByRole('button', { name: 'Remove' }).focus();
  await shelf(page).evaluate(({ downloads }: DownloadShelf) =>
    downloads?.all.find(({ name }) => name === 'b.bin')?.remove(),
  );
  await expect(card(page, 'b.bin')).toHaveCount(0);
  await expect(
    shelf(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('group', { name: 'a.bin' }) }),
  ).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(card(page, 'a.bin').getByRole('button', { name: 'Save' })).toBeFocused();
});

test('what another tab removes goes, and what it adds comes', async ({ page, server, context }) => {
  await openElements(page, server, SHELF);
  const other = await context.newPage();
  await openApp(other, server);
  await other.evaluate(() => window.downloads.get('/piece.bin').start());
  await expect(card(page, 'piece.bin').getByRole('button', { name: 'Save' })).toBeVisible();
  await page.bringToFront();
  await card(page, 'piece.bin').getByRole('button', { name: 'Remove' }).focus();
  await other.evaluate(() => window.downloads.get('/piece.bin').remove());
  await expect(card(page, 'piece.bin')).toHaveCount(0);
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Downloads' })).toBeFocused();
});

test('finished ones are cleared while others become complete', async ({ page, server }) => {
  for (let index = 0; index < 12; index++)
    server.serve(`/${index}.bin`, { size: MIB, seed: index, bytesPerSecond: 1e6 });
  await openElements(page, server, SHELF);
  await start(page, ...Array.from({ length: 12 }, (_, index) => `/${index}.bin`));
  const cards = shelf(page).getByRole('listitem');
  while ((await cards.count()) > 0) {
    // Either may go before it is pressed.
    const press = (await cards.count()) > 1 ? 'Clear finished' : 'Remove';
    await button(page, press)
      .click({ timeout: 500 })
      .catch(() => {});
  }
  await expect(page.getByText('Nothing here yet')).toBeVisible();
});

test('two shelves show the same, and each has its own buttons', async ({ page, server }) => {
  await openElements(page, server, `${SHELF}${SHELF}`);
  await start(page, '/one.bin', '/two.bin');
  const other = page.locator('download-shelf').nth(1);
  await expect(other.getByRole('listitem')).toHaveCount(2);
  await other.getByRole('button', { name: 'Pause all' }).click();
  await expect(button(page, 'Resume all')).toBeVisible();
  await button(page, 'Resume all').click();
  await expect(other.getByRole('button', { name: 'Pause all' })).toBeVisible();
});

test('events of the cards come through', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  const complete = page.evaluate(
    () =>
      new Promise<string>((resolve) =>
        document.addEventListener('download-complete', ({ download }) => resolve(download.name)),
      ),
  );
  await start(page, '/piece.bin');
  expect(await complete).toBe('piece.bin');
});

test('what does not fit is said, with how much is missing', async ({ page, server }) => {
  await leaveBehind(page, server, [
    {
      url: `${server.origin}/one.bin`,
      outcome: { code: 'storage-full', message: 'It is full.' },
      totalBytes: 500 * MIB,
    },
  ]);
  // No driver can set what a browser says of its room.
  await page.addInitScript(() => {
    const storage: StorageManager | undefined = navigator.storage; // not there before a page is
    if (storage) storage.estimate = async () => ({ usage: 0, quota: 100e6 });
  });
  await openElements(page, server, SHELF);
  await expect(shelf(page)).toContainText('needs 424 MB more room. Remove something');
  await expect(page.getByText('can be continued')).toBeHidden();
  await card(page, 'one.bin').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('more room')).toBeHidden();
});
