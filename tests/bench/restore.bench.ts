import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { DIRECTORIES, openBlank, writeRecords } from '../browser/behind-its-back.js';
import { MIB } from '../browser/fixtures.js';
import type { RangeServer } from '../range-server/range-server.js';
import { test } from './disk-page.js';

const ROUNDS = 2 * Number(process.env.BENCH_PAIRS ?? 5);
const KNOWN = 1000;
const PIECE = MIB / 64;
const SETTLING_MS = 1500; // what a page does after it was opened is done by then
const GOAL_MS = { restore: 300, request: 150 };

/** Opens the downloads when all else is loaded, and says when it did. Milliseconds since the epoch. */
const TIMED_APP = `<!doctype html><title>app</title><link rel="icon" href="data:,"><script type="module">
  import { openDownloads } from '/dist/resumable-download.js';
  if (document.readyState !== 'complete') await new Promise((resolve) => addEventListener('load', resolve));
  const calledAtMs = Date.now();
  const startedAt = performance.now();
  window.downloads = await openDownloads();
  window.opening = { calledAtMs, tookMs: performance.now() - startedAt };
</script>`;

declare global {
  interface Window {
    opening?: { readonly calledAtMs: number; readonly tookMs: number };
  }
}

/** What earlier pages may have left behind, by the index of a download. */
const LEFT_BEHIND: Record<string, (index: number) => object> = {
  'of all kinds': (index) =>
    [
      { intent: 'run', outcome: 'complete', ranges: [{ start: 0, end: MIB }] },
      { intent: 'rest', ranges: everyOther(1 + (index % 30)) },
      { intent: 'run', ranges: everyOther(3), outcome: { code: 'network', message: 'It was unreachable.' } },
      { intent: 'rest', ranges: [] },
    ][index % 4] ?? {},
  'that all want to run': (index) => ({ intent: 'run', ranges: everyOther(1 + (index % 30)) }),
};

for (const [kind, leftBehind] of Object.entries(LEFT_BEHIND)) {
  test(`openDownloads() with ${KNOWN} known downloads ${kind}`, async ({ server, diskPage, browserName }) => {
    server.page('/timed', { html: TIMED_APP });
    const url = server.serve('/film.bin', { size: MIB, seed: 7, bytesPerSecond: 1e5 });
    await openBlank(diskPage, server);
    const records = Array.from({ length: KNOWN }, (_, index) => ({
      ...record(`${url}?${index}`, index),
      ...leftBehind(index),
    }));
    await writeRecords(diskPage, records);
    await makeFiles(diskPage);
    const openings: Opening[] = [];
    for (let round = 0; round < ROUNDS; round++) openings.push(await openTimed(diskPage, server));
    const what = `${browserName}, ${KNOWN} downloads ${kind}`;
    const told = openings.map(({ tookMs }) => tookMs);
    tell(`${what}: restored`, told, GOAL_MS.restore);
    const requested = openings.flatMap(({ requestMs }) => requestMs ?? []);
    if (requested.length > 0) tell(`${what}: first request`, requested, GOAL_MS.request);
  });
}

test('the first request after a reload', async ({ server, diskPage, browserName }) => {
  server.page('/timed', { html: TIMED_APP });
  const url = server.serve('/film.bin', { size: 4096 * MIB, seed: 7, bytesPerSecond: 1e6 });
  await openTimed(diskPage, server);
  await diskPage.evaluate((url) => window.downloads.get(url).start(), url);
  await setTimeout(2 * SETTLING_MS);
  const requested: number[] = [];
  for (let round = 0; round < ROUNDS; round++)
    requested.push((await openTimed(diskPage, server)).requestMs ?? Number.NaN);
  tell(`${browserName}, one download in the middle: first request`, requested, GOAL_MS.request);
});

interface Opening {
  readonly tookMs: number;
  /** From the call until a request came to the server. */
  readonly requestMs: number | undefined;
}

async function openTimed(page: Page, server: RangeServer): Promise<Opening> {
  await page.goto(`${server.origin}/timed`);
  await page.waitForFunction(() => window.opening);
  await setTimeout(SETTLING_MS);
  const { calledAtMs, tookMs } = await page.evaluate(() => window.opening ?? { calledAtMs: 0, tookMs: Number.NaN });
  const first = server.log.requests('/film.bin').find(({ startedAt }) => startedAt >= calledAtMs);
  return { tookMs, requestMs: first && first.startedAt - calledAtMs };
}

function record(url: string, index: number) {
  return {
    id: url,
    url,
    name: undefined,
    integrity: undefined,
    credentials: 'same-origin',
    hadHeaders: false,
    addedAt: Date.now() + index,
    file: `file-${index}`,
    representation: { completeLength: MIB, etag: '"7"', lastModified: undefined, mediaType: 'video/mp4' },
    serverName: undefined,
    mode: 'parallel',
    changes: 0,
    outcome: undefined,
  };
}

function everyOther(count: number) {
  return Array.from({ length: count }, (_, index) => ({ start: 2 * index * PIECE, end: (2 * index + 1) * PIECE }));
}

/** Each known download has one, as long as what it is stored as. */
function makeFiles(page: Page): Promise<void> {
  return page.evaluate(
    async ({ directories, count, bytes }) => {
      let directory = await navigator.storage.getDirectory();
      for (const part of directories) directory = await directory.getDirectoryHandle(part, { create: true });
      for (let index = 0; index < count; index++) {
        const handle = await directory.getFileHandle(`file-${index}`, { create: true });
        const writable = await handle.createWritable();
        await writable.truncate(bytes);
        await writable.close();
      }
    },
    { directories: DIRECTORIES, count: KNOWN, bytes: MIB },
  );
}

function tell(what: string, values: readonly number[], goalMs: number): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]?.toFixed();
  process.stdout.write(
    `\n${what} after ${at(0.5)} ms, at most ${at(1)} ms; ${sorted.length} rounds, wanted ${goalMs} ms\n`,
  );
}
