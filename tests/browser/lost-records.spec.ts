import type { Page } from '@playwright/test';
import { integrityOf, sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { DIRECTORIES, deleteDatabase, openBlank, resizeFile } from './behind-its-back.js';
import {
  expect,
  hurry,
  MIB,
  openApp,
  run,
  sha256Of,
  stateOf,
  storedFiles,
  storedRecords,
  test,
  untilStored,
} from './fixtures.js';

const PATH = '/film.bin';
const content = { size: 8 * MIB, seed: 71 };
/** Each answer stops after a while. */
const stalling = { ...content, faults: [{ stallAfterBytes: 600_000 }] };

const start = (page: Page, url: string) => page.evaluate((url) => window.downloads.get(url).start(), url);
const pause = (page: Page, url: string) => page.evaluate((url) => window.downloads.get(url).pause(), url);
const knownIds = (page: Page) => page.evaluate(() => window.downloads.all.map(({ id }) => id));

async function startStalling(page: Page, server: RangeServer): Promise<string> {
  const url = server.serve(PATH, stalling);
  await start(page, url);
  await untilStored(page, url, 400_000);
  return url;
}

/** As a browser does that has lost its database, not its files. The page that was there had no time for anything. */
async function loseRecords(page: Page, server: RangeServer): Promise<void> {
  await openBlank(page, server);
  await deleteDatabase(page);
}

/** How much of a file was sent from now on. */
function countFrom(server: RangeServer): () => number {
  server.log.clear();
  return () => server.log.bytesSent(PATH);
}

async function expectComplete(page: Page, url: string, file = content): Promise<void> {
  expect(await run(page, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(file));
}

/** Writes over the beginnings of some slots in the copy of the one record there is. */
function tearSlots(page: Page, slots: readonly number[]): Promise<void> {
  return page.evaluate(
    async ({ directories, slots }) => {
      let directory = await navigator.storage.getDirectory();
      for (const part of directories) directory = await directory.getDirectoryHandle(part);
      for await (const [name, handle] of directory.entries()) {
        if (!name.endsWith('.record')) continue;
        const writable = await (handle as FileSystemFileHandle).createWritable({ keepExistingData: true });
        for (const slot of slots) await writable.write({ type: 'write', position: slot * 32768 + 70, data: 'torn' });
        await writable.close();
      }
    },
    { directories: DIRECTORIES, slots },
  );
}

/** Up to where the slots of the one copy there is claim bytes. */
function claimedEnds(page: Page): Promise<number[]> {
  return page.evaluate(async (directories) => {
    let directory = await navigator.storage.getDirectory();
    for (const part of directories) directory = await directory.getDirectoryHandle(part);
    for await (const [name, handle] of directory.entries()) {
      if (!name.endsWith('.record')) continue;
      const text = await (await (handle as FileSystemFileHandle).getFile()).text();
      const slots = text.match(/\{.*?\} +/g) ?? [];
      return slots.map((slot) => JSON.parse(slot).ranges.at(-1)?.end ?? 0);
    }
    throw new Error('There is no copy');
  }, DIRECTORIES);
}

test('downloads whose records are lost are found by their files: paused ones, running ones, complete ones', async ({
  app,
  server,
}) => {
  const small = server.serve('/small.bin', { size: MIB, seed: 1 });
  await run(app, { url: small, name: 'small.bin' });
  const url = await startStalling(app, server);
  await pause(app, url);
  const { storedBytes } = await stateOf(app, url);
  await loseRecords(app, server);
  const sent = countFrom(server);

  await openApp(app, server);
  expect(await knownIds(app)).toEqual([small, url]);
  expect(await stateOf(app, url)).toMatchObject({ status: 'paused', storedBytes });
  expect(await stateOf(app, small)).toMatchObject({ status: 'complete', storedBytes: MIB });
  expect(await app.evaluate((url) => window.downloads.find(url)?.name, small)).toBe('small.bin');
  expect(await sha256Of(app, small)).toBe(await sha256Hex({ size: MIB, seed: 1 }));
  server.serve(PATH, content);
  await expectComplete(app, url);
  expect(sent()).toBe(content.size - storedBytes);
});

test('what ran goes on by itself, and at most the last seconds of it are lost with the records', async ({
  app,
  server,
}) => {
  const large = { ...content, size: 24 * MIB };
  const url = server.serve(PATH, { ...large, bytesPerSecond: 400_000 });
  await start(app, url);
  await untilStored(app, url, 15 * MIB);
  const { storedBytes } = await stateOf(app, url);
  await loseRecords(app, server);
  const sent = countFrom(server);

  server.serve(PATH, large);
  await openApp(app, server);
  await app.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(large));
  const lagBytes = 3 * 6 * 400_000; // two seconds, and one for a slow machine
  expect(sent()).toBeLessThan(large.size - storedBytes + lagBytes);
});

test('nothing is claimed of a version that was given up', async ({ app, server }) => {
  await app.evaluate(() => window.downloads.configure({ connectionsPerDownload: 1 }));
  const url = await startStalling(app, server);
  const other = { ...content, seed: 72 };
  server.serve(PATH, { ...other, faults: [{ stallAfterBytes: 100_000 }] });
  server.cut(PATH);
  {
    using _ = hurry(app);
    await app.waitForFunction((url) => {
      const { storedBytes = 0 } = window.downloads.find(url)?.state ?? {};
      return storedBytes >= 50_000 && storedBytes <= 100_000;
    }, url);
  }
  await loseRecords(app, server);
  expect(Math.max(...(await claimedEnds(app)))).toBeLessThanOrEqual(100_000);

  await openApp(app, server);
  server.serve(PATH, other);
  await expectComplete(app, url, other);
});

test('nothing is claimed of what a person began from zero, after its digest was wrong', async ({ app, server }) => {
  const wrong = { ...content, seed: 73 };
  const url = server.serve(PATH, wrong);
  const integrity = await integrityOf(content, 'sha256');
  expect(await run(app, { url, integrity })).toMatchObject({ status: 'failed', code: 'integrity' });
  server.serve(PATH, { ...content, faults: [{ stallAfterBytes: 0 }] });
  server.log.clear();
  await start(app, url);
  await expect.poll(() => server.log.requests(PATH)).toHaveLength(1);
  await loseRecords(app, server);
  expect(await claimedEnds(app)).toEqual([]);

  await openApp(app, server);
  server.serve(PATH, content);
  expect(await run(app, { url, integrity })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

for (const [slots, isFound] of [
  [[0], true],
  [[1], true],
  [[0, 1], false],
] as const) {
  test(`a copy with ${slots.length === 1 ? `slot ${slots[0]}` : 'all slots'} torn is ${isFound ? 'good' : 'of no use'}`, async ({
    app,
    server,
  }) => {
    const url = await startStalling(app, server);
    await pause(app, url);
    await openBlank(app, server);
    await tearSlots(app, slots);
    await deleteDatabase(app);

    await openApp(app, server);
    expect(await knownIds(app)).toEqual(isFound ? [url] : []);
    server.serve(PATH, content);
    await expectComplete(app, url);
  });
}

test('a file that is shorter than its copy says is not claimed, and removed', async ({ app, server }) => {
  const url = await startStalling(app, server);
  await pause(app, url);
  const [file] = await storedFiles(app);
  await openBlank(app, server);
  await resizeFile(app, file ?? '', 1000);
  await deleteDatabase(app);

  await openApp(app, server);
  expect(await knownIds(app)).toEqual([]);
  await expect.poll(() => storedFiles(app)).toEqual([]);
});

test('what was removed does not come back', async ({ app, server }) => {
  const url = await startStalling(app, server);
  await app.evaluate((url) => window.downloads.get(url).remove(), url);
  await loseRecords(app, server);

  await openApp(app, server);
  expect(await knownIds(app)).toEqual([]);
  expect(await storedRecords(app)).toEqual([]);
});

test('where there are records nothing is looked for', async ({ app, server }) => {
  const url = await startStalling(app, server);
  await pause(app, url);
  await loseRecords(app, server);
  // Another page was first, and has begun it anew.
  await openApp(app, server);
  await app.evaluate((url) => window.downloads.get(url).remove(), url);
  server.serve(PATH, content);
  await expectComplete(app, url);
  await openApp(app, server);
  expect(await knownIds(app)).toEqual([url]);
});
