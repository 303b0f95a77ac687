import type { Locator, Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import {
  patientExpect as expect,
  MIB,
  openElements,
  storedFiles,
  storedRecords,
  strictTest as test,
} from './fixtures.js';

const content = { size: 24 * MIB + 3, seed: 71 };
const slow = { ...content, bytesPerSecond: 5e5 };
const FILM = '<resumable-download src="/film.bin"></resumable-download>';
const UNDO_MS = 8000;

const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true });
const status = (scope: Page | Locator) => scope.getByRole('status');

const percent = async (scope: Page | Locator) =>
  Number(await scope.getByRole('progressbar').getAttribute('aria-valuenow'));
const untilPercent = (scope: Page | Locator, least: number) =>
  expect.poll(() => percent(scope), { intervals: [50] }).toBeGreaterThanOrEqual(least);

/** Nothing points at it any more, as when a person has pressed and looks on. */
const lookAway = (page: Page) => page.mouse.move(0, 0);

function sha256OfElement(page: Page): Promise<string> {
  return page
    .locator('resumable-download')
    .first()
    .evaluate(async ({ download }: HTMLElementTagNameMap['resumable-download']) => {
      const bytes = await (await download?.file())?.arrayBuffer();
      const digest = await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer());
      return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    });
}

/** For three seconds every other transaction waits, as it does on a slow disk. */
function holdRecords(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('resumable-download-1/');
        opening.onsuccess = () => {
          const store = opening.result.transaction('downloads', 'readwrite').objectStore('downloads');
          const until = performance.now() + 3000;
          const goOn = () => {
            resolve();
            if (performance.now() < until) store.get('').onsuccess = goOn;
          };
          goOn();
        };
      }),
  );
}

async function openComplete(page: Page, server: RangeServer, body = FILM): Promise<void> {
  server.serve('/film.bin', content);
  await openElements(page, server, body);
  await button(page, 'Download').first().click();
  await expect(button(page, 'Save').first()).toBeVisible();
}

async function openRunning(page: Page, server: RangeServer, body = FILM): Promise<void> {
  server.serve('/film.bin', slow);
  await openElements(page, server, body);
  await button(page, 'Download').first().click();
  await untilPercent(page.locator('resumable-download').first(), 8);
}

test('what is removed is gone when its time is over, and until then is still stored', async ({ page, server }) => {
  await openComplete(page, server);
  await button(page, 'Remove').click();
  const pressedAt = performance.now();
  await expect(status(page)).toHaveText('Removed');
  await expect(page.getByText('25.2 MB can still be brought back.')).toBeVisible();
  await expect(button(page, 'Download')).toBeVisible();
  expect(await storedFiles(page)).toHaveLength(1);
  await lookAway(page);
  await expect(button(page, 'Undo')).toBeHidden();
  expect(performance.now() - pressedAt).toBeGreaterThan(UNDO_MS - 500);
  await expect(status(page)).toHaveText('Removed');
  await expect.poll(() => storedFiles(page)).toEqual([]);
  await expect.poll(() => storedRecords(page)).toEqual([]);
});

test('Undo brings a finished file back', async ({ page, server }) => {
  await openComplete(page, server);
  const asked = server.log.requests('/film.bin').length;
  await button(page, 'Remove').click();
  await button(page, 'Undo').click();
  await expect(status(page)).toHaveText('Complete');
  await expect(button(page, 'Save')).toBeFocused();
  await page.reload();
  await expect(status(page)).toHaveText('Complete');
  expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
  expect(server.log.requests('/film.bin')).toHaveLength(asked);
});

test('a running download rests as soon as it is cancelled, and Undo lets it run again', async ({ page, server }) => {
  await openRunning(page, server);
  const before = await percent(page);
  await button(page, 'Cancel').click();
  await expect(status(page)).toHaveText('Removed');
  const inFlight = () => server.log.requests('/film.bin').filter(({ endedAt }) => endedAt === undefined).length;
  await expect.poll(inFlight).toBe(0);
  server.serve('/film.bin', content);
  await button(page, 'Undo').click();
  await expect(status(page)).toHaveText('Complete');
  expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
  expect(before).toBeGreaterThan(0);
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(8 * MIB); // what was in flight
});

