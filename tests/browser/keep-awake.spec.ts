import type { Page } from '@playwright/test';
import { patientExpect as expect, MIB, openElements, strictTest as test } from './fixtures.js';

const slow = { size: 24 * MIB, seed: 1, bytesPerSecond: 5e5 };
const CARD = '<resumable-download src="/film.bin" keep-awake></resumable-download>';

/** Lets the test see the locks that the page gets from the browser. */
async function watchLocks(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (!window.isSecureContext) return; // about:blank, before the page
    const held = new Set<WakeLockSentinel>();
    Object.assign(window, { held: () => [...held].filter(({ released }) => !released).length });
    const { request } = WakeLock.prototype;
    WakeLock.prototype.request = async function (type) {
      const sentinel = await request.call(this, type);
      held.add(sentinel);
      return sentinel;
    };
  });
}

const held = (page: Page) => page.evaluate(() => (window as unknown as { held(): number }).held());

/** A browser without a screen may refuse. */
async function canLock(page: Page): Promise<boolean> {
  return page.evaluate(() =>
    navigator.wakeLock.request('screen').then(
      (lock) => lock.release().then(() => true),
      () => false,
    ),
  );
}

test.beforeEach(async ({ page, server }) => {
  server.serve('/film.bin', slow);
  await watchLocks(page);
});

test('the screen stays on while a file comes, and only then', async ({ page, server }) => {
  await openElements(page, server, CARD);
  test.skip(!(await canLock(page)), 'This browser refuses wake locks');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await expect(button('Download')).toBeVisible();
  expect(await held(page)).toBe(0);
  await button('Download').click();
  await expect.poll(() => held(page)).toBe(1);
  await button('Pause').click();
  await expect.poll(() => held(page)).toBe(0);
  await button('Resume').click();
  await expect.poll(() => held(page)).toBe(1);

  await page.evaluate(() => {
    const card = document.querySelector('resumable-download');
    Object.assign(window, { card });
    card?.remove();
  });
  await expect.poll(() => held(page)).toBe(0);
  await page.evaluate(() => document.body.append((window as unknown as { card: Element }).card));
  await expect.poll(() => held(page)).toBe(1);

  server.serve('/film.bin', { ...slow, bytesPerSecond: 0 });
  server.cut('/film.bin');
  await expect(button('Save')).toBeVisible();
  await expect.poll(() => held(page)).toBe(0);
});

test('a card that was not asked to lets the screen go off', async ({ page, server }) => {
  await openElements(page, server, CARD.replace(' keep-awake', ''));
  await page.getByRole('button', { name: 'Download' }).click();
  await expect(page.getByRole('status')).toHaveText('Downloading');
  expect(await held(page)).toBe(0);
});

test('a hidden page lets the screen go off, and keeps it on again when it is back', async ({ page, server }) => {
  await openElements(page, server, CARD);
  test.skip(!(await canLock(page)), 'This browser refuses wake locks');
  await page.getByRole('button', { name: 'Download' }).click();
  await expect.poll(() => held(page)).toBe(1);
  // A browser without a screen has no other tab in front of this one.
  const show = (state: DocumentVisibilityState) =>
    page.evaluate((state) => {
      Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, state);
  await show('hidden');
  await expect.poll(() => held(page)).toBe(0);
  await show('visible');
  await expect.poll(() => held(page)).toBe(1);
});
