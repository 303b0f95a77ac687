import { readFileSync } from 'node:fs';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { DATABASE, deleteDatabase, openBlank, putFile, writeRecords } from './behind-its-back.js';
import {
  expect,
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

const content = { size: MIB, seed: 41 };
/** Each answer stops after a while, and the rest comes only from another server. */
const stalling = { ...content, size: 8 * MIB, faults: [{ stallAfterBytes: 600_000 }] };

/** What a library of that schema has stored. */
function recordsOfSchema(schema: number, { origin }: RangeServer): { id: string; url: string; file: string }[] {
  const json = readFileSync(new URL(`./schema/records-${schema}.json`, import.meta.url), 'utf8');
  return JSON.parse(json.replaceAll('{origin}', origin));
}

const finished = (id: string) => window.downloads.find(id)?.finished;

test('what a library of schema 1 has recorded is continued, shown, finished and removed', async ({ page, server }) => {
  const records = recordsOfSchema(1, server);
  const running = server.serve('/running.bin', { size: 4 * MIB, seed: 1 });
  const complete = server.serve('/complete.bin', { size: MIB, seed: 3 });
  await openBlank(page, server);
  await writeRecords(page, records);
  for (const { file, url } of records) await putFile(page, file, { url, bytes: url === complete ? MIB : 4 * MIB });
  server.log.clear();

  await openApp(page, server);
  expect(await stateOf(page, complete)).toMatchObject({ status: 'complete', resumable: false });
  expect(await sha256Of(page, complete)).toBe(await sha256Hex({ size: MIB, seed: 3 }));
  expect(await stateOf(page, 'paused')).toMatchObject({ status: 'paused', storedBytes: MIB, mode: 'single' });
  expect(await page.evaluate(() => window.downloads.find('paused')?.name)).toBe('a film.bin');
  const failed = await page.evaluate(() => window.downloads.all.map(({ state }) => state.status)[3]);
  expect(failed).toBe('failed');
  await page.evaluate(finished, running);
  expect(await sha256Of(page, running)).toBe(await sha256Hex({ size: 4 * MIB, seed: 1 }));
  expect(server.log.bytesSent('/running.bin')).toBe(2 * MIB);
  await expect.poll(async () => (await storedRecords(page)).length).toBe(4);
  expect(await storedFiles(page)).not.toContain(records[4]?.file);
});

test('a record that makes no sense starts over, and its state says so', async ({ page, server }) => {
  const representation = { completeLength: MIB };
  const nonsense: Record<string, unknown> = {
    'ranges that overlap': {
      ranges: [
        { start: 0, end: 9 },
        { start: 5, end: 20 },
      ],
      representation,
    },
    'ranges out of order': {
      ranges: [
        { start: 50, end: 60 },
        { start: 5, end: 20 },
      ],
      representation,
    },
    'ranges beyond the end': { ranges: [{ start: 0, end: MIB + 1 }], representation },
    'ranges that are none': { ranges: 'all', representation },
    'ranges of nothing known': { ranges: [{ start: 0, end: MIB }] },
    'a length below zero': { ranges: [], representation: { completeLength: -1 } },
    'complete without its bytes': { ranges: [{ start: 0, end: 9 }], representation, outcome: 'complete' },
    'a mode of its own': { ranges: [], mode: 'sideways' },
    'no field at all': {},
  };
  const urls = Object.keys(nonsense).map((what) => server.serve(`/${encodeURIComponent(what)}`, content));
  await openBlank(page, server);
  const wanted = { credentials: 'same-origin', hadHeaders: false, intent: 'run', changes: 0, addedAt: 1 };
  const records = Object.values(nonsense).map((what, index) => ({
    ...wanted,
    ...(what as object),
    id: urls[index],
    url: urls[index],
    file: `file ${index}`,
  }));
  await writeRecords(page, records);
  for (const url of urls.slice(0, 3)) await putFile(page, `file ${urls.indexOf(url)}`, { url, bytes: 2 * MIB });

  await openApp(page, server);
  for (const url of urls) {
    await page.evaluate(finished, url);
    expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
    expect((await stateOf(page, url)).advice).toContain('begun from the start');
  }
});

test('a record of which nobody can tell what it is of is dropped together with its file', async ({ page, server }) => {
  const url = server.serve('/film.bin', content);
  await openBlank(page, server);
  await writeRecords(page, [
    { id: 7, url, file: 'one' },
    { id: 'x', url: 'film', file: 'two' },
    { id: 'y', file: 'three' },
  ]);
  for (const name of ['one', 'two', 'three']) await putFile(page, name, { url, bytes: 10 });
  await openApp(page, server);
  expect(await page.evaluate(() => window.downloads.all.length)).toBe(0);
  await expect.poll(() => storedFiles(page)).toEqual([]);
  await expect.poll(() => storedRecords(page)).toEqual([]);
});

test('what was stored in very many pieces is continued from each of them, also after a reload', async ({
  page,
  server,
}) => {
  const pieces = 1500;
  const [period, bytes] = [4096, 3000];
  const content = { size: pieces * period, seed: 42 };
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 200_000 });
  const ranges = Array.from({ length: pieces }, (_, n) => ({ start: n * period, end: n * period + bytes }));
  const [running] = recordsOfSchema(1, server);
  await openBlank(page, server);
  const representation = { completeLength: content.size, ...(await validatorsOf(url)) };
  await writeRecords(page, [{ ...running, id: url, url, ranges, representation, mode: 'parallel' }]);
  await putFile(page, running?.file ?? '', { url: server.serve('/copy.bin', content), bytes: content.size });

  await openApp(page, server);
  await untilStored(page, url, pieces * bytes + 50_000);
  await page.reload();
  await page.waitForFunction(() => window.downloads);
  expect((await stateOf(page, url)).storedBytes).toBeGreaterThanOrEqual(pieces * bytes + 50_000);
  server.serve('/film.bin', content);
  await page.evaluate(finished, url);
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSent('/film.bin')).toBeLessThan(1.1 * pieces * (period - bytes));
});

