import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { mountSmallDisk, type SmallDisk } from '../room/small-disk.js';
import { test as base, expect, MIB, openApp, run, sha256Of, stateOf, storedRecords, untilStored } from './fixtures.js';

const content = { size: 60 * MIB, seed: 61 };
/** So that a busy machine can fill a disk before it is all there. */
const slow = { ...content, bytesPerSecond: 1.5e6 };
const PATH = '/film.bin';

interface Fixtures {
  disk: SmallDisk;
  /** Opens a browser whose profile is on the small disk, always the same, and its page of the app. */
  openOnDisk: () => Promise<Page>;
}

const test = base.extend<Fixtures>({
  disk: async ({ browserName: _ }, use, info) => {
    const disk = await mountSmallDisk(300 * MIB).catch((error) => {
      info.skip(true, `No file system can be mounted here (${error.message})`);
      throw error;
    });
    await use(disk);
    await disk.unmount();
  },
  openOnDisk: async ({ playwright, browserName, launchOptions, channel, disk, server }, use, info) => {
    let context: BrowserContext | undefined;
    if (browserName === 'chromium') await agreeToKeep(disk, server);
    await use(async () => {
      await context?.close();
      context = await playwright[browserName].launchPersistentContext(join(disk.directory, 'profile'), {
        ...launchOptions,
        ...(channel && { channel }),
        args: [
          ...(launchOptions.args ?? []),
          ...(browserName === 'chromium' ? [`--disk-cache-dir=${info.outputPath('cache')}`] : []),
        ],
        // Else it grants a tenth of the disk, and never finds that full.
        firefoxUserPrefs: {
          ...launchOptions.firefoxUserPrefs,
          'dom.quotaManager.temporaryStorage.fixedLimit': 2 ** 20,
        },
      });
      const page = context.pages()[0] ?? (await context.newPage());
      await openApp(page, server);
      return page;
    });
    await context?.close();
  },
});

const start = (page: Page, url: string) => page.evaluate((url) => window.downloads.get(url).start(), url);

/** How it ended: `complete`, or the code of its failure; what `start()` rejects with, too. */
const endOf = (page: Page, url: string, begin: 'start' | 'look') =>
  page.evaluate(
    async ([url, begin]) => {
      const download = window.downloads.get(url);
      try {
        if (begin === 'start') await download.start();
        await download.finished;
        return 'complete';
      } catch (error) {
        return (error as { code: string }).code;
      }
    },
    [url, begin] as const,
  );

/** Chromium will agree to keep what this origin stores, once it is asked on a press. */
async function agreeToKeep(disk: SmallDisk, server: RangeServer): Promise<void> {
  const exceptions = { durable_storage: { [`${server.origin},*`]: { setting: 1 } } };
  await mkdir(join(disk.directory, 'profile/Default'), { recursive: true });
  const preferences = JSON.stringify({ profile: { content_settings: { exceptions } } });
  await writeFile(join(disk.directory, 'profile/Default/Preferences'), preferences);
}

/**
 * Downloads until the disk has no room at all. Returns how much is recorded.
 *
 * On a press, so that it is kept: of an origin that Chromium may drop it does drop everything, now and then, when the last
 * room is taken between the look at it and the record that it was for.
 */
async function downloadUntilFull(page: Page, server: RangeServer, disk: SmallDisk, url: string): Promise<number> {
  await page.mouse.click(1, 1); // a driver's press is a person's, for a moment
  await start(page, url);
  await untilStored(page, url, 10 * MIB);
  const end = endOf(page, url, 'look');
  await disk.fill();
  expect(await end).toBe('storage-full');
  await expectSilence(server);
  const { storedBytes } = await stateOf(page, url);
  expect(storedBytes).toBeGreaterThanOrEqual(10 * MIB);
  return storedBytes;
}

/** Nothing is asked for or sent any more. */
async function expectSilence(server: RangeServer): Promise<void> {
  const inFlight = () => server.log.requests(PATH).filter(({ endedAt }) => endedAt === undefined).length;
  await expect.poll(inFlight).toBe(0);
  const { length } = server.log.requests(PATH);
  await new Promise((resolve) => setTimeout(resolve, 1500));
  expect(server.log.requests(PATH)).toHaveLength(length);
}

async function expectContinued(page: Page, server: RangeServer, url: string, storedBytes: number): Promise<void> {
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSent(PATH)).toBeLessThan(content.size - storedBytes + MIB);
}

