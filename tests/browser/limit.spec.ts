import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { sha256Hex } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { expect, MIB, sha256Of, stateOf, test, untilStored } from './fixtures.js';

const film = (seed: number) => ({ size: 400 * MIB, seed });

/** @param bytesPerSecond null: no limit */
const limit = (app: Page, bytesPerSecond: number | null) =>
  app.evaluate((bytesPerSecond) => {
    window.downloads.configure({ bytesPerSecond: bytesPerSecond ?? undefined });
  }, bytesPerSecond);

const start = (app: Page, url: string) => app.evaluate((url) => window.downloads.get(url).start(), url);

/**
 * Bytes per second that a server sends, over so many seconds from now on: the slope of the least squares. It sends up to
 * a second of the limit at once, and whether the ends of the time are before such a step or after it says nothing.
 */
async function rateSent(server: RangeServer, seconds: number, path?: string): Promise<number> {
  const samples: { at: number; sent: number }[] = [];
  for (const until = performance.now() + seconds * 1000; performance.now() < until; await setTimeout(50)) {
    samples.push({ at: performance.now(), sent: server.log.bytesSent(path) });
  }
  const [at, sent] = [mean(samples.map(({ at }) => at)), mean(samples.map(({ sent }) => sent))];
  const both = mean(samples.map((sample) => (sample.at - at) * (sample.sent - sent)));
  return (both / mean(samples.map((sample) => (sample.at - at) ** 2))) * 1000;
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** How fast a download has said that it was, every tenth of a second. */
function speedsSaid(app: Page, id: string, seconds: number): Promise<number[]> {
  return app.evaluate(
    async ([id, seconds]) => {
      const said: number[] = [];
      for (const until = performance.now() + seconds * 1000; performance.now() < until; ) {
        await new Promise((resolve) => window.setTimeout(resolve, 100));
        const state = window.downloads.find(id)?.state;
        if (state?.status === 'downloading') said.push(state.bytesPerSecond);
      }
      return said;
    },
    [id, seconds] as const,
  );
}

function expectWithin(part: number, value: number, wanted: number): void {
  expect(Math.abs(value / wanted - 1), `${value} for ${wanted}`).toBeLessThan(part);
}

test('a limit is kept to within 5 % over half a minute', async ({ app, server }) => {
  const url = server.serve('/film.bin', film(1));
  await limit(app, 2e6);
  await start(app, url);
  const measured = await rateSent(server, 30, '/film.bin');
  expectWithin(0.05, measured, 2e6);
  expectWithin(0.07, (await stateOf(app, url)).storedBytes / 30, 2e6); // all of it is asked for a little ahead
});

test('a limit that is changed holds at once, the speed told is steady, and one that is lifted is gone', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', film(2));
  await limit(app, 2e6);
  await start(app, url);
  await untilStored(app, url, 2e6);
  for (const bytesPerSecond of [2e6, 6e6]) {
    await limit(app, bytesPerSecond);
    await setTimeout(1000);
    const [measured, said] = await Promise.all([
      rateSent(server, 10, '/film.bin'),
      setTimeout(5000).then(() => speedsSaid(app, url, 5)),
    ]);
    expectWithin(0.1, measured, bytesPerSecond);
    for (const speed of said) expectWithin(0.1, speed, bytesPerSecond);
  }
  await limit(app, null);
  await app.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(film(2)));
});

test('three downloads get a third of the limit each', async ({ app, server }) => {
  const paths = ['/one.bin', '/two.bin', '/three.bin'];
  const urls = paths.map((path, seed) => server.serve(path, film(seed)));
  await limit(app, 6e6);
  for (const url of urls) await start(app, url);
  await setTimeout(2000);
  const rates = await Promise.all(paths.map((path) => rateSent(server, 10, path)));
  for (const rate of rates) expectWithin(0.15, rate, 2e6);
});

test('what a download on a slow server leaves of its share the others get', async ({ app, server }) => {
  const paths = ['/one.bin', '/two.bin', '/slow.bin'];
  const urls = paths.map((path, seed) =>
    server.serve(path, { ...film(seed), ...(path === '/slow.bin' && { faults: [{ bytesPerSecond: 100_000 }] }) }),
  );
  await limit(app, 6e6);
  for (const url of urls) await start(app, url);
  await setTimeout(3000);
  const [one = 0, two = 0, slow = 0] = await Promise.all(paths.map((path) => rateSent(server, 10, path)));
  expectWithin(0.05, one + two + slow, 6e6);
  expect(slow).toBeLessThan(700_000);
  expectWithin(0.15, one, two);
});

const stream = { ...film(5), acceptRanges: 'none', faults: [{ ignoreRange: true }] } as const;

test('one stream is read no faster than the limit, and Chromium receives some 65 MB ahead', async ({
  app,
  server,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'This browser receives all of it at once, however slowly it is read');
  const url = server.serve('/film.bin', stream);
  await limit(app, 4e6);
  await start(app, url);
  await untilStored(app, url, 1e6);
  const before = (await stateOf(app, url)).storedBytes;
  await setTimeout(10_000);
  const { storedBytes, advice } = await stateOf(app, url);
  expectWithin(0.1, (storedBytes - before) / 10, 4e6);
  expect(server.log.bytesSent('/film.bin') - storedBytes).toBeLessThan(80e6);
  expect(advice).toBeUndefined();
});