test('a paused download is paused again after Undo', async ({ page, server }) => {
  await openRunning(page, server);
  await button(page, 'Pause').click();
  await expect(status(page)).toHaveText('Paused');
  await button(page, 'Cancel').click();
  await button(page, 'Undo').click();
  await expect(status(page)).toHaveText('Paused');
  await expect(button(page, 'Resume')).toBeFocused();
});

test('with nothing stored there is nothing to undo', async ({ page, server }) => {
  server.serve('/film.bin', { ...content, faults: [{ status: 404 }] });
  await openElements(page, server, FILM);
  await button(page, 'Download').click();
  await button(page, 'Remove').click();
  await expect(status(page)).toHaveText('Removed');
  await expect(button(page, 'Undo')).toHaveCount(0);
  await expect.poll(() => storedRecords(page)).toEqual([]);
});

test('what a server cannot resume runs on unseen while it can be brought back', async ({ page, server }) => {
  server.serve('/film.bin', { ...content, bytesPerSecond: 4e6, faults: [{ ignoreRange: true }] });
  await openElements(page, server, FILM);
  await button(page, 'Download').click();
  await untilPercent(page, 5);
  await button(page, 'Cancel').click();
  await expect(status(page)).toHaveText('Removed');
  await button(page, 'Undo').click();
  await expect(status(page)).toHaveText('Complete');
  expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
  expect(server.log.requests('/film.bin')).toHaveLength(1);
});

test('with the keyboard the focus goes to Undo, whose time does not pass while it is there', async ({
  page,
  server,
}) => {
  await openComplete(page, server);
  await button(page, 'Save').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(button(page, 'Undo')).toBeFocused();
  // There is no condition to wait for: that nothing happens can only be seen after its time.
  await page.waitForTimeout(UNDO_MS + 2000);
  await expect(button(page, 'Undo')).toBeFocused();
  expect(await storedFiles(page)).toHaveLength(1);
  await page.keyboard.press('Shift+Tab');
  await expect(button(page, 'Download')).toBeFocused();
  await expect(button(page, 'Undo')).toHaveCount(0);
  await expect(button(page, 'Download')).toBeFocused();
  await expect.poll(() => storedFiles(page)).toEqual([]);
});

test('when its time is over while the focus is on it, the focus goes to Download', async ({ page, server }) => {
  await openComplete(page, server);
  await button(page, 'Remove').click();
  await expect(button(page, 'Undo')).toBeFocused(); // a mouse has brought it there, which holds nothing
  await lookAway(page);
  await expect(button(page, 'Undo')).toHaveCount(0);
  await expect(button(page, 'Download')).toBeFocused();
});

test('its time does not pass while somebody points at it', async ({ page, server }) => {
  await openComplete(page, server);
  await button(page, 'Remove').click();
  await button(page, 'Undo').hover();
  await page.waitForTimeout(UNDO_MS + 2000);
  await expect(button(page, 'Undo')).toBeVisible();
  await lookAway(page);
  await expect.poll(() => storedFiles(page)).toEqual([]);
});

test('all elements that show it agree, and one that leaves the document takes nothing with it', async ({
  page,
  server,
}) => {
  await openComplete(page, server, FILM + FILM);
  const [one, other] = [page.locator('resumable-download').first(), page.locator('resumable-download').last()];
  await button(one, 'Remove').click();
  for (const scope of [one, other]) await expect(status(scope)).toHaveText('Removed');
  await button(one, 'Undo').hover(); // it is held by an element that goes
  await one.evaluate((element) => element.remove());
  await lookAway(page);
  await expect(page.locator('resumable-download')).toHaveCount(1);
  await expect(button(page, 'Undo')).toBeVisible();
  await button(page, 'Undo').click();
  await expect(status(page)).toHaveText('Complete');

  await button(page, 'Remove').click();
  await lookAway(page);
  await page.evaluate(() => document.querySelector('resumable-download')?.remove());
  await expect.poll(() => storedFiles(page)).toEqual([]);
});

test('Download begins anew what was just removed', async ({ page, server }) => {
  await openComplete(page, server);
  server.log.clear();
  await button(page, 'Remove').click();
  await button(page, 'Download').click();
  await expect(status(page)).toHaveText('Complete');
  expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
  expect(server.log.requests('/film.bin').length).toBeGreaterThan(0);
  expect(await storedFiles(page)).toHaveLength(1);
});

