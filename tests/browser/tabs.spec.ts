import type { BrowserContext, Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { expect, MIB, openApp, patientExpect, run, sha256Of, stateOf, test, untilStored } from './fixtures.js';

const content = { size: 32 * MIB, seed: 31 };

/** Another tab of the same app. */
async function anotherTab(context: BrowserContext, server: RangeServer): Promise<Page> {
  const tab = await context.newPage();
  await openApp(tab, server);
  return tab;
}

const start = (tab: Page, url: string) => tab.evaluate((url) => window.downloads.get(url).start(), url);
const finished = (tab: Page, url: string) => tab.evaluate((url) => window.downloads.find(url)?.finished, url);
const ownerSeenBy = async (tab: Page, url: string) => (await stateOf(tab, url)).owner;

test('a second tab waits for the owner, and takes over by itself when that goes', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 2 * MIB);
  const second = await context.newPage();
  await openApp(second, server);
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('elsewhere');
  expect((await stateOf(app, url)).owner).toBe('here');
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(MIB);

  await app.close();
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('here');
  await second.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
});

test('pausing in a second tab pauses the owner too', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  const second = await context.newPage();
  await openApp(second, server);
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('elsewhere');
  await second.evaluate((url) => window.downloads.find(url)?.pause(), url);
  await expect.poll(async () => (await stateOf(app, url)).status).toBe('paused');
  expect((await stateOf(second, url)).status).toBe('paused');
});

test('what the owner completes is complete in the second tab', async ({ app, server, context }) => {
  const headers = { 'Content-Disposition': 'attachment; filename="the film.bin"' };
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 4e6, headers });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  const second = await context.newPage();
  await openApp(second, server);
  await second.evaluate((url) => window.downloads.find(url)?.finished, url);
  for (const tab of [app, second]) {
    expect(await tab.evaluate((url) => window.downloads.find(url)?.name, url)).toBe('the film.bin');
  }
  expect(await stateOf(second, url)).toMatchObject({ status: 'complete', storedBytes: content.size });
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(MIB);
});

test('removing in a second tab ends the transfer in the first, and nothing is left', async ({
  app,
  server,
  context,
}) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  const second = await context.newPage();
  await openApp(second, server);
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('elsewhere');
  await second.evaluate((url) => window.downloads.find(url)?.remove(), url);
  await expect.poll(async () => (await stateOf(app, url)).status).toBe('removed');
  expect(await app.evaluate(() => window.downloads.all.length)).toBe(0);
});

test('what another tab runs takes no turn of this one', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, MIB);
  const second = await context.newPage();
  await openApp(second, server);
  await second.evaluate(() => window.downloads.configure({ concurrentDownloads: 1 }));
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('elsewhere');
  const own = server.serve('/own.bin', { size: MIB, seed: 1 });
  expect(await run(second, { url: own })).toMatchObject({ status: 'complete' });
  expect((await stateOf(app, url)).status).toBe('downloading');
});

test('a second tab shows how the first one goes, at most 300 ms later', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 800_000 });
  await start(app, url);
  const second = await anotherTab(context, server);
  await patientExpect.poll(() => ownerSeenBy(second, url)).toBe('elsewhere');
  // When each figure was first shown, for a while.
  const watch = (tab: Page) =>
    tab.evaluate(async (url) => {
      const seen = new Map<number, number>();
      const download = window.downloads.get(url);
      const note = () => seen.has(download.state.storedBytes) || seen.set(download.state.storedBytes, Date.now());
      download.addEventListener('change', note);
      await new Promise((resolve) => setTimeout(resolve, 4000));
      return [...seen];
    }, url);
  const [there, here] = await Promise.all([watch(app), watch(second)]);
  const shownThere = new Map(there.slice(1));
  const lags = here.slice(1).flatMap(([bytes, at]) => {
    const first = shownThere.get(bytes);
    return first === undefined ? [] : [at - first];
  });
  expect(lags.length).toBeGreaterThan(3);
  expect(lags.sort((a, b) => a - b)[Math.floor(lags.length / 2)]).toBeLessThan(300);
  const state = await stateOf(second, url);
  expect(state).toMatchObject({ status: 'downloading', connections: expect.any(Number), mode: 'parallel' });
  expect(state.activeRanges.length).toBeGreaterThan(0);
});

test('what one tab starts the others know, run and can finish', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 300_000 }); // slow, until it was seen
  const second = await anotherTab(context, server);
  await start(app, url);
  await patientExpect.poll(() => second.evaluate(() => window.downloads.all.map(({ id }) => id))).toEqual([url]);
  await patientExpect.poll(() => ownerSeenBy(second, url)).toBe('elsewhere');
  server.serve('/film.bin', content);
  await app.close();
  await finished(second, url);
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
});

test('the tab in which a download is started runs it, and not one that only hears of it', async ({
  app,
  server,
  context,
}) => {
  const second = await anotherTab(context, server);
  for (const number of [1, 2, 3, 4, 5]) {
    const url = server.serve(`/film-${number}.bin`, { ...content, bytesPerSecond: 300_000 });
    await start(app, url);
    await patientExpect.poll(() => ownerSeenBy(app, url)).toBe('here');
    await patientExpect.poll(() => second.evaluate(() => window.downloads.all.length)).toBe(number);
    await patientExpect.poll(() => ownerSeenBy(second, url)).toBe('elsewhere');
    await app.evaluate((url) => window.downloads.find(url)?.pause(), url);
  }
});

