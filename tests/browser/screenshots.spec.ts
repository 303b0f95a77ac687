import { existsSync } from 'node:fs';
import { expect } from './fixtures.js';
import { openSheet, SHEETS } from './sheet.js';
import { sourceTest as test } from './source-server.js';

/** Other browsers draw letters and corners in their own way, and so do other builds of the same one. */
const DEBIAN_CHROMIUM = '/usr/bin/chromium';

for (const sheet of SHEETS) {
  test(`every state looks as it did: ${sheet.name}`, async ({ page, sourceUrl, browserName }) => {
    const isTheirBrowser = browserName === 'chromium' && existsSync(DEBIAN_CHROMIUM);
    test.skip(!isTheirBrowser, 'the pictures were made in Debian’s Chromium');
    await openSheet(page, sourceUrl, sheet);
    // In other letters than its own each sheet looks new, and one that is made anew would be wrong.
    const fonts = await page.evaluate(() => [...document.fonts].map(({ status }) => status));
    expect(fonts).toContain('loaded');
    expect(fonts).not.toContain('error');
    // A single word that changes is some 300 pixels.
    await expect(page).toHaveScreenshot(`${sheet.name}.png`, {
      fullPage: true,
      maxDiffPixels: 150,
      timeout: 60_000, // one of so many pixels takes seconds where two cores do everything
    });
  });
}
