import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { contentSlice } from '../range-server/content.js';
import { expect, MIB, openApp, test } from './fixtures.js';
import { browserMemory, peakMemory } from './process-memory.js';

const GIB = 2 ** 30;

test.skip(({ browserName }) => browserName !== 'chromium', 'One browser is enough for the arithmetic beyond 32 bits');
test.skip(process.platform !== 'linux', 'Memory is read from /proc');

test('5 GiB cross the 4 GiB boundary rightly, in at most 150 MiB of memory above idle', async ({
  playwright,
  server,
  launchOptions,
}) => {
  test.setTimeout(240_000);
  // A profile of its own: private windows keep their files in memory.
  const profile = await mkdtemp(join(tmpdir(), 'large-'));
  const context = await playwright.chromium.launchPersistentContext(profile, launchOptions);
  try {
    const page = await context.newPage();
    await openApp(page, server);
    const content = { size: 5 * GIB + 7, seed: 12 };
    const url = server.serve('/huge.bin', content);
    await page.waitForTimeout(2000); // what a start leaves behind
    const idle = await browserMemory(profile);
    const startedAt = performance.now();
    const peak = await peakMemory(profile, () =>
      page.evaluate(async (url) => {
        await window.downloads.get(url).start();
        await window.downloads.get(url).finished;
      }, url),
    );
    const seconds = (performance.now() - startedAt) / 1000;
    const aboveIdle = (peak - idle) / MIB;
    test
      .info()
      .annotations.push({
        type: 'measured',
        description: `5 GiB at ${(content.size / 1e6 / seconds).toFixed()} MB/s, ${aboveIdle.toFixed()} MiB above idle`,
      });

    for (const start of [0, 2 * GIB - 50, 4 * GIB - 50, 4 * GIB + 123 * MIB, content.size - 100]) {
      const range = { start, end: start + 100 };
      const bytes = await page.evaluate(
        async ([url, { start, end }]) => {
          const file = await window.downloads.get(url).file();
          return [...new Uint8Array(await file.slice(start, end).arrayBuffer())];
        },
        [url, range] as const,
      );
      expect(Buffer.from(bytes)).toEqual(Buffer.from(contentSlice(content, range)));
    }
    expect(server.log.bytesSentTwice('/huge.bin')).toBe(0);
    expect(aboveIdle).toBeLessThan(150);
  } finally {
    await context.close();
    await rm(profile, { recursive: true, force: true });
  }
});