test('a database that a newer library has made is used as it is', async ({ page, server }) => {
  await openBlank(page, server);
  await writeRecords(page, recordsOfSchema(1, server).slice(1, 2), { version: 7 });
  await openApp(page, server);
  expect(await stateOf(page, 'paused')).toMatchObject({ status: 'paused', storedBytes: MIB });
  const url = server.serve('/film.bin', content);
  expect(await run(page, { url })).toMatchObject({ status: 'complete' });
});

test('a database without its object store is made anew', async ({ page, server }) => {
  await openBlank(page, server);
  await writeRecords(page, [], { version: 3, store: null });
  await openApp(page, server);
  const url = server.serve('/film.bin', content);
  expect(await run(page, { url })).toMatchObject({ status: 'complete' });
  await openApp(page, server);
  expect(await stateOf(page, url)).toMatchObject({ status: 'complete' });
});

test('a database whose object store has another key is made anew', async ({ page, server }) => {
  await openBlank(page, server);
  await writeRecords(page, [], { store: { name: 'downloads', keyPath: 'key' } });
  await openApp(page, server);
  const url = server.serve('/film.bin', content);
  expect(await run(page, { url })).toMatchObject({ status: 'complete' });
});

test('a database that another tab holds up is told as such, and is read as soon as it can be', async ({
  page,
  server,
  context,
}) => {
  const url = server.serve('/film.bin', content);
  const other = await context.newPage();
  await openBlank(other, server);
  await writeRecords(other, recordsOfSchema(1, server).slice(1, 2));
  await other.evaluate(async (name) => {
    // It does not let go for a new version, and nobody can open what waits for that.
    const opening = indexedDB.open(name);
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const { result: held } = opening;
    const asked = new Promise((resolve) => held.addEventListener('versionchange', resolve));
    const upgrading = indexedDB.open(name, 2);
    upgrading.addEventListener('success', () => upgrading.result.close());
    await asked;
    Object.assign(window, { letGo: () => held.close() });
  }, DATABASE);

  await page.addInitScript(() => {
    const { setInterval } = window;
    const hurried = (run: TimerHandler, ms?: number) => setInterval(run, ms === 1000 ? 30 : ms);
    Object.assign(window, { setInterval: hurried, relax: () => Object.assign(window, { setInterval }) });
  });
  await openApp(page, server);
  const told = await page.evaluate(async (url) => {
    const download = window.downloads.get(url);
    const error = await download.start().catch((error) => error);
    return [error.code, error.message.includes('another tab'), download.state.status, window.downloads.all.length];
  }, url);
  expect(told).toEqual(['storage-unavailable', true, 'failed', 0]);
  expect(server.log.requests('/film.bin')).toEqual([]);

  await page.evaluate(() => (window as unknown as { relax(): void }).relax());
  await other.evaluate(() => (window as unknown as { letGo(): void }).letGo());
  expect(await run(page, { url })).toMatchObject({ status: 'complete' });
  await page.evaluate(() => window.dispatchEvent(new Event('online')));
  await expect.poll(() => page.evaluate(() => window.downloads.find('paused')?.state.status)).toBe('paused');
});

test('a transaction that never ends in another tab is waited for no longer than for the database', async ({
  app,
  server,
  context,
}) => {
  const url = server.serve('/film.bin', content);
  const other = await context.newPage();
  await openBlank(other, server);
  await other.evaluate(async (name) => {
    const opening = indexedDB.open(name);
    await new Promise((resolve) => opening.addEventListener('success', resolve));
    const { result: held } = opening;
    const store = held.transaction('downloads', 'readwrite').objectStore('downloads');
    let isHeld = true;
    const hold = () => void (isHeld && store.count().addEventListener('success', hold));
    hold();
    Object.assign(window, { letGo: () => (isHeld = false) });
  }, DATABASE);
  const told = await app.evaluate(
    (url) =>
      window.downloads
        .get(url)
        .start()
        .catch(({ code }) => code),
    url,
  );
  expect(told).toBe('storage-unavailable');
  await other.evaluate(() => (window as unknown as { letGo(): void }).letGo());
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
});

test('records that are deleted while a download runs end it as storage-lost, and nothing is left of it', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', stalling);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 400_000);
  await deleteDatabase(app);
  server.serve('/film.bin', { ...stalling, faults: [] });
  server.cut('/film.bin');
  const code = await app.evaluate((url) => window.downloads.get(url).finished.catch((error) => error.code), url);
  expect(code).toBe('storage-lost');
  expect(await stateOf(app, url)).toMatchObject({ status: 'failed', storedBytes: 0, storedRanges: [] });
  expect(await storedFiles(app)).toEqual([]);

  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
  expect(await app.evaluate(() => window.downloads.all.length)).toBe(1);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(stalling));
});

test('records that are deleted while a download rests let it start over', async ({ app, server }) => {
  const url = server.serve('/film.bin', stalling);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 400_000);
  await app.evaluate((url) => window.downloads.get(url).pause(), url);
  await deleteDatabase(app);
  server.serve('/film.bin', { ...stalling, faults: [] });
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(stalling));
});

async function validatorsOf(url: string): Promise<{ etag: string | undefined; lastModified: string | undefined }> {
  const { headers } = await fetch(url, { method: 'HEAD' });
  return { etag: headers.get('ETag') ?? undefined, lastModified: headers.get('Last-Modified') ?? undefined };
}
