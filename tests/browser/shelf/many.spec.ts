import type { Page } from '@playwright/test';
import { patientExpect as expect, MIB, openElements, strictTest as test } from '../fixtures.js';
import { leaveBehind } from './left-behind.js';

const KNOWN = 1000;
const DRAWN_TIMES = 5;
const SHELF = '<download-shelf></download-shelf>';

const shelf = (page: Page) => page.locator('download-shelf');
const cards = (page: Page) => shelf(page).locator('resumable-download');

test.beforeEach(async ({ page, server }) => {
  const finished = { outcome: 'complete', storedBytes: MIB } as const;
  const paused = { intent: 'rest', storedBytes: MIB / 4 } as const;
  const downloads = Array.from({ length: KNOWN }, (_, index) => ({
    url: `${server.origin}/film-${index}.mp4`,
    ...(index === 1 ? paused : finished),
  }));
  await leaveBehind(page, server, downloads);
});

test('of a thousand downloads the newest are shown, and whatever is unfinished; older ones on demand', async ({
  page,
  server,
}) => {
  await openElements(page, server, SHELF);
  await expect(cards(page)).toHaveCount(30);
  const group = (index: number) => shelf(page).getByRole('group', { name: `film-${index}.mp4`, exact: true });
  await expect(group(KNOWN - 1)).toBeVisible();
  await expect(group(1)).toBeVisible();
  await expect(group(0)).toHaveCount(0);
  await shelf(page).getByRole('button', { name: 'Show 100 older' }).focus();
  await page.keyboard.press('Enter');
  await expect(cards(page)).toHaveCount(130);
  // The first of those that were not there before.
  await expect(
    shelf(page)
      .getByRole('listitem')
      .filter({ has: page.getByRole('group', { name: `film-${KNOWN - 30}.mp4`, exact: true }) }),
  ).toBeFocused();
});

test('a link to an older one that is not shown shows it', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await expect(cards(page)).toHaveCount(30);
  await shelf(page).evaluate((shelf, url) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/uri-list', url);
    shelf.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
  }, `${server.origin}/film-5.mp4`);
  await expect(cards(page)).toHaveCount(31);
  await expect(shelf(page).getByRole('group', { name: 'film-5.mp4', exact: true })).toBeInViewport();
});

test('a thousand are drawn for the first time within 300 ms', async ({ page, server }, info) => {
  const drawMs: number[] = [];
  while (drawMs.length < DRAWN_TIMES) {
    await openElements(page, server, '');
    drawMs.push(await page.evaluate(draw));
    await expect(cards(page)).toHaveCount(30);
  }
  const measured = { medianMs: median(drawMs), drawMs };
  info.annotations.push({ type: 'measured', description: JSON.stringify(measured) });
  expect(Math.min(...drawMs)).toBeLessThan(300); // what else the machine does only adds to it
});

test('a thousand are not redrawn while one runs', async ({ page, server }, info) => {
  server.serve('/film.bin', { size: 6 * MIB, seed: 1, bytesPerSecond: 3e5 });
  await openElements(page, server, '');
  await page.waitForFunction(() => customElements.get('download-shelf'));
  const measured = await drawAndRun(page);
  info.annotations.push({ type: 'measured', description: JSON.stringify(measured) });
  expect(measured.cards).toBe(30);
  expect(measured.redrawn).toEqual(['film.bin']);
});

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Draws a shelf on a page that has never drawn one, and says how long the page was held up by that. Runs in the page. */
async function draw(): Promise<number> {
  const { openDownloads } = (await import(
    `${location.origin}/dist/resumable-download.js`
  )) as typeof import('../../../src/elements.js');
  const downloads = await openDownloads();
  const shelf = document.createElement('download-shelf');
  shelf.downloads = downloads;
  const startedAt = performance.now();
  document.body.append(shelf);
  await shelf.updateComplete;
  const cards = [...shelf.renderRoot.querySelectorAll('resumable-download')];
  await Promise.all(cards.map(({ updateComplete }) => updateComplete));
  shelf.getBoundingClientRect();
  return performance.now() - startedAt;
}

/** Draws a shelf, runs a download in it, and says which cards were drawn meanwhile, and how long looking at it took. */
function drawAndRun(page: Page) {
  return page.evaluate(async () => {
    const { openDownloads } = (await import(
      `${location.origin}/dist/resumable-download.js`
    )) as typeof import('../../../src/elements.js');
    const downloads = await openDownloads();
    const shelf = document.createElement('download-shelf');
    shelf.downloads = downloads;
    document.body.append(shelf);
    await shelf.updateComplete;
    const count = shelf.renderRoot.querySelectorAll('resumable-download').length;

    const longTasks: number[] = [];
    const observer = new PerformanceObserver((list) =>
      longTasks.push(...list.getEntries().map(({ duration }) => duration)),
    );
    if (PerformanceObserver.supportedEntryTypes.includes('longtask')) observer.observe({ entryTypes: ['longtask'] });
    const download = downloads.get('/film.bin');
    await download.start();
    await shelf.updateComplete;
    const redrawn = new Set<string>();
    for (const card of shelf.renderRoot.querySelectorAll('resumable-download')) {
      const changes = new MutationObserver(() => redrawn.add(card.download?.name ?? ''));
      changes.observe(card.renderRoot, { subtree: true, childList: true, characterData: true, attributes: true });
    }
    const looks: number[] = [];
    const update = shelf.requestUpdate.bind(shelf);
    shelf.requestUpdate = (...given) => {
      const before = performance.now();
      update(...given);
      void shelf.updateComplete.then(() => looks.push(performance.now() - before));
    };
    await download.finished;
    await shelf.updateComplete;
    observer.disconnect();
    return {
      cards: count,
      redrawn: [...redrawn],
      longTasks,
      looks: looks.length,
      longestLookMs: Math.max(...looks),
    };
  });
}
