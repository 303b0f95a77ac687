import type { Page } from '@playwright/test';
import { patientExpect as expect, MIB, openElements, strictTest as test } from './fixtures.js';

const content = { size: 8 * MIB, seed: 41 };
const slow = { ...content, bytesPerSecond: 5e5 };
const CARD = '<resumable-download src="/film.bin" notify></resumable-download>';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

interface Told {
  title: string;
  options: NotificationOptions;
}

interface Bench {
  permission: NotificationPermission;
  asked: boolean[];
  told: Told[];
  focused: number;
  press: () => void;
}

declare global {
  interface Window {
    bench: Bench;
  }
}

/** A browser without a screen has nowhere to show notifications, nor another tab in front. */
async function watchNotifications(page: Page, permission: NotificationPermission): Promise<void> {
  await page.addInitScript((permission) => {
    const bench: Bench = { permission, asked: [], told: [], focused: 0, press: () => {} };
    class FakeNotification {
      static get permission() {
        return bench.permission;
      }
      static async requestPermission() {
        bench.asked.push(navigator.userActivation.isActive);
        bench.permission = 'granted';
        return bench.permission;
      }
      onclick = () => {};
      constructor(title: string, options: NotificationOptions) {
        bench.told.push({ title, options });
        bench.press = () => this.onclick();
      }
      close() {}
    }
    Object.assign(window, {
      bench,
      Notification: FakeNotification,
      focus: () => {
        bench.focused += 1;
      },
    });
  }, permission);
}

const show = (page: Page, state: DocumentVisibilityState) =>
  page.evaluate((state) => {
    Object.defineProperty(document, 'visibilityState', { value: state, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
const told = (page: Page) => page.evaluate(() => window.bench.told);
const asked = (page: Page) => page.evaluate(() => window.bench.asked);

test('permission is asked for on the press of Download, once, and the end is told while the page is hidden', async ({
  page,
  server,
}) => {
  await watchNotifications(page, 'default');
  server.serve('/film.bin', slow);
  await openElements(page, server, CARD);
  await expect(button(page, 'Download')).toBeVisible();
  expect(await asked(page)).toEqual([]);
  await button(page, 'Download').click();
  await expect(page.getByRole('status')).toHaveText('Downloading');
  await button(page, 'Pause').click();
  await button(page, 'Resume').click();
  expect(await asked(page)).toEqual([true]);
  await show(page, 'hidden');
  server.serve('/film.bin', content);
  server.cut('/film.bin');
  await expect
    .poll(() => told(page))
    .toEqual([{ title: 'film.bin', options: expect.objectContaining({ body: 'Complete', lang: 'en' }) }]);
  await page.evaluate(() => window.bench.press());
  expect(await page.evaluate(() => window.bench.focused)).toBe(1);
});

test('a failure is told too, in words, also when the element has left', async ({ page, server }) => {
  await watchNotifications(page, 'granted');
  server.serve('/film.bin', slow);
  await openElements(page, server, CARD);
  await button(page, 'Download').click();
  await expect(page.getByRole('status')).toHaveText('Downloading');
  await show(page, 'hidden');
  await page.evaluate(() => document.querySelector('resumable-download')?.remove());
  server.serve('/film.bin', { ...content, faults: [{ status: 418 }] });
  server.cut('/film.bin');
  await expect.poll(() => told(page)).toHaveLength(1);
  expect((await told(page))[0]?.options.body).toBe('The server answered with an error.');
});

test('who looks at the page is told nothing, nor who has refused or was not asked', async ({ page, server }) => {
  await watchNotifications(page, 'denied');
  server.serve('/film.bin', content);
  await openElements(page, server, CARD);
  await show(page, 'hidden');
  await button(page, 'Download').click();
  await expect(page.getByRole('status')).toHaveText('Complete');
  expect(await told(page)).toEqual([]);
  expect(await asked(page)).toEqual([]);

  await watchNotifications(page, 'granted');
  await openElements(page, server, CARD.replace('film', 'other').replace(' notify', ''));
  server.serve('/other.bin', content);
  await show(page, 'hidden');
  await button(page, 'Download').click();
  await expect(page.getByRole('status')).toHaveText('Complete');
  await openElements(page, server, CARD.replace('film', 'third'));
  server.serve('/third.bin', content);
  await button(page, 'Download').click();
  await expect(page.getByRole('status')).toHaveText('Complete');
  expect(await told(page)).toEqual([]);
});

test('it is told once, with two elements in each of two hidden tabs', async ({ page, context, server }) => {
  server.serve('/film.bin', slow);
  const other = await context.newPage();
  const tabs = [page, other];
  for (const tab of tabs) {
    await watchNotifications(tab, 'granted');
    await openElements(tab, server, CARD + CARD);
  }
  await button(page, 'Download').first().click();
  for (const tab of tabs) await expect(tab.getByRole('status').first()).toHaveText('Downloading');
  for (const tab of tabs) await show(tab, 'hidden');
  server.serve('/film.bin', content);
  server.cut('/film.bin');
  for (const tab of tabs) await expect(tab.getByRole('status').first()).toHaveText('Complete');
  const all = async () => [...(await told(page)), ...(await told(other))];
  await expect.poll(all).toHaveLength(1);
  await page.waitForTimeout(1000); // a second one would come by now
  expect(await all()).toHaveLength(1);
});

test('the attribute can be taken away again', async ({ page, server }) => {
  await watchNotifications(page, 'granted');
  server.serve('/film.bin', slow);
  await openElements(page, server, CARD);
  await button(page, 'Download').click();
  await expect(page.getByRole('status')).toHaveText('Downloading');
  await page.evaluate(() => document.querySelector('resumable-download')?.removeAttribute('notify'));
  await show(page, 'hidden');
  server.serve('/film.bin', content);
  server.cut('/film.bin');
  await expect(page.getByRole('status')).toHaveText('Complete');
  expect(await told(page)).toEqual([]);
});
