import { sha256Hex } from '../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, stateOf, storedRecords, test, untilStored } from './fixtures.js';

const content = { size: 12 * MIB, seed: 41 };

test('what a busy host tells one download counts for all that ask it', async ({ app, server }) => {
  const busy = { when: { first: 1 }, status: 503, headers: { 'Retry-After': '3' } };
  const one = server.serve('/one.bin', { ...content, faults: [busy] });
  const other = server.serve('/other.bin', { ...content, bytesPerSecond: 2e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), other);
  await untilStored(app, other, MIB);
  const toldAt = Date.now();
  await app.evaluate((url) => window.downloads.get(url).start(), one);
  await app.evaluate((urls) => Promise.all(urls.map((url) => window.downloads.get(url).finished)), [one, other]);
  const asked = server.log.requests().filter(({ path }) => path.endsWith('.bin'));
  const told = asked.find(({ status }) => status === 503)?.startedAt ?? toldAt;
  const soonAfter = asked.filter(({ startedAt }) => startedAt > told + 500 && startedAt < told + 2900);
  expect(soonAfter).toEqual([]);
  expect(await sha256Of(app, other)).toBe(await sha256Hex(content));
});

test('attention does not cut short what a host has asked for, and a press does', async ({ app, server }) => {
  const faults = [{ when: { first: 1 }, status: 429, headers: { 'Retry-After': '600' } }];
  const url = server.serve('/film.bin', { ...content, faults });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await expect.poll(async () => (await stateOf(app, url)).status).toBe('waiting');
  const waiting = await stateOf(app, url);
  expect(waiting).toMatchObject({ reason: 'server-busy' });
  expect(('until' in waiting && waiting.until) || 0).toBeGreaterThan(Date.now() + 500_000);
  for (const type of ['online', 'pageshow']) await app.evaluate((type) => window.dispatchEvent(new Event(type)), type);
  await app.evaluate(() => document.dispatchEvent(new Event('resume')));
  await app.waitForTimeout(500); // nothing happens: there is nothing to wait for
  expect(server.log.requests('/film.bin')).toHaveLength(1);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await app.evaluate((url) => window.downloads.get(url).finished, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

for (const [target, type] of [
  ['window', 'online'],
  ['window', 'pageshow'],
  ['document', 'visibilitychange'],
  ['document', 'resume'],
] as const) {
  test(`a request that hangs is given up soon after ${type}`, async ({ app, server }) => {
    const url = server.serve('/film.bin', { ...content, faults: [{ when: { nth: 1 }, stallAfterBytes: 100_000 }] });
    await app.evaluate((url) => window.downloads.get(url).start(), url);
    await untilStored(app, url, 100_000);
    const startedAt = Date.now();
    await app.evaluate(([target, type]) => window[target].dispatchEvent(new Event(type)), [target, type] as const);
    await app.evaluate((url) => window.downloads.get(url).finished, url);
    expect(Date.now() - startedAt).toBeLessThan(18_000); // 5 s, and the rest of the file; without attention more than 20 s
    expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  });
}

test('a reload grants no new attempts to a server that brings nothing', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ status: 500 }] });
  const requests = () => server.log.requests('/film.bin').length;
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  for (let reloads = 0; reloads < 10 && (await stateOf(app, url)).status !== 'failed'; reloads++) {
    await expect.poll(async () => (await stateOf(app, url)).status).toMatch(/waiting|failed/);
    await openApp(app, server);
  }
  expect((await stateOf(app, url)).status).toBe('failed');
  expect(requests()).toBeLessThanOrEqual(8); // four, and what a reload came too soon to count
});

test('a link that the page keeps secret is stored nowhere, also when it fails', async ({ app, server }) => {
  const faults = [{ when: { startsAtOrAfter: 1 }, status: 403 }];
  server.serve('/film.bin', { ...content, faults });
  const url = `${server.origin}/public`;
  await app.evaluate((origin) => {
    window.downloads.configure({ authorize: async () => ({ url: `${origin}/film.bin?secret=42` }) });
  }, server.origin);
  const state = await run(app, { url, id: 'film' });
  expect(state).toMatchObject({ status: 'failed', code: 'forbidden' });
  expect(state.storedBytes).toBeGreaterThan(0);
  expect(JSON.stringify(await storedRecords(app))).not.toContain('secret');
  expect(JSON.stringify(state)).not.toContain('secret');
});

test('a stream whose server had not yet proved its ranges goes on after a reload', async ({ app, server }) => {
  // Cross-origin for the page, as localhost is another name of the same server.
  const long = { size: 16 * MIB, seed: 42 };
  const { port } = new URL(server.origin);
  server.serve('/film.bin', { ...long, cors: 'plain', bytesPerSecond: 400_000 });
  const url = `http://localhost:${port}/film.bin`;
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 200_000);
  expect(await stateOf(app, url)).toMatchObject({ mode: undefined, resumable: undefined });
  server.serve('/film.bin', { ...long, cors: 'plain' });
  await openApp(app, server);
  await app.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await stateOf(app, url)).toMatchObject({ mode: 'parallel', resumable: true });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(long));
});
