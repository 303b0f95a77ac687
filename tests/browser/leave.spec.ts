import type { Page } from '@playwright/test';
import { patientExpect as expect, MIB, openElements, strictTest as test } from './fixtures.js';

const content = { size: 24 * MIB, seed: 51, bytesPerSecond: 1e6 };
const unresumable = { ...content, faults: [{ ignoreRange: true as const }] };
const FILM = '<resumable-download src="/film.bin"></resumable-download>';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Whether the browser would ask: a page cannot look into its own dialog. */
const asks = (page: Page) =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));

test('leaving is asked about while a download that cannot be resumed runs here, and only then', async ({
  page,
  server,
}) => {
  server.serve('/film.bin', unresumable);
  await openElements(page, server, FILM);
  await expect(button(page, 'Download')).toBeVisible();
  expect(await asks(page)).toBe(false);
  await button(page, 'Download').click();
  await expect(page.getByText('this download starts over')).toBeVisible();
  expect(await asks(page)).toBe(true);
  await page.evaluate(() => document.querySelector('resumable-download')?.remove()); // it goes on
  expect(await asks(page)).toBe(true);
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), FILM);
  const percent = () => page.getByRole('progressbar').getAttribute('aria-valuenow').then(Number);
  await expect.poll(percent).toBeGreaterThan(0); // with nothing stored there is nothing to undo
  await button(page, 'Cancel').click();
  await expect(button(page, 'Undo')).toBeVisible();
  expect(await asks(page)).toBe(false);
  await button(page, 'Undo').click();
  await expect(page.getByText('this download starts over')).toBeVisible();
  expect(await asks(page)).toBe(true);
  await button(page, 'Pause').click();
  await expect(button(page, 'Resume')).toBeVisible();
  expect(await asks(page)).toBe(false);
});

test('leaving is not asked about when the download continues afterwards', async ({ page, server }) => {
  server.serve('/film.bin', content);
  await openElements(page, server, FILM);
  await button(page, 'Download').click();
  await expect(page.getByRole('status')).toHaveText('Downloading');
  expect(await asks(page)).toBe(false);
});

test('a tab that only looks on may be left', async ({ page, context, server }) => {
  server.serve('/film.bin', unresumable);
  await openElements(page, server, FILM);
  await button(page, 'Download').click();
  await expect(page.getByText('this download starts over')).toBeVisible();
  const other = await context.newPage();
  await openElements(other, server, FILM);
  await expect(other.getByText('Running in another tab')).toBeVisible();
  await expect(other.getByText('this download starts over')).toBeVisible();
  expect(await asks(other)).toBe(false);
  expect(await asks(page)).toBe(true);
});

test('the browser really asks, and who stays loses nothing', async ({ page, server, browserName }) => {
  test.skip(browserName !== 'chromium', 'Playwright does not tell of this dialog in this Firefox');
  server.serve('/film.bin', unresumable);
  await openElements(page, server, FILM);
  await button(page, 'Download').click();
  await expect(page.getByText('this download starts over')).toBeVisible();
  const asked = page.waitForEvent('dialog');
  const leaving = page.evaluate(() => location.assign('/elsewhere'));
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.dismiss();
  await leaving;
  await expect(page.getByRole('status')).toHaveText('Downloading');
  expect(server.log.requests('/film.bin')).toHaveLength(1);
});
