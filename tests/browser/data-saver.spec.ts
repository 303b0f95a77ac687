import { setTimeout } from 'node:timers/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import {
  patientExpect as expect,
  MIB,
  sha256Of,
  stateOf,
  storedFiles,
  strictTest as test,
  untilStored,
} from './fixtures.js';

// No flag of a browser switches its data saver on, so what pages see of it is put in its place.

const content = { size: 12 * MIB, seed: 61 };
const slow = { ...content, bytesPerSecond: 5e5 };

/** A page whose script, not a person, starts what is named in its fragment. */
const PAGE = `<!doctype html><title>app</title><link rel="icon" href="data:,">
  <script type="module">
    import * as api from '/dist/resumable-download.js';
    window.api = api;
    const downloads = await api.openDownloads();
    if (location.hash) await downloads.get('/' + location.hash.slice(1)).start();
    window.downloads = downloads;
    console.info('ready');
  </script>
  <body><download-shelf></download-shelf></body>`;

async function saveData(page: Page | BrowserContext, isOn = true): Promise<void> {
  await page.addInitScript((isOn) => {
    const connection = Object.assign(new EventTarget(), { saveData: isOn });
    Object.defineProperty(navigator, 'connection', { configurable: true, value: connection });
  }, isOn);
}

async function open(page: Page, server: RangeServer, fragment = ''): Promise<void> {
  server.page('/saver', { html: PAGE });
  await page.goto('about:blank'); // or another fragment alone would not load it anew
  // To look into a page passes for a press in both browsers, for some seconds.
  const ready = page.waitForEvent('console', (message) => message.text() === 'ready');
  await page.goto(`${server.origin}/saver${fragment}`);
  await ready;
}

/** In Firefox what a driver does to one page may pass for a press on the next, so there only what is pressed counts. */
test.beforeEach(async ({ context, browserName }) => {
  if (browserName !== 'firefox') return;
  await context.addInitScript(() => {
    const activation = { isActive: false };
    Object.defineProperty(navigator, 'userActivation', { value: activation });
    addEventListener('click', () => Object.assign(activation, { isActive: true }), { capture: true });
  });
});

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const requests = (server: RangeServer) => server.log.requests('/film.bin').length;
const waits = { status: 'waiting', reason: 'data-saver', until: undefined };

async function untilItWaits(page: Page, url: string): Promise<void> {
  await expect.poll(() => stateOf(page, url)).toMatchObject(waits);
}

test('what a page starts by itself while data is saved waits for a press, and sends nothing', async ({
  page,
  server,
}) => {
  await saveData(page);
  const url = server.serve('/film.bin', content);
  await open(page, server, '#film.bin');
  await untilItWaits(page, url);
  await expect(page.locator('resumable-download').getByRole('status')).toHaveText('Data saver is on.');
  await setTimeout(500); // nothing happens: there is nothing to wait for
  expect(requests(server)).toBe(0);
  await button(page, 'Download').click();
  await expect(button(page, 'Save')).toBeVisible();
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
});

test('what was restored waits, takes nobody’s turn, and goes on where it was when a person presses', async ({
  page,
  server,
}) => {
  const url = server.serve('/film.bin', slow);
  await open(page, server, '#film.bin');
  await untilStored(page, url, MIB);
  await saveData(page);
  await open(page, server);
  await untilItWaits(page, url);
  server.log.clear();
  const { storedBytes } = await stateOf(page, url);
  expect(storedBytes).toBeGreaterThanOrEqual(MIB);

  const other = server.serve('/other.bin', content);
  await page.evaluate(() => window.downloads.configure({ concurrentDownloads: 1 }));
  await page.evaluate((url) => {
    const press = document.createElement('button');
    press.textContent = 'Other';
    press.onclick = () => window.downloads.get(url).start();
    document.body.prepend(press);
  }, other);
  await button(page, 'Other').click();
  await expect.poll(async () => (await stateOf(page, other)).status).toBe('complete');
  expect(requests(server)).toBe(0);

  server.serve('/film.bin', content);
  await button(page, 'Resume').click();
  await expect(button(page, 'Save')).toHaveCount(2);
  expect(server.log.bytesSent('/film.bin')).toBeLessThan(content.size - storedBytes + MIB);
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
});

test('it goes on by itself when the data saver is switched off', async ({ page, server }) => {
  await saveData(page);
  const url = server.serve('/film.bin', content);
  await open(page, server, '#film.bin');
  await untilItWaits(page, url);
  await page.evaluate(() => {
    const { connection } = navigator as unknown as { connection: EventTarget };
    connection.dispatchEvent(new Event('change')); // of something else
  });
  expect(await stateOf(page, url)).toMatchObject(waits);
  await page.evaluate(() => {
    const { connection } = navigator as unknown as { connection: EventTarget };
    Object.assign(connection, { saveData: false });
    connection.dispatchEvent(new Event('change'));
  });
  await expect(button(page, 'Save')).toBeVisible();
});

test('autostart waits too, also while a person presses something else', async ({ page, server }) => {
  await saveData(page);
  server.serve('/film.bin', content);
  await open(page, server);
  await page.evaluate(() => {
    const press = document.createElement('button');
    press.textContent = 'Show';
    press.onclick = () => {
      document.body.innerHTML = '<resumable-download src="/film.bin" autostart></resumable-download>';
    };
    document.body.prepend(press);
  });
  await button(page, 'Show').click();
  await expect(page.locator('resumable-download').getByRole('status')).toHaveText(/^Data saver is on/);
  expect(requests(server)).toBe(0);
  await button(page, 'Download').click();
  await expect(button(page, 'Save')).toBeVisible();
});

test('pause() and remove() work while it waits', async ({ page, server }) => {
  await saveData(page);
  const url = server.serve('/film.bin', content);
  await open(page, server, '#film.bin');
  await untilItWaits(page, url);
  const startedAt = performance.now();
  await page.evaluate((url) => window.downloads.get(url).pause(), url);
  expect((await stateOf(page, url)).status).toBe('paused');
  await open(page, server);
  expect((await stateOf(page, url)).status).toBe('paused');
  await open(page, server, '#film.bin');
  await untilItWaits(page, url);
  await button(page, 'Cancel').click();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  expect(performance.now() - startedAt).toBeLessThan(10_000);
  expect(await storedFiles(page)).toEqual([]);
  expect(requests(server)).toBe(0);
});

test('a tab that owns it is not disturbed, and when it goes the others wait for a press', async ({
  page,
  context,
  server,
}) => {
  const url = server.serve('/film.bin', slow);
  await open(page, server, '#film.bin');
  await untilStored(page, url, MIB);
  const second = await context.newPage();
  await saveData(second);
  await open(second, server);
  await expect.poll(() => stateOf(second, url)).toMatchObject({ status: 'downloading', owner: 'elsewhere' });
  expect(await stateOf(page, url)).toMatchObject({ status: 'downloading', owner: 'here' });
  await page.close();
  await untilItWaits(second, url);
  server.serve('/film.bin', content);
  await button(second, 'Resume').click();
  await expect(button(second, 'Save')).toBeVisible();
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
});

test('a press in one tab lets that go on which waits in another', async ({ page, context, server }) => {
  await saveData(context);
  const url = server.serve('/film.bin', content);
  await open(page, server, '#film.bin');
  await untilItWaits(page, url);
  const second = await context.newPage();
  await open(second, server);
  await expect.poll(() => stateOf(second, url)).toMatchObject({ ...waits, owner: 'elsewhere' });
  await button(second, 'Download').click();
  await expect(button(second, 'Save')).toBeVisible();
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
});
