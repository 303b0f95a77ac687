import type { Page } from '@playwright/test';
import type { RangeServer } from '../range-server/range-server.js';
import { openBlank, putFile, writeRecords } from './behind-its-back.js';
import {
  patientExpect as expect,
  MIB,
  openApp,
  openElements,
  storedFiles,
  storedRecords,
  strictTest as test,
} from './fixtures.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const size = 4 * MIB;

interface Past {
  readonly name: string;
  readonly addedDaysAgo: number;
  readonly touchedDaysAgo?: number;
  readonly outcome?: 'complete' | { readonly code: string; readonly message: string };
  readonly intent?: 'run' | 'rest';
}

/** What earlier pages have left behind. */
async function leave(page: Page, server: RangeServer, past: readonly Past[]): Promise<void> {
  await openBlank(page, server);
  const daysAgo = (days: number) => Date.now() - days * DAY_MS;
  const records = past.map(({ name, addedDaysAgo, touchedDaysAgo, outcome, intent = 'rest' }, seed) => {
    const url = server.serve(`/${name}`, { size, seed });
    const end = outcome === 'complete' ? size : MIB;
    return {
      id: name,
      url,
      name,
      credentials: 'same-origin',
      hadHeaders: false,
      addedAt: daysAgo(addedDaysAgo),
      ...(touchedDaysAgo !== undefined && { touchedAt: daysAgo(touchedDaysAgo) }),
      intent,
      file: `file-of-${name}`,
      ranges: [{ start: 0, end }],
      representation: { completeLength: size, etag: `"${seed.toString(16)}-${size.toString(16)}"` },
      mode: 'parallel',
      changes: 0,
      outcome,
    };
  });
  await writeRecords(page, records);
  for (const { file, url } of records) await putFile(page, file, { url, bytes: size });
}

const stale = (page: Page) => page.evaluate(() => window.downloads.stale.map(({ id }) => id));

test('what rests unfinished and untouched for 30 days is stale; what is complete, runs or was touched is not', async ({
  page,
  server,
}) => {
  await leave(page, server, [
    { name: 'paused', addedDaysAgo: 31 },
    { name: 'failed', addedDaysAgo: 90, touchedDaysAgo: 40, outcome: { code: 'network', message: 'Unreachable' } },
    { name: 'touched', addedDaysAgo: 90, touchedDaysAgo: 29 },
    { name: 'complete', addedDaysAgo: 90, outcome: 'complete' },
    { name: 'running', addedDaysAgo: 90, intent: 'run' },
  ]);
  await openApp(page, server);
  expect((await stale(page)).sort()).toEqual(['failed', 'paused']);
  await page.evaluate(() => window.downloads.configure({ staleAfterDays: 35 }));
  expect(await stale(page)).toEqual(['failed']);
  await page.evaluate(() => window.downloads.configure({ staleAfterDays: 10 }));
  await page.evaluate(() => window.downloads.find('running')?.finished);
  expect((await stale(page)).sort()).toEqual(['failed', 'paused', 'touched']);
});

test('a start, a pause and bytes that are recorded are touches', async ({ page, server }) => {
  await leave(page, server, [{ name: 'film', addedDaysAgo: 90 }]);
  await openApp(page, server);
  server.serve('/film', { size, seed: 0, bytesPerSecond: 2e5 });
  expect(await stale(page)).toEqual(['film']);
  await page.evaluate(() => window.downloads.find('film')?.start());
  expect(await stale(page)).toEqual([]);
  const touchedAt = async () =>
    ((await storedRecords(page)) as unknown as { touchedAt: number }[])[0]?.touchedAt ?? Number.NaN;
  const started = await touchedAt();
  expect(Date.now() - started).toBeLessThan(60_000);
  await expect.poll(touchedAt).toBeGreaterThan(started);
  await page.evaluate(() => window.downloads.find('film')?.pause());
  expect(await touchedAt()).toBeGreaterThan(started);
  expect(await stale(page)).toEqual([]);
});

test('a shelf offers to remove what is stale, says how much that is, and removes nothing else', async ({
  page,
  server,
}) => {
  await leave(page, server, [
    { name: 'one.mp4', addedDaysAgo: 31 },
    { name: 'other.mp4', addedDaysAgo: 90 },
    { name: 'fresh.mp4', addedDaysAgo: 2 },
    { name: 'complete.mp4', addedDaysAgo: 90, outcome: 'complete' },
  ]);
  await openElements(page, server, '<download-shelf></download-shelf>');
  const cards = page.getByRole('listitem').getByRole('group', { name: '.mp4' });
  await expect(cards).toHaveCount(4);
  const remove = page.getByRole('button', { name: 'Remove them' });
  const offer = '2 unfinished downloads have not been touched for 30 days (2.10 MB).';
  await expect(page.getByText(offer)).toBeVisible();
  await expect(remove).toHaveAccessibleDescription(offer);
  await remove.focus();
  await page.keyboard.press('Enter');
  await expect(cards).toHaveCount(2);
  await expect(remove).toBeHidden();
  await expect(page.getByRole('heading', { name: 'Downloads' })).toBeFocused();
  await expect
    .poll(async () => (await storedFiles(page)).sort())
    .toEqual(['file-of-complete.mp4', 'file-of-fresh.mp4']);
});

test('the offer goes when a person takes up what was stale', async ({ page, server }) => {
  await leave(page, server, [{ name: 'film.mp4', addedDaysAgo: 31 }]);
  await openElements(page, server, '<download-shelf></download-shelf>');
  await expect(page.getByText('An unfinished download has not been touched for 30 days (1.05 MB).')).toBeVisible();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('not been touched')).toBeHidden();
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
});