test.describe('a disk of 300 MiB', () => {
  test.describe.configure({ timeout: 120_000 });

  test('a file that does not fit is storage-full, and what fitted is not asked for again when there is room', async ({
    disk,
    openOnDisk,
    server,
  }) => {
    const page = await openOnDisk();
    await disk.fill(40 * MIB);
    const url = server.serve(PATH, content);
    expect(await endOf(page, url, 'start')).toBe('storage-full');
    await expectSilence(server);
    const { storedBytes } = await stateOf(page, url);
    await disk.makeRoom();
    server.log.clear();
    expect(await endOf(page, url, 'start')).toBe('complete');
    await expectContinued(page, server, url, storedBytes);
  });

  test('a disk that is filled meanwhile stops a download, and it continues in the same page', async ({
    disk,
    openOnDisk,
    server,
  }) => {
    const page = await openOnDisk();
    const url = server.serve(PATH, slow);
    const storedBytes = await downloadUntilFull(page, server, disk, url);
    await disk.fill();
    expect(await endOf(page, url, 'start')).toBe('storage-full');
    expect(await stateOf(page, url)).toMatchObject({ status: 'failed', storedBytes });

    await disk.makeRoom();
    server.serve(PATH, content);
    server.log.clear();
    expect(await endOf(page, url, 'start')).toBe('complete');
    await expectContinued(page, server, url, storedBytes);
  });

  test('what was stored when the disk was full is there after a reload and in another run of the browser', async ({
    disk,
    openOnDisk,
    server,
  }) => {
    let page = await openOnDisk();
    const small = server.serve('/small.bin', { size: MIB, seed: 1 });
    await run(page, { url: small });
    const url = server.serve(PATH, slow);
    const storedBytes = await downloadUntilFull(page, server, disk, url);
    await disk.fill();
    await openApp(page, server);
    expect(await endOf(page, url, 'start')).toBe('storage-full');
    server.serve(PATH, content);
    server.log.clear();
    await disk.makeRoom();

    page = await openOnDisk();
    // Where there was no room to record how it ended, it goes on by itself.
    expect((await stateOf(page, url)).storedBytes).toBeGreaterThanOrEqual(storedBytes);
    expect(await stateOf(page, small)).toMatchObject({ status: 'complete' });
    expect(await endOf(page, url, 'start')).toBe('complete');
    await expectContinued(page, server, url, storedBytes);
    expect(await sha256Of(page, small)).toBe(await sha256Hex({ size: MIB, seed: 1 }));
  });

  test('what Chromium has agreed to keep it does not drop when it finds the disk full itself', async ({
    disk,
    openOnDisk,
    server,
    browserName,
  }) => {
    test.skip(browserName !== 'chromium', 'No other browser drops anything then');
    const page = await openOnDisk();
    const url = server.serve(PATH, content);
    // A driver's press is a person's, for a moment.
    await page.mouse.click(1, 1);
    expect(await endOf(page, url, 'start')).toBe('complete');
    await expect.poll(() => page.evaluate(() => window.downloads.storage())).toMatchObject({ persisted: true });
    await disk.fill();
    const failure = await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      const writable = await (await root.getFileHandle('any', { create: true })).createWritable();
      return writable.write(new Uint8Array(2 ** 20)).catch((error) => error.name);
    });
    expect(failure).toBe('QuotaExceededError');
    await page.waitForTimeout(2000);
    expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
    expect(await storedRecords(page)).toHaveLength(1);
  });

  test('a download can be removed from a full disk, which makes room', async ({ disk, openOnDisk, server }) => {
    const page = await openOnDisk();
    const url = server.serve(PATH, slow);
    await downloadUntilFull(page, server, disk, url);
    await disk.fill();
    await page.evaluate((url) => window.downloads.find(url)?.remove(), url);
    expect(await storedRecords(page)).toEqual([]);
    expect(await disk.freeBytes()).toBeGreaterThan(10 * MIB);
  });
});

test('a quota that is too small is storage-full at the start, and enough when it has grown', async ({
  app,
  server,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'Only the protocol of Chromium sets a quota');
  const { origin } = server;
  const session = await app.context().newCDPSession(app);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 30 * MIB });
  const url = server.serve(PATH, content);
  expect(await endOf(app, url, 'start')).toBe('storage-full');
  await expectSilence(server);
  expect(server.log.bytesSent(PATH)).toBeLessThan(10 * MIB);
  await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100 * MIB });
  expect(await endOf(app, url, 'start')).toBe('complete');
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('a write that says that it was short is done again as a whole', async ({ app, server }) => {
  server.mount('/worker/', fileURLToPath(new URL('./worker/', import.meta.url)));
  const url = server.serve(PATH, content);
  await app.evaluate(() => window.downloads.configure({ workerUrl: '/worker/lying-worker.js' }));
  expect(await endOf(app, url, 'start')).toBe('complete');
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});
