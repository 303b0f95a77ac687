import type { Page } from '@playwright/test';
import { openBlank } from '../browser/behind-its-back.js';
import { bundle } from '../browser/bundle.js';
import type { Writing, Written } from './checkpoints.worker.js';
import { test } from './disk-page.js';
import { median } from './statistics.js';

const PAIRS = Number(process.env.BENCH_PAIRS ?? 5);
const FILE_BYTES = process.env.BENCH_QUICK ? 2 ** 27 : 2 ** 30;
const GOAL = 1.03;

/** Bytes from nowhere: against a network, which is slower, checkpoints cost less. */
test('checkpoints beside one at the end', async ({ server, diskPage, browserName }) => {
  const js = await bundle(new URL('checkpoints.worker.ts', import.meta.url));
  server.page('/checkpoints.js', { js });
  await openBlank(diskPage, server);
  const pairs: { readonly several: Written; readonly one: Written }[] = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const several = await write(diskPage, { fileBytes: FILE_BYTES, checkpoints: true });
    pairs.push({ several, one: await write(diskPage, { fileBytes: FILE_BYTES, checkpoints: false }) });
  }
  const ratios = pairs.map(({ several, one }) => several.ms / one.ms).toSorted((a, b) => a - b);
  const commits = median(pairs.map(({ several }) => several.commits));
  const seconds = median(pairs.map(({ several }) => several.ms)) / 1000;
  process.stdout.write(
    `\n${browserName}: with ${commits} checkpoints in ${seconds.toFixed(2)} s it takes ${median(ratios).toFixed(3)} times as long ` +
      `as with one at the end (${ratios[0]?.toFixed(3)}–${ratios.at(-1)?.toFixed(3)}); wanted ${GOAL}\n`,
  );
});

/** In a new worker. */
function write(page: Page, writing: Writing): Promise<Written> {
  return page.evaluate(
    (writing) =>
      new Promise<Written>((resolve, reject) => {
        const worker = new Worker('/checkpoints.js', { type: 'module' });
        worker.onmessage = ({ data }) => {
          worker.terminate();
          resolve(data);
        };
        worker.onerror = ({ message }) => reject(new Error(message));
        worker.postMessage(writing);
      }),
    writing,
  );
}
