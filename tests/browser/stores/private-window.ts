import { fileURLToPath } from 'node:url';
import { type Browser, firefox, type Page } from '@playwright/test';
import { test as base, openApp } from '../fixtures.js';

const WORKER = fileURLToPath(new URL('../worker/', import.meta.url));

const app = (options: string) => `<!doctype html><title>app</title><link rel="icon" href="data:,">
  <script type="module">
    import * as api from '/dist/resumable-download.js';
    window.api = api;
    window.downloads = await api.openDownloads(${options});
  </script>`;

/**
 * Windows that refuse files: in Firefox a private one, in Chromium one that is told to, since its private ones keep files in
 * memory.
 */
export const test = base.extend<object, { privateBrowser: Browser }>({
  privateBrowser: [
    async ({ browser, browserName, launchOptions, channel }, use) => {
      if (browserName !== 'firefox') return use(browser);
      const firefoxUserPrefs = { ...launchOptions.firefoxUserPrefs, 'browser.privatebrowsing.autostart': true };
      const own = await firefox.launch({ ...launchOptions, ...(channel && { channel }), firefoxUserPrefs });
      await use(own);
      await own.close();
    },
    { scope: 'worker' },
  ],
  context: async ({ privateBrowser, browserName }, use) => {
    const context = await privateBrowser.newContext();
    if (browserName !== 'firefox') await context.addInitScript({ path: `${WORKER}refuse-files.js` });
    await use(context);
    await context.close();
  },
  page: async ({ context }, use) => use(await context.newPage()),
  server: async ({ server, browserName }, use) => {
    server.mount('/worker/', WORKER);
    server.page('/', {
      html: app(browserName === 'firefox' ? '' : "{ workerUrl: '/worker/worker-without-files.js' }"),
    });
    await use(server);
  },
  app: async ({ page, server }, use) => {
    await openApp(page, server);
    await use(page);
  },
});

/** How many chunks of each file are stored, read behind the library's back. Makes no database. Runs in a page. */
export function readChunkCounts(): Promise<Record<string, number>> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('resumable-download-1//chunks');
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve({});
    opening.onsuccess = () => {
      const database = opening.result;
      const reading = database.transaction(['files', 'chunks']);
      const files = reading.objectStore('files').getAllKeys();
      const chunks = reading.objectStore('chunks').getAllKeys();
      reading.onabort = () => reject(reading.error);
      reading.oncomplete = () => {
        const counts = Object.fromEntries(files.result.map((name) => [String(name), 0]));
        for (const key of chunks.result) {
          const [name] = key as [string, number];
          counts[name] = (counts[name] ?? 0) + 1;
        }
        database.close();
        resolve(counts);
      };
    };
  });
}

export const storedChunks = (page: Page) => page.evaluate(readChunkCounts);

/** Takes a chunk away, or puts these bytes in its place. */
export function replaceChunk(page: Page, name: string, index: number, bytes?: number): Promise<void> {
  return page.evaluate(
    ([name, index, bytes]) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('resumable-download-1//chunks');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction(['files', 'chunks'], 'readwrite');
          const chunks = writing.objectStore('chunks');
          if (bytes === undefined) chunks.delete([name, index]);
          else chunks.put(new Uint8Array(bytes), [name, index]);
          if (bytes !== undefined) writing.objectStore('files').put({ size: 2 ** 20 }, name);
          writing.onabort = () => reject(writing.error);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    [name, index, bytes] as const,
  );
}
