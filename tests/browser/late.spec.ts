import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type { RangeServer } from '../range-server/range-server.js';
import { expect, MIB, storedFiles, storedRecords, strictTest } from './fixtures.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const content = { size: MIB, seed: 91 };
const LATE = /\/late-[^/]*\.js$/;

const APP = `<!doctype html><title>app</title><link rel="icon" href="data:,">
  <script type="module">
    import { openDownloads } from './index.js';
    window.downloads = await openDownloads();
    window.loadedFirst = performance.getEntriesByType('resource').map(({ name }) => name);
  </script>`;

declare global {
  interface Window {
    /** The URLs of all that was loaded when the downloads had been opened. */
    loadedFirst: string[];
  }
}

/** An app of the headless API alone, as a bundler makes it: what is needed late is in a file of its own. */
const test = strictTest.extend<object, { bundle: string }>({
  bundle: [
    async ({ browserName }, use, { project }) => {
      const outDir = join(project.outputDir, `late-${browserName}-${process.pid}`);
      await build({ root: ROOT, mode: 'headless', logLevel: 'warn', build: { outDir, emptyOutDir: true } });
      for (const worker of ['worker.js', 'digest.js']) await cp(join(ROOT, 'dist', worker), join(outDir, worker));
      await use(outDir);
    },
    { scope: 'worker' },
  ],
});

async function open(page: Page, server: RangeServer, bundle: string): Promise<void> {
  server.mount('/app/', bundle);
  server.page('/app/', { html: APP });
  await page.goto(`${server.origin}/app/`);
  await page.waitForFunction(() => window.downloads);
}

/** What comes of it, or the error as far as it can be passed on. */
function attempt(page: Page, url: string, what: 'file' | 'remove' | 'diagnose') {
  return page.evaluate(
    async ([url, what]) => {
      try {
        const result = await window.downloads.get(url)[what]();
        return { size: result instanceof File ? result.size : undefined, text: String(result) };
      } catch (error) {
        const { message, code } = error as Error & { code?: string };
        return { message, code };
      }
    },
    [url, what] as const,
  );
}

async function complete(page: Page, url: string): Promise<void> {
  await page.evaluate(async (url) => {
    const download = window.downloads.get(url);
    await download.start();
    await download.finished;
  }, url);
}

const lateRequests = (server: RangeServer) => server.log.requests().filter(({ path }) => LATE.test(path));

test('what is needed late is loaded ahead of need, and not before the downloads are open', async ({
  page,
  server,
  bundle,
}) => {
  await open(page, server, bundle);
  const loadedFirst = await page.evaluate(() => window.loadedFirst);
  expect(loadedFirst).toContain(`${server.origin}/app/index.js`);
  expect(loadedFirst.filter((url) => LATE.test(url))).toEqual([]);
  await expect.poll(() => lateRequests(server).length).toBe(1);
  const url = server.serve('/film.bin', content);
  await complete(page, url);
  expect(await attempt(page, url, 'file')).toMatchObject({ size: content.size });
  expect(lateRequests(server)).toHaveLength(1);
});

test('what cannot be loaded is said, and comes when it is tried again', async ({
  page,
  server,
  bundle,
  browserName,
}) => {
  await page.route(LATE, (route) => route.abort());
  await open(page, server, bundle);
  const url = server.serve('/film.bin', content);
  await complete(page, url);
  expect(await attempt(page, url, 'file')).toMatchObject({
    code: 'network',
    message: expect.stringMatching(
      /^A part of this page itself could not be loaded \(.*\)\. Try again, or reload the page\.$/,
    ),
  });
  expect(await attempt(page, url, 'diagnose')).toMatchObject({ text: expect.stringMatching(/^complete\. A part of/) });
  await page.unroute(LATE);
  if (browserName === 'firefox') {
    // asks only once in the life of a page
    await page.reload();
    await page.waitForFunction(() => window.downloads);
  }
  expect(await attempt(page, url, 'file')).toMatchObject({ size: content.size });
});

test('a removal for which the code cannot be loaded is finished by the next page', async ({ page, server, bundle }) => {
  await page.route(LATE, (route) => route.abort());
  await open(page, server, bundle);
  const url = server.serve('/film.bin', content);
  await complete(page, url);
  expect(await attempt(page, url, 'remove')).toMatchObject({ code: 'network' });
  await page.unroute(LATE);
  await page.reload();
  await expect.poll(() => storedRecords(page)).toEqual([]);
  expect(await storedFiles(page)).toEqual([]);
});

for (const [what, code] of [
  ['with the words for it', 'internal'],
  ['where the words for it cannot be loaded, too', 'network'],
] as const) {
  test(`a worker that does not run fails its download, ${what}`, async ({ page, server, bundle, uncaughtErrors }) => {
    if (code === 'network') await page.route(LATE, (route) => route.abort());
    await open(page, server, bundle);
    const url = server.serve('/film.bin', content);
    const failure = await page.evaluate(async (url) => {
      window.downloads.configure({ workerUrl: '/nowhere.js' });
      const download = window.downloads.get(url);
      await download.start();
      return download.finished.then(
        () => undefined,
        ({ code, message }) => ({ code, message }),
      );
    }, url);
    const words = code === 'network' ? 'A part of this page itself' : 'The download worker could not run';
    expect(failure).toMatchObject({ code, message: expect.stringContaining(words) });
    // Firefox tells of the worker that was not there.
    for (const { message } of uncaughtErrors.splice(0)) expect(message).toContain('/nowhere.js');
  });
}
