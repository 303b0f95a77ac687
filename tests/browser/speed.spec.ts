import type { Page } from '@playwright/test';
import { expect, MIB, test } from './fixtures.js';

const SETTLING_MS = 3000;
const WATCHED_MS = 4000;
const BYTES_PER_SECOND = 8e6;
const content = { size: 200 * MIB, seed: 17, bytesPerSecond: BYTES_PER_SECOND / 4 };

interface Told {
  readonly atMs: number;
  readonly bytesPerSecond: number;
  readonly secondsLeft: number;
  readonly storedBytes: number;
}

/** What is told in some seconds, from three seconds after it was called on. */
function watch(page: Page, url: string): Promise<Told[]> {
  return page.evaluate(
    async ([url, settlingMs, watchedMs]) => {
      const download = window.downloads.get(url);
      const told: Told[] = [];
      await new Promise((resolve) => setTimeout(resolve, settlingMs));
      const look = () => {
        const { state } = download;
        if (state.status !== 'downloading') return;
        const { bytesPerSecond, secondsLeft = Number.NaN, storedBytes } = state;
        told.push({ atMs: performance.now(), bytesPerSecond, secondsLeft, storedBytes });
      };
      download.addEventListener('change', look);
      await new Promise((resolve) => setTimeout(resolve, watchedMs));
      download.removeEventListener('change', look);
      return told;
    },
    [url, SETTLING_MS, WATCHED_MS] as const,
  );
}

/** Each is right within a fifth, and no two that follow each other differ by more than a twentieth. */
function expectSteady(told: readonly Told[]): void {
  expect(told.length).toBeGreaterThan(10);
  for (const [index, { atMs, bytesPerSecond, secondsLeft }] of told.entries()) {
    expect(bytesPerSecond / BYTES_PER_SECOND).toBeGreaterThan(0.8);
    expect(bytesPerSecond / BYTES_PER_SECOND).toBeLessThan(1.2);
    const before = told[index - 1];
    if (!before) continue;
    expect(Math.abs(bytesPerSecond / before.bytesPerSecond - 1)).toBeLessThan(0.05);
    const passed = (atMs - before.atMs) / 1000;
    expect(Math.abs(secondsLeft - (before.secondsLeft - passed))).toBeLessThan(0.05 * before.secondsLeft);
  }
  const last = told.at(-1);
  const bytesLeft = content.size - (last?.storedBytes ?? 0);
  expect(last?.secondsLeft).toBeGreaterThan((0.8 * bytesLeft) / BYTES_PER_SECOND);
  expect(last?.secondsLeft).toBeLessThan((1.2 * bytesLeft) / BYTES_PER_SECOND);
}

test('speed and time left are right three seconds after a start, and after a resume, and do not jump', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', content);
  await app.evaluate((url) => {
    window.downloads.configure({ connectionsPerDownload: 4 });
    return window.downloads.get(url).start();
  }, url);
  expectSteady(await watch(app, url));
  await app.evaluate((url) => window.downloads.get(url).pause(), url);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  expectSteady(await watch(app, url));
});

test('a wait for the server is not counted', async ({ app, server }) => {
  // What is under way when one is turned away ends within two seconds; then nobody asks for four.
  const busy = { when: { startsAtOrAfter: 24 * MIB, first: 1 }, status: 503, headers: { 'Retry-After': '6' } };
  const url = server.serve('/film.bin', { ...content, faults: [busy] });
  await app.evaluate((url) => {
    window.downloads.configure({ connectionsPerDownload: 4 });
    return window.downloads.get(url).start();
  }, url);
  for (const status of ['waiting', 'downloading']) {
    await app.waitForFunction(([url, status]) => window.downloads.get(url).state.status === status, [
      url,
      status,
    ] as const);
  }
  expectSteady(await watch(app, url));
});
