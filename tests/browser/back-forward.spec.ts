import type { BrowserContext, Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { APP, test as base, expect, MIB, openApp, patientExpect, sha256Of, stateOf, untilStored } from './fixtures.js';

const content = { size: 32 * MIB, seed: 81 };
const slow = { ...content, bytesPerSecond: 1e6 };

declare global {
  interface Window {
    /** Whether the page was shown again as it was left. */
    isBack: boolean | undefined;
  }
}

/** A browser that keeps pages which were left, as browsers do unless Playwright forbids it. */
const test = base.extend<{ context: BrowserContext }>({
  context: async ({ playwright, browserName, launchOptions, channel, server }, use) => {
    const browser = await playwright[browserName].launch({
      ...launchOptions,
      ...(channel && { channel }),
      ...(browserName === 'chromium' && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    });
    server.page('/', { html: `${APP}<script>onpageshow = ({ persisted }) => { isBack = persisted; }</script>` });
    server.page('/elsewhere', { html: '<!doctype html><title>elsewhere</title><link rel="icon" href="data:,">' });
    await use(await browser.newContext());
    await browser.close();
  },
  page: async ({ context }, use) => use(await context.newPage()),
});

async function leave(page: Page, server: RangeServer): Promise<void> {
  await page.goto(`${server.origin}/elsewhere`);
}

/** Firefox does not keep a page that holds a lock, and its worker held one: there it is loaded anew. */
async function comeBack(page: Page, browserName: string): Promise<void> {
  await page.evaluate(() => history.back());
  await page.waitForFunction(() => window.isBack !== undefined);
  expect(await page.evaluate(() => window.isBack)).toBe(browserName === 'chromium');
  await page.waitForFunction(() => window.downloads);
}

test('a page that is left stops, and goes on when it is back', async ({ page, server, browserName }) => {
  const url = server.serve('/film.bin', slow);
  await openApp(page, server);
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, 2 * MIB);
  await leave(page, server);
  const inFlight = () => server.log.requests('/film.bin').filter(({ endedAt }) => endedAt === undefined).length;
  await expect.poll(inFlight).toBe(0);
  await comeBack(page, browserName);
  await expect.poll(async () => (await stateOf(page, url)).status).toBe('downloading');
  const { storedBytes } = await stateOf(page, url);
  await untilStored(page, url, storedBytes + MIB);
  server.serve('/film.bin', content);
  server.cut('/film.bin');
  await patientExpect.poll(async () => (await stateOf(page, url)).status).toBe('complete');
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(content.size / 4);
});

test('another tab takes over from a page that is left, and that shows how it goes when it is back', async ({
  context,
  page,
  server,
  browserName,
}) => {
  const url = server.serve('/film.bin', slow);
  await openApp(page, server);
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, 2 * MIB);
  const other = await context.newPage();
  await openApp(other, server);
  await expect.poll(async () => (await stateOf(other, url)).owner).toBe('elsewhere');
  await leave(page, server);
  await expect.poll(async () => (await stateOf(other, url)).owner).toBe('here');
  await untilStored(other, url, 4 * MIB);
  await comeBack(page, browserName);
  await expect.poll(async () => (await stateOf(page, url)).owner).toBe('elsewhere');
  expect((await stateOf(other, url)).owner).toBe('here');
  server.serve('/film.bin', content);
  server.cut('/film.bin');
  for (const tab of [page, other]) {
    await patientExpect.poll(async () => (await stateOf(tab, url)).status).toBe('complete');
    expect(await sha256Of(tab, url)).toBe(await sha256Hex(content));
  }
});
