import type { Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { putFile, resizeFile } from './behind-its-back.js';
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

const content = { size: 8 * MIB, seed: 51 };
/** Each answer stops after a while, and the rest comes only from another server. */
const stalling = { ...content, faults: [{ stallAfterBytes: 600_000 }] };

const start = (page: Page, url: string) => page.evaluate((url) => window.downloads.get(url).start(), url);
const fileOf = async (page: Page, url: string) => (await storedRecords(page)).find(({ id }) => id === url)?.file ?? '';
const fileCode = (page: Page, url: string) =>
  page.evaluate(
    (url) =>
      window.downloads
        .get(url)
        .file()
        .catch((error) => error.code),
    url,
  );
/** How it ended: `complete`, or the code of its failure. */
const endOf = (page: Page, url: string) =>
  page.evaluate(
    (url) =>
      window.downloads.get(url).finished.then(
        () => 'complete',
        (error) => error.code,
      ),
    url,
  );

/** A download in the middle, of which nothing more comes before `letCome()`. */
async function startStalling(page: Page, server: RangeServer, path: string): Promise<string> {
  const url = server.serve(path, stalling);
  await start(page, url);
  await untilStored(page, url, 400_000);
  return url;
}

function letCome(server: RangeServer, path: string): void {
  server.serve(path, content);
  server.cut(path);
}

test('a file that was taken away, emptied or cut between two pages starts over; one that has grown is cut', async ({
  app,
  server,
}) => {
  const tampered = { gone: 'none', empty: 0, short: 1000, long: content.size + MIB } as const;
  const stored = new Map<string, number>();
  for (const [path, length] of Object.entries(tampered)) {
    const url = await startStalling(app, server, `/${path}`);
    await app.evaluate((url) => window.downloads.get(url).pause(), url);
    stored.set(path, (await stateOf(app, url)).storedBytes);
    await resizeFile(app, await fileOf(app, url), length);
    letCome(server, `/${path}`);
  }
  server.log.clear();
  await openApp(app, server);
  for (const path of Object.keys(tampered)) {
    const url = `${server.origin}/${path}`;
    expect(await run(app, { url })).toMatchObject({ status: 'complete', storedBytes: content.size });
    expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
    const kept = path === 'long' ? stored.get(path) : 0;
    expect(server.log.bytesSent(`/${path}`)).toBe(content.size - (kept ?? 0));
  }
});

test('a complete file that was taken away, cut or lengthened is storage-lost, and comes anew', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', content);
  for (const length of ['none', 5, content.size + 5] as const) {
    await run(app, { url });
    await resizeFile(app, await fileOf(app, url), length);
    expect(await fileCode(app, url)).toBe('storage-lost');
  }
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('a file cannot be taken away while it comes, or is missed before it is complete', async ({ app, server }) => {
  const url = await startStalling(app, server, '/film.bin');
  const taken = await resizeFile(app, await fileOf(app, url), 'none').then(
    () => true,
    () => false,
  );
  letCome(server, '/film.bin');
  expect(await endOf(app, url)).toBe(taken ? 'storage-lost' : 'complete');
  await run(app, { url });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

for (const [what, storageTypes] of [
  ['all site data', 'all'],
  ['the files alone', 'file_systems'],
] as const) {
  test(`a person who clears ${what} while a download runs sees storage-lost`, async ({ app, server, browserName }) => {
    test.skip(browserName !== 'chromium', 'Only the protocol of Chromium clears site data');
    const url = await startStalling(app, server, '/film.bin');
    const session = await app.context().newCDPSession(app);
    await session.send('Storage.clearDataForOrigin', { origin: server.origin, storageTypes });
    letCome(server, '/film.bin');
    expect(await endOf(app, url)).toBe('storage-lost');
    expect(await run(app, { url })).toMatchObject({ status: 'complete' });
    expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  });
}

test('a file without a record is removed when a page opens, and no other file is', async ({ app, server, context }) => {
  const url = await startStalling(app, server, '/film.bin');
  await putFile(app, 'orphan', { url: server.serve('/other.bin', { size: 5, seed: 1 }), bytes: 5 });
  const second = await context.newPage();
  await openApp(second, server);
  await expect.poll(() => storedFiles(second)).toEqual([await fileOf(app, url)]);
  letCome(server, '/film.bin');
  expect(await endOf(app, url)).toBe('complete');
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('what one tab is just starting is not removed by another that just opens', async ({ app, server, context }) => {
  const small = (seed: number) => ({ size: 300_000, seed });
  const urls = Array.from({ length: 12 }, (_, n) => server.serve(`/film${n}.bin`, small(n)));
  const second = await context.newPage();
  const all = app.evaluate(async (urls) => {
    for (const url of urls) {
      await window.downloads.get(url).start();
      await window.downloads.get(url).finished;
    }
  }, urls);
  for (let opened = 0; opened < 3; opened++) await openApp(second, server);
  await all;
  for (const [n, url] of urls.entries()) expect(await sha256Of(app, url)).toBe(await sha256Hex(small(n)));
});
