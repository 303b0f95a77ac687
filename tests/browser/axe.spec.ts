import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { expect } from './fixtures.js';
import { sourceTest as test } from './source-server.js';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const column of ['light', 'dark', 'narrow', 'compact']) {
  test(`axe finds nothing in any state (${column})`, async ({ page, sourceUrl }) => {
    await page.goto(`${sourceUrl}tests/elements-gallery/gallery.html?only=${column}`);
    await expect(page.getByRole('button', { name: 'Save' }).first()).toBeVisible({ timeout: 20_000 });
    // Half-way through an animation a colour is none of ours.
    await page.addStyleTag({ content: '* { animation: none !important; transition: none !important }' });
    await page.addScriptTag({ path: AXE });
    const found = await page.evaluate(async (values) => {
      const { axe: checker } = window as unknown as { axe: typeof axe };
      const { violations, passes } = await checker.run('resumable-download', {
        runOnly: { type: 'tag', values },
        resultTypes: ['violations'],
      });
      const wrong = violations.flatMap(({ id, nodes }) =>
        nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
      );
      return { wrong, passed: passes.length };
    }, TAGS);
    expect(found.wrong).toEqual([]);
    expect(found.passed).toBeGreaterThan(10);
  });
}
