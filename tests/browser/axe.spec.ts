import { createRequire } from 'node:module';
import type { Page } from '@playwright/test';
import type { AxeResults } from 'axe-core';
import { patientExpect as expect, MIB, openElements } from './fixtures.js';
import { openSheet, SHEETS } from './sheet.js';
import { sourceTest as test } from './source-server.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** WCAG 2.2 AA and what axe calls good practice. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What is wrong, in a form that names the place. */
async function faultsOf(page: Page, { besides = [] }: { besides?: readonly string[] } = {}): Promise<string[]> {
  await page.addScriptTag({ path: AXE });
  const rules = Object.fromEntries(besides.map((rule) => [rule, { enabled: false }]));
  const { violations, passes } = await page.evaluate(
    (options) => {
      const { axe } = window as unknown as { axe: { run(options: object): Promise<AxeResults> } };
      return axe.run(options);
    },
    { runOnly: TAGS, rules, resultTypes: ['violations'], iframes: false }, // it cannot ask a sandboxed one
  );
  expect(passes.length).toBeGreaterThan(10); // it has looked
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} (${help}) at ${target.join(' ')}: ${failureSummary}`),
  );
}

for (const sheet of SHEETS) {
  test(`axe finds nothing in any state: ${sheet.name}`, async ({ page, sourceUrl }) => {
    await openSheet(page, sourceUrl, sheet);
    await page.locator('details').evaluateAll((all: HTMLDetailsElement[]) => {
      for (const details of all) details.open = true;
    });
    const besides = [
      ...(sheet.forcedColors ? ['color-contrast'] : []), // where the system's colours rule, axe reads those of the page
      ...(sheet.layout.isShelf ? ['landmark-unique'] : []), // nobody has so many shelves
    ];
    expect(await faultsOf(page, { besides })).toEqual([]);
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing in a shelf: ${colorScheme}`, async ({ page, server }) => {
    const scheme = '<style>html { color-scheme: light dark; background: Canvas }</style>';
    server.serve('/complete.bin', { size: MIB, seed: 1 });
    server.serve('/failed.bin', { size: MIB, seed: 2, faults: [{ status: 404 }] });
    server.serve('/running.bin', { size: 8 * MIB, seed: 3, bytesPerSecond: 1e5 });
    await page.emulateMedia({ colorScheme });
    await openElements(page, server, `${scheme}<main><h1>Films</h1><download-shelf></download-shelf></main>`);
    await expect(page.getByText('Nothing here yet')).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);

    await page.evaluate(async (module) => {
      const { openDownloads } = (await import(module)) as typeof import('../../src/elements.js');
      const downloads = await openDownloads();
      for (const name of ['complete', 'failed', 'running']) await downloads.get(`/${name}.bin`).start();
    }, `${server.origin}/dist/resumable-download.js`);
    for (const name of ['Save', 'Retry', 'Pause']) {
      await expect(page.getByRole('button', { name, exact: true })).toBeVisible();
    }
    expect(await faultsOf(page)).toEqual([]);
  });
}

/** The demo, and the pages of the guide. What is in its frames is a card like any other. */
for (const path of ['', 'guide/elements', 'guide/examples', 'guide/recipes', 'guide/gotchas', 'guide/api']) {
  test(`axe finds nothing on /${path}, light or dark, and nothing is too wide for 320 pixels`, async ({
    page,
    sourceUrl,
  }) => {
    await page.goto(sourceUrl + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const card of await page.locator('main resumable-download').all()) {
      await expect(card.getByRole('button', { name: 'Download', exact: true })).toBeVisible();
    }
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await faultsOf(page)).toEqual([]);
    }
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  });
}