test('a reload right after Remove removes it', async ({ page, server }) => {
  await openComplete(page, server);
  await button(page, 'Remove').click();
  await expect(button(page, 'Undo')).toBeVisible();
  await page.reload();
  await expect(status(page)).toHaveText('Ready to download');
  await expect.poll(() => storedFiles(page)).toEqual([]);
  await expect.poll(() => storedRecords(page)).toEqual([]);
});

test('a reload right after Cancel removes what was running', async ({ page, server }) => {
  await openRunning(page, server);
  await button(page, 'Cancel').click();
  await page.reload();
  await expect(status(page)).toHaveText('Ready to download');
  await expect.poll(() => storedRecords(page)).toEqual([]);
});

test.describe('while something else holds up the records', () => {
  test.beforeEach(async ({ page, context, server }) => {
    await openRunning(page, server);
    const other = await context.newPage();
    await other.goto(`${server.origin}/`);
    await page.bringToFront();
    await holdRecords(other);
  });

  test('a reload right after Cancel removes what was running', async ({ page }) => {
    await button(page, 'Cancel').click();
    await page.reload();
    await expect(status(page)).toHaveText('Ready to download');
    await expect.poll(() => storedRecords(page)).toEqual([]);
    await expect.poll(() => storedFiles(page)).toEqual([]);
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test('a reload right after Pause leaves it paused', async ({ page, server }) => {
    await button(page, 'Pause').click();
    await page.reload();
    await expect(status(page)).toHaveText('Paused');
    server.serve('/film.bin', content);
    await button(page, 'Resume').click();
    await expect(status(page)).toHaveText('Complete');
    expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  test('a page that is left right after Cancel removes it in the other tab too', async ({ page, context, server }) => {
    const third = await context.newPage();
    await openElements(third, server, FILM);
    await untilPercent(third, 1);
    await page.bringToFront();
    await button(page, 'Cancel').click();
    await page.goto('about:blank');
    await expect(status(third)).toHaveText('Removed');
    await expect.poll(() => storedRecords(third)).toEqual([]);
    await expect.poll(() => storedFiles(third)).toEqual([]);
  });
});

test('a page that removes it itself needs no undo, and one that starts it keeps it', async ({ page, server }) => {
  await openComplete(page, server);
  const call = (method: 'remove' | 'start') =>
    page.locator('resumable-download').evaluate(async (element, method) => {
      await (element as HTMLElementTagNameMap['resumable-download']).download?.[method]();
    }, method);
  await button(page, 'Remove').click();
  await call('remove');
  await expect(button(page, 'Undo')).toHaveCount(0);
  await expect(status(page)).toHaveText('Removed');
  expect(await storedFiles(page)).toEqual([]);

  server.serve('/film.bin', slow);
  await button(page, 'Download').click();
  await untilPercent(page, 8);
  await button(page, 'Pause').click();
  await expect(status(page)).toHaveText('Paused');
  await button(page, 'Cancel').click();
  server.serve('/film.bin', content);
  await call('start');
  await expect(status(page)).toHaveText('Complete');
  await expect(button(page, 'Undo')).toHaveCount(0);
});

test.describe('in two tabs', () => {
  test('it is paused for the other one meanwhile, whose Resume keeps it', async ({ page, context, server }) => {
    await openRunning(page, server);
    const other = await context.newPage();
    await openElements(other, server, FILM);
    await untilPercent(other, 1);
    await button(page, 'Cancel').click();
    await expect(status(other)).toHaveText('Paused');
    server.serve('/film.bin', content);
    await button(other, 'Resume').click();
    for (const tab of [page, other]) {
      await expect(status(tab)).toHaveText('Complete');
      await expect(button(tab, 'Undo')).toHaveCount(0);
    }
    expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
  });

  test('it is removed once when both remove it, and the one that is left with nothing offers no undo', async ({
    page,
    context,
    server,
  }) => {
    await openComplete(page, server);
    const other = await context.newPage();
    await openElements(other, server, FILM);
    await button(other, 'Remove').click();
    await lookAway(other);
    await button(page, 'Remove').click();
    await lookAway(page);
    for (const tab of [page, other]) {
      await expect(button(tab, 'Undo')).toHaveCount(0);
      await expect(status(tab)).toHaveText('Removed');
    }
    await expect.poll(() => storedRecords(page)).toEqual([]);
    expect(await storedFiles(page)).toEqual([]);
  });
});
