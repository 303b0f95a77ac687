import { setTimeout } from 'node:timers/promises';
import { contentSlice } from '../range-server/content.js';
import { openBareChromium } from './bare-browser.js';
import { expect, MIB, test } from './fixtures.js';
import { browserMemory, peakMemory } from './process-memory.js';

const GIB = 2 ** 30;

test.skip(({ browserName }) => browserName !== 'chromium', 'One browser is enough for the arithmetic beyond 32 bits');
test.skip(process.platform !== 'linux', 'Memory is read from /proc');

const content = { size: 5 * GIB + 7, seed: 12 };
const CHECKED = [0, 2 * GIB - 50, 4 * GIB - 50, 4 * GIB + 123 * MIB, content.size - 100];

/** Tells the server when it is idle and when it is done, and then what stands at the places to check. */
const PAGE = `<!doctype html><script type="module">
  import { openDownloads } from '/dist/resumable-download.js';
  const downloads = await openDownloads();
  await fetch('/idle');
  const download = downloads.get('/huge.bin');
  await download.start();
  await download.finished;
  await fetch('/done');
  const file = await download.file();
  for (const start of ${JSON.stringify(CHECKED)}) {
    const bytes = new Uint8Array(await file.slice(start, start + 100).arrayBuffer());
    await fetch('/bytes?' + [...bytes]);
  }
</script>`;

test('5 GiB cross the 4 GiB boundary rightly, in at most 150 MiB of memory above idle', async ({
  playwright,
  server,
  launchOptions,
}) => {
  test.setTimeout(240_000);
  server.page('/', { html: PAGE });
  server.serve('/huge.bin', content);
  server.serve('/idle', { bytes: Buffer.alloc(0), latencyMs: 3000 }); // what the start of a browser needs is gone by then
  for (const path of ['/done', '/bytes']) server.page(path, { html: '' });
  const asked = (path: string) => server.log.requests(path);

  const executable = launchOptions.executablePath ?? playwright.chromium.executablePath();
  const browser = await openBareChromium(executable, launchOptions.args ?? [], `${server.origin}/`);
  try {
    await expect.poll(() => asked('/idle').length, { timeout: 20_000 }).toBe(1);
    await setTimeout(2000);
    const idle = await browserMemory(browser.profile);
    const startedAt = performance.now();
    const peak = await peakMemory(browser.profile, () =>
      expect.poll(() => asked('/done').length, { timeout: 180_000 }).toBe(1),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    const aboveIdle = (peak - idle) / MIB;
    const measured = `5 GiB: ${(content.size / 1e6 / seconds).toFixed()} MB/s, ${aboveIdle.toFixed()} MiB above idle\n`;
    process.stdout.write(measured);

    await expect.poll(() => asked('/bytes').length).toBe(CHECKED.length);
    for (const [index, start] of CHECKED.entries()) {
      const bytes = asked('/bytes')[index]?.query.slice(1).split(',').map(Number) ?? [];
      expect(Buffer.from(bytes)).toEqual(Buffer.from(contentSlice(content, { start, end: start + 100 })));
    }
    expect(server.log.bytesSentTwice('/huge.bin')).toBeLessThan(16 * MIB);
    expect(aboveIdle).toBeLessThan(150);
  } finally {
    await browser.close();
  }
});
