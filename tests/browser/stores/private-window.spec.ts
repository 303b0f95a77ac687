import { sha256Hex, sha256Integrity } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, stateOf, storedRecords, untilStored } from '../fixtures.js';
import { replaceChunk, storedChunks, test } from './private-window.js';

const content = { size: 24 * MIB + 5, seed: 61 };
const slow = { ...content, bytesPerSecond: 3e6 };

test('a download in a private window pauses, survives a reload, ends right and leaves nothing when it is removed', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', slow);
  const refused = await app.evaluate(() => navigator.storage.getDirectory().catch((error) => error.name));
  expect(refused).toBe('SecurityError');
  await app.evaluate(([url, integrity]) => window.downloads.get({ url, integrity }).start(), [
    url,
    await sha256Integrity(content),
  ] as const);
  await untilStored(app, url, 4 * MIB);
  expect(await stateOf(app, url)).toMatchObject({ status: 'downloading', kept: 'this-session', mode: 'parallel' });
  await app.evaluate((url) => window.downloads.find(url)?.pause(), url);
  const paused = await stateOf(app, url);
  server.log.clear();

  await openApp(app, server);
  expect(await stateOf(app, url)).toMatchObject({ ...paused, kept: 'this-session' });
  await app.evaluate(async (url) => {
    await window.downloads.find(url)?.start();
    await window.downloads.find(url)?.finished;
  }, url);
  expect(await stateOf(app, url)).toMatchObject({
    status: 'complete',
    storedBytes: content.size,
    kept: 'this-session',
  });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSent('/film.bin')).toBeLessThan(content.size - paused.storedBytes + MIB);
  expect(Object.values(await storedChunks(app))).toEqual([25]);

  await app.evaluate((url) => window.downloads.find(url)?.remove(), url);
  expect(await storedChunks(app)).toEqual({});
  expect(await storedRecords(app)).toEqual([]);
});

test('workers that die in the middle, again and again, cost nothing that was told, and never the file', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', slow);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  for (const megabytes of [2, 5, 8, 12]) {
    await untilStored(app, url, megabytes * MIB);
    const { storedBytes } = await stateOf(app, url);
    await app.goto('about:blank'); // its worker dies with it, whatever that was at
    await openApp(app, server);
    expect((await stateOf(app, url)).storedBytes).toBeGreaterThanOrEqual(storedBytes);
  }
  await app.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('a file that such a window cannot keep is refused before anything of it is stored', async ({ app, server }) => {
  const url = server.serve('/film.bin', { size: 1.5 * 2 ** 30, seed: 1 });
  const end = await run(app, { url });
  expect(end).toMatchObject({ status: 'failed', code: 'storage-unavailable', storedBytes: 0 });
  expect(end.message).toContain('1.5 GiB');
  expect(end.message).toContain('private window');
  expect(await storedChunks(app)).toEqual({});
  expect(server.log.requests('/film.bin')).toHaveLength(1);
});

test('a stream of unknown length and a small file end right', async ({ app, server }) => {
  const stream = server.serve('/stream.bin', { ...content, chunked: true, faults: [{ ignoreRange: true }] });
  const small = server.serve('/small.bin', { size: 5, seed: 2 });
  const empty = server.serve('/empty.bin', { size: 0, seed: 2 });
  for (const [url, sha256] of [
    [stream, await sha256Hex(content)],
    [small, await sha256Hex({ size: 5, seed: 2 })],
    [empty, await sha256Hex({ size: 0, seed: 2 })],
  ] as const) {
    expect(await run(app, { url })).toMatchObject({ status: 'complete', kept: 'this-session' });
    expect(await sha256Of(app, url)).toBe(sha256);
  }
});

test('two tabs show one download, and the other takes it over', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', slow);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  const second = await context.newPage();
  await openApp(second, server);
  await untilStored(second, url, 3 * MIB);
  expect(await stateOf(second, url)).toMatchObject({ owner: 'elsewhere', kept: 'this-session' });
  await app.close();
  await second.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSent('/film.bin')).toBeLessThan(content.size * 1.8);
});

test('a chunk that was lost is found before anything is called complete', async ({ app, server }) => {
  const url = server.serve('/film.bin', slow);
  const fileName = async () => (await storedRecords(app))[0]?.file ?? '';
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 4 * MIB);
  await app.evaluate((url) => window.downloads.find(url)?.pause(), url);
  await replaceChunk(app, await fileName(), 1);
  server.log.clear();
  await app.evaluate((url) => window.downloads.find(url)?.start(), url);
  await expect.poll(() => server.log.bytesSent('/film.bin')).toBeGreaterThan(5 * MIB); // it has begun from the start
  await app.waitForFunction((url) => (window.downloads.find(url)?.state.storedRanges[0]?.end ?? 0) > 2 ** 21, url);
  await replaceChunk(app, await fileName(), 1, 1000);
  const code = await app.evaluate((url) => window.downloads.find(url)?.finished.catch((error) => error.code), url);
  expect(code).toBe('storage-lost');
  expect(server.log.bytesSent('/film.bin')).toBeGreaterThanOrEqual(content.size);

  server.serve('/film.bin', content);
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  await replaceChunk(app, await fileName(), 1);
  const lost = await app.evaluate(
    (url) =>
      window.downloads
        .find(url)
        ?.file()
        .catch((error) => error.code),
    url,
  );
  expect(lost).toBe('storage-lost');
});

test('chunks of a file without a record are removed when a page opens', async ({ app, server }) => {
  const url = server.serve('/film.bin', { size: 3 * MIB, seed: 1 });
  await run(app, { url });
  await replaceChunk(app, 'orphan', 0, 2 ** 20);
  expect(Object.keys(await storedChunks(app))).toContain('orphan');
  await openApp(app, server);
  await expect.poll(() => storedChunks(app).then(Object.values)).toEqual([3]);
  await app.evaluate(() => window.downloads.clear());
  expect(await storedChunks(app)).toEqual({});
});