test('a tab that lacks the headers of a download gives way to the one that has them', async ({
  app,
  server,
  context,
}) => {
  const second = await anotherTab(context, server);
  await app.evaluate(() => window.downloads.configure({ concurrentDownloads: 1 }));
  const other = server.serve('/other.bin', { ...content, bytesPerSecond: 100_000 });
  await start(app, other);
  const known = () => second.evaluate(() => window.downloads.all.length);
  await patientExpect.poll(known).toBe(1);
  const url = server.serve('/film.bin', { ...content, faults: [{ when: { lacksHeader: 'x-key' }, status: 401 }] });
  // It has to queue here, so the other tab tries.
  await app.evaluate((url) => window.downloads.get({ url, headers: { 'X-Key': 'secret' } }).start(), url);
  await patientExpect.poll(known).toBe(2);
  const waiting = { status: 'waiting', reason: 'access', owner: 'here' };
  await patientExpect.poll(() => stateOf(second, url)).toMatchObject(waiting);
  await app.evaluate((other) => window.downloads.find(other)?.pause(), other);
  await Promise.all([finished(app, url), finished(second, url)]);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('two tabs that start the same download at once make one transfer', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 4e6 });
  const second = await anotherTab(context, server);
  await Promise.all([start(app, url), start(second, url)]);
  await Promise.all([finished(app, url), finished(second, url)]);
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(MIB);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
});

test('of three tabs one takes over within two seconds when the owner goes', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  await start(app, url);
  const others = [await anotherTab(context, server), await anotherTab(context, server)];
  for (const tab of others) await patientExpect.poll(() => ownerSeenBy(tab, url)).toBe('elsewhere');
  await untilStored(app, url, 2 * MIB);
  await app.close();
  const owners = async () => (await Promise.all(others.map((tab) => ownerSeenBy(tab, url)))).toSorted();
  await expect.poll(owners, { timeout: 2000, intervals: [50] }).toEqual(['elsewhere', 'here']);
  await Promise.all(others.map((tab) => finished(tab, url)));
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(6 * MIB);
  for (const tab of others) expect(await sha256Of(tab, url)).toBe(await sha256Hex(content));
});

test('an owner that waits for its server is paused, hurried and removed from another tab', async ({
  app,
  server,
  context,
}) => {
  const busy = { status: 503, headers: { 'Retry-After': '600' } };
  const url = server.serve('/film.bin', { ...content, faults: [busy] });
  await start(app, url);
  const second = await anotherTab(context, server);
  const waits = async (tab: Page) => (await stateOf(tab, url)).status;
  await patientExpect.poll(() => waits(second)).toBe('waiting');
  expect(await stateOf(second, url)).toMatchObject({ reason: 'server-busy', owner: 'elsewhere' });

  const before = server.log.requests('/film.bin').length;
  await start(second, url); // a press of Retry
  await patientExpect.poll(() => server.log.requests('/film.bin').length).toBe(before + 1);
  await patientExpect.poll(() => waits(second)).toBe('waiting');

  await second.evaluate((url) => window.downloads.find(url)?.pause(), url);
  expect(await waits(second)).toBe('paused');
  await expect.poll(() => waits(app), { timeout: 1000 }).toBe('paused');

  await start(second, url);
  for (const tab of [app, second]) await patientExpect.poll(() => waits(tab)).toBe('waiting');
  await app.evaluate((url) => window.downloads.find(url)?.remove(), url);
  await patientExpect.poll(() => second.evaluate(() => window.downloads.all.length)).toBe(0);
  expect(await waits(second)).toBe('removed');
});

test('a tab that is put away lets go at once, and shows how it goes elsewhere when it is back', async ({
  app,
  server,
  context,
}) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  await start(app, url);
  const second = await anotherTab(context, server);
  await patientExpect.poll(() => ownerSeenBy(second, url)).toBe('elsewhere');
  await app.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })));
  await expect.poll(() => ownerSeenBy(second, url), { timeout: 2000 }).toBe('here');
  await app.evaluate(() => window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  await patientExpect.poll(() => ownerSeenBy(app, url)).toBe('elsewhere');
  await Promise.all([finished(app, url), finished(second, url)]);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('alone, a tab that was frozen goes on when it is back', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 4e6 });
  await start(app, url);
  await untilStored(app, url, 2 * MIB);
  await app.evaluate(() => document.dispatchEvent(new Event('freeze')));
  await patientExpect.poll(() => ownerSeenBy(app, url)).toBe(undefined);
  await app.evaluate(() => document.dispatchEvent(new Event('resume')));
  await finished(app, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('an owner whose page hangs is shown as silent, is not robbed, and is heard again', async ({
  app,
  server,
  context,
}) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 500_000 });
  await start(app, url);
  const second = await anotherTab(context, server);
  await patientExpect.poll(() => ownerSeenBy(second, url)).toBe('elsewhere');
  const hanging = app.evaluate(() => {
    const end = Date.now() + 6000;
    while (Date.now() < end);
  });
  await expect.poll(() => ownerSeenBy(second, url), { timeout: 5500 }).toBe('silent');
  await hanging;
  await patientExpect.poll(() => ownerSeenBy(second, url)).toBe('elsewhere');
  expect(await ownerSeenBy(app, url)).toBe('here');
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(MIB);
});
