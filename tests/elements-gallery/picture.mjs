import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium, expect } from '@playwright/test';
import { createServer } from 'vite';

/*
 * Makes the picture of the README anew, from downloads as they run: `node tests/elements-gallery/picture.mjs`
 */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CHROMIUM = '/usr/bin/chromium';
const PAGE = 'tests/elements-gallery/picture.html';

/** Lets the speed go up and down as that of a real link, from before the minute that the curve shows. Runs in the page. */
async function sway() {
  const { openDownloads } = await import('/src/elements.ts');
  const downloads = await openDownloads();
  const set = () => {
    const seconds = performance.now() / 1000;
    downloads.configure({
      bytesPerSecond: 1e6 * (9.5 + 2.6 * Math.sin(seconds / 5.5) + 1.1 * Math.sin(seconds / 1.7)),
    });
  };
  set();
  setInterval(set, 500);
}

const server = await createServer({
  root: ROOT,
  cacheDir: `${ROOT}node_modules/.vite-picture`,
  logLevel: 'error',
  server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
});
await server.listen();
const browser = await chromium.launch({
  args: ['--no-sandbox', '--disable-gpu'],
  ...(existsSync(CHROMIUM) && { executablePath: CHROMIUM }),
});
try {
  const page = await browser.newPage({ viewport: { width: 640, height: 600 }, deviceScaleFactor: 2 });
  await page.goto(`${server.resolvedUrls?.local[0]}${PAGE}`);
  const card = (name) => page.getByRole('group', { name, exact: true });
  const press = (name, button) => card(name).getByRole('button', { name: button, exact: true }).click();
  const percent = (name, least) =>
    expect
      .poll(async () => Number(await card(name).getByRole('progressbar').getAttribute('aria-valuenow')), {
        timeout: 120_000,
        intervals: [50],
      })
      .toBeGreaterThanOrEqual(least);
  await press('Winter-photos.zip', 'Download');
  await expect(card('Winter-photos.zip').getByRole('status')).toHaveText('Complete', { timeout: 120_000 });
  await press('Harbour-concert.flac', 'Download');
  await percent('Harbour-concert.flac', 70);
  await press('Harbour-concert.flac', 'Pause');
  await expect(card('Harbour-concert.flac').getByRole('status')).toHaveText('Paused');
  await page.evaluate(sway);
  await press('Northern-lights.mp4', 'Download');
  await percent('Northern-lights.mp4', 64);
  await page.mouse.move(0, 0);
  await page.locator('main').screenshot({ path: `${ROOT}public/screenshot.png`, animations: 'allow' });
} finally {
  await browser.close();
  await server.close();
}
