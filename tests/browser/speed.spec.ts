import type { Page } from '@playwright/test';
import { expect, MIB, test } from './fixtures.js';

const SETTLING_MS = 3000;
const WATCHED_MS = 4000;
const content = { size: 200 * MIB, seed: 17, bytesPerSecond: 2e6 };

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

/** Of the worker. */
const REPORT_MS = 100;

/** Each is right within a fifth, and no two that follow each other differ by more than a twentieth. */
function expectSteady(told: readonly Told[]): void {
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last) throw new Error('Nothing was told');
  expect(told.length).toBeGreaterThan(10);
  const bytesPerSecond = ((last.storedBytes - first.storedBytes) * 1000) / (last.atMs - first.atMs);
  for (const [index, now] of told.entries()) {
    expectWithinFifth(now.bytesPerSecond, bytesPerSecond);
    expectWithinFifth(now.secondsLeft, (content.size - now.storedBytes) / bytesPerSecond);
    const before = told[index - 1];
    if (!before) continue;
    const mostStep = 0.05 * Math.max(1, (now.atMs - before.atMs) / REPORT_MS); // a busy machine tells less often
    expect(Math.abs(now.bytesPerSecond / before.bytesPerSecond - 1)).toBeLessThan(mostStep);
    const expectedSeconds = before.secondsLeft - (now.atMs - before.atMs) / 1000;
    expect(Math.abs(now.secondsLeft - expectedSeconds)).toBeLessThan(mostStep * before.secondsLeft);
  }
}

function expectWithinFifth(told: number, right: number): void {
  expect(told).toBeGreaterThan(0.8 * right);
  expect(told).toBeLessThan(1.2 * right);
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
