import { fileURLToPath } from 'node:url';
import { createProfile, type RunningBrowser } from '../kill/disk-browser.js';
import { FILE, PAGE, TOLD, type Told } from '../kill/page.js';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import type { ServedFile } from '../range-server/representation.js';
import { test as base, expect, MIB, patientExpect, stateOf } from './fixtures.js';

const content = { size: 16 * MIB, seed: 71 };
const SLEEP_MS = 7000;
const HOUR_MS = 60 * 60 * 1000;

/** Opens a browser that begins to download what is served, and that can be stopped with all of its processes. */
const test = base.extend<{ open: (file: ServedFile) => Promise<RunningBrowser> }>({
  open: async ({ playwright, server, browserName, launchOptions }, use) => {
    test.skip(process.platform === 'win32', 'There are no process groups to stop');
    if (browserName === 'webkit') throw new Error('It has no profile on disk');
    const { executablePath: executable = playwright[browserName].executablePath(), args = [] } = launchOptions;
    const profile = await createProfile({ name: browserName, executable, args });
    let browser: RunningBrowser | undefined;
    await use(async (file) => {
      server.page('/', { html: PAGE });
      server.page(TOLD, { html: '' });
      server.serve(FILE, file);
      browser = profile.open(`${server.origin}/?life=0`);
      return browser;
    });
    await browser?.kill();
    await profile.delete();
  },
});

test.describe.configure({ timeout: 120_000 });

function told(server: RangeServer): Told[] {
  return server.log.requests(TOLD).map(({ query }) => JSON.parse(decodeURIComponent(query.slice(1))));
}

const digestTold = (server: RangeServer) => told(server).find(({ sha256 }) => sha256)?.sha256;
const storedTold = (server: RangeServer) => Math.max(0, ...told(server).map(({ storedBytes = 0 }) => storedBytes));

for (const [what, afterwards] of [
  ['and its connections live', () => {}],
  ['and its connections are gone', (server: RangeServer) => server.cut(FILE)],
] as const) {
  test(`a download goes on within seconds after its machine has slept ${what}`, async ({ open, server }) => {
    const browser = await open({ ...content, bytesPerSecond: 5e5 });
    await patientExpect.poll(() => storedTold(server)).toBeGreaterThan(2 * MIB);
    const asleep = browser.sleep(SLEEP_MS);
    afterwards(server);
    await asleep;
    const before = storedTold(server);
    await expect.poll(() => storedTold(server), { timeout: 10_000 }).toBeGreaterThan(before + MIB);
    server.serve(FILE, content);
    server.cut(FILE);
    await patientExpect.poll(() => digestTold(server)).toBe(await sha256Hex(content));
  });
}

test('a wait that ends while the machine sleeps is over when it wakes', async ({ open, server }) => {
  const browser = await open({
    ...content,
    faults: [{ when: { first: 1 }, status: 503, headers: { 'Retry-After': '4' } }],
  });
  const requests = () => server.log.requests(FILE);
  await patientExpect.poll(() => requests().length).toBe(1);
  await browser.sleep(SLEEP_MS);
  const wokeAtMs = Date.now();
  await patientExpect.poll(() => digestTold(server)).toBe(await sha256Hex(content));
  expect((requests()[1]?.startedAt ?? Number.NaN) - wokeAtMs).toBeLessThan(5000);
  expect(requests().length).toBeLessThan(20);
});

base.describe('a clock that is set', () => {
  base.beforeEach(({ server }) => {
    server.mount('/worker/', fileURLToPath(new URL('./worker/', import.meta.url)));
  });

  for (const [what, by, retryAfterSeconds] of [
    ['forward by an hour ends a wait of half an hour', HOUR_MS, 1800],
    ['back by a day does not lengthen a wait of 4 s', -24 * HOUR_MS, 4],
  ] as const) {
    base(what, async ({ app, server }) => {
      const headers = { 'Retry-After': String(retryAfterSeconds) };
      const url = server.serve('/film.bin', { ...content, faults: [{ when: { first: 1 }, status: 503, headers }] });
      await app.evaluate(
        ([url, workerUrl]) => {
          window.downloads.configure({ workerUrl });
          return window.downloads.get(url).start();
        },
        [url, `/worker/jumping-worker.js?by=${by}&afterMs=2000`] as const,
      );
      await expect.poll(async () => (await stateOf(app, url)).status).toBe('waiting');
      await patientExpect.poll(async () => (await stateOf(app, url)).status).toBe('complete');
      expect(server.log.requests('/film.bin').length).toBeLessThan(20);
    });
  }
});