test('where one stream would only pile up in memory it is not held back, and that is said', async ({
  app,
  server,
  browserName,
}) => {
  test.skip(browserName === 'chromium', 'This browser receives little more than is read');
  const [url, other] = [server.serve('/film.bin', stream), server.serve('/other.bin', film(6))];
  await limit(app, 4e6);
  await start(app, other);
  await start(app, url);
  await app.evaluate((url) => window.downloads.find(url)?.finished, url); // at this limit it would take 100 s
  expect((await stateOf(app, url)).advice).toContain('bytesPerSecond does not hold');
  expectWithin(0.1, await rateSent(server, 5, '/other.bin'), 4e6);
});

test('where each connection is slow, as many are opened as the limit has a use for', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...film(7), bytesPerSecond: 600_000, latencyMs: 100 });
  await limit(app, 2e6);
  await start(app, url);
  await setTimeout(5000);
  expectWithin(0.2, await rateSent(server, 8, '/film.bin'), 2e6);
  expect(server.log.mostInFlight('/film.bin')).toBeGreaterThanOrEqual(4); // three bring too little
});

test('a download that waits for the limit pauses at once, and goes on at once when it is lifted', async ({
  app,
  server,
}) => {
  const paths = ['/one.bin', '/two.bin', '/three.bin'];
  const urls = paths.map((path, seed) => server.serve(path, { size: 2 * MIB, seed }));
  const [first = ''] = urls;
  await limit(app, 10_000);
  for (const url of urls) await start(app, url);
  for (const url of urls) await untilStored(app, url, 10_000);
  await setTimeout(2000);
  const pausedAt = performance.now();
  await app.evaluate((url) => window.downloads.find(url)?.pause(), first);
  expect(performance.now() - pausedAt).toBeLessThan(1000);
  await start(app, first);
  expect(server.log.bytesSent('/two.bin')).toBeLessThan(200_000);
  await setTimeout(2000);
  const liftedAt = performance.now();
  await limit(app, null);
  await app.evaluate((urls) => Promise.all(urls.map((url) => window.downloads.find(url)?.finished)), urls);
  expect(performance.now() - liftedAt).toBeLessThan(5000);
  for (const [seed, url] of urls.entries())
    expect(await sha256Of(app, url)).toBe(await sha256Hex({ size: 2 * MIB, seed }));
});

test('a limit that is dragged up and down is kept on average, and spoils nothing', async ({ app, server }) => {
  const content = { size: 24 * MIB, seed: 8 };
  const url = server.serve('/film.bin', content);
  await limit(app, 1e6);
  await start(app, url);
  await untilStored(app, url, 1e6);
  const before = server.log.bytesSent('/film.bin');
  const seconds = await app.evaluate(async () => {
    const startedAt = performance.now();
    for (let step = 0; step < 100; step += 1) {
      window.downloads.configure({ bytesPerSecond: step % 2 === 0 ? 3e6 : 1e6 });
      await new Promise((resolve) => window.setTimeout(resolve, 100));
    }
    return (performance.now() - startedAt) / 1000;
  });
  expectWithin(0.25, (server.log.bytesSent('/film.bin') - before) / seconds, 2e6);
  await limit(app, null);
  await app.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('what one that goes had of the limit, and had reserved, the others have', async ({ app, server }) => {
  const urls = ['/one.bin', '/two.bin', '/three.bin'].map((path, seed) => server.serve(path, film(seed)));
  await limit(app, 2e6);
  for (const url of urls) await start(app, url);
  for (const url of urls) await untilStored(app, url, 100_000);
  await app.evaluate((urls) => Promise.all(urls.map((url) => window.downloads.find(url)?.remove())), urls.slice(1));
  await setTimeout(1500);
  expectWithin(0.1, await rateSent(server, 6, '/one.bin'), 2e6);
});

test('a page that is busy, as a hidden one may be, slows nothing down', async ({ app, server }) => {
  const url = server.serve('/film.bin', film(9));
  await limit(app, 4e6);
  await start(app, url);
  await untilStored(app, url, 1e6);
  await app.evaluate(() => {
    const beBusy = () => {
      for (const until = performance.now() + 150; performance.now() < until; );
      window.setTimeout(beBusy, 50);
    };
    beBusy();
  });
  expectWithin(0.1, await rateSent(server, 8, '/film.bin'), 4e6);
});

test('a limit that is set while a download runs at full speed holds soon', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...film(10), bytesPerSecond: 4e6 });
  await start(app, url);
  await untilStored(app, url, 20 * MIB);
  await limit(app, 1e6);
  await setTimeout(1500);
  // Less is sent as long as what had come by then is read. Some of it the system may take for what is not cut off yet.
  expect(await rateSent(server, 8, '/film.bin')).toBeLessThan(1.3e6);
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(16 * MIB); // what was under way in five lanes
});
