import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import type * as Api from '../../src/elements.js';
import { type RangeServer, startRangeServer } from '../range-server/range-server.js';

export { expect };

export const MIB = 2 ** 20;

declare global {
  interface Window {
    /** The built one-file module. */
    api: typeof Api;
    downloads: Api.Downloads;
  }
}

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

/** Opens the downloads as soon as it can, as every page of an app would. */
export const APP = `<!doctype html><title>app</title><link rel="icon" href="data:,">
  <script type="module">
    import * as api from '/dist/resumable-download.js';
    window.api = api;
    window.downloads = await api.openDownloads();
  </script>`;

export interface Fixtures {
  /** Serves the app, the built modules and the files, all of one origin. */
  server: RangeServer;
  /** A page of that origin with its downloads open. */
  app: Page;
}

export const test = base.extend<Fixtures>({
  server: async ({ browserName: _ }, use) => {
    const server = await startAppServer();
    await use(server);
    await server.close();
  },
  app: async ({ page, server }, use) => {
    await openApp(page, server);
    await use(page);
  },
});

/** Serves the app and the built modules. */
export async function startAppServer(): Promise<RangeServer> {
  const server = await startRangeServer();
  server.mount('/dist/', DIST);
  server.page('/', { html: APP });
  return server;
}

export async function openApp(page: Page, server: Pick<RangeServer, 'origin'>): Promise<void> {
  await page.goto(`${server.origin}/`);
  await page.waitForFunction(() => window.downloads);
}

/** SHA-256 of the finished file, in hexadecimal, computed in the page. */
export function sha256Of(page: Page, url: string): Promise<string> {
  return page.evaluate(async (url) => {
    const file = await window.downloads.get(url).file();
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  }, url);
}

/** The state of a known download, as far as it can be passed on. */
export function stateOf(page: Page, id: string): Promise<Api.DownloadState> {
  return page.evaluate((id) => {
    const state = window.downloads.find(id)?.state;
    if (!state) throw new Error(`There is no download ${id}`);
    return state;
  }, id);
}

export async function untilStored(page: Page, id: string, bytes: number): Promise<void> {
  await page.waitForFunction(
    ([id, bytes]) => (window.downloads.find(id)?.state.storedBytes ?? 0) >= bytes,
    [id, bytes] as const,
    { polling: 20 },
  );
}

/** Starts a download, and reports how it ended: its state, flattened, and the statuses that it went through. */
export function run(page: Page, request: Api.DownloadRequest) {
  return page.evaluate(async (request) => {
    const download = window.downloads.get(request);
    const seen: string[] = [];
    download.addEventListener('change', () => seen.push(download.state.status));
    await download.start();
    await download.finished.catch(() => {});
    const { state } = download;
    const error = state.status === 'failed' ? state.error : undefined;
    const { code, message, httpStatus } = error ?? {};
    return { ...state, code, message, httpStatus, seen };
  }, request);
}

/** Ends each pause before a retry, as a person does who comes back to the page: such pauses are long, and random. */
export function hurry(page: Page): Disposable {
  const returning = setInterval(() => page.evaluate(() => window.dispatchEvent(new Event('online'))), 100);
  return { [Symbol.dispose]: () => clearInterval(returning) };
}

/** What tests look at of a record. */
export interface StoredRecord {
  readonly id: string;
  readonly file: string;
  readonly intent: string;
  readonly removed?: boolean;
  readonly digest?: { readonly algorithm: string; readonly hashedBytes: number; readonly state: Uint8Array };
}

/** Every record of the default namespace, read behind the library's back. */
export function storedRecords(page: Page): Promise<StoredRecord[]> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('resumable-download-1/');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          if (!database.objectStoreNames.contains('downloads')) return resolve([]);
          const reading = database.transaction('downloads').objectStore('downloads').getAll();
          reading.onsuccess = () => resolve(reading.result);
          reading.onerror = () => reject(reading.error);
          database.close();
        };
      }),
  );
}

/** The names of all files in the origin private file system, but for those that only hold room while others are written. */
export function storedFiles(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names: string[] = [];
    async function walk(directory: FileSystemDirectoryHandle): Promise<void> {
      for await (const entry of directory.values()) {
        if (entry.kind === 'directory') await walk(entry as FileSystemDirectoryHandle);
        else if (!/\.(room|record)$/.test(entry.name)) names.push(entry.name);
      }
    }
    await walk(await navigator.storage.getDirectory());
    return names;
  });
}

/** For what a person waits for, on a machine that may be slow. */
export const patientExpect = expect.configure({ timeout: 20_000 });

/** Fails each test that leaves an uncaught error in its page. */
export const strictTest = test.extend<{ uncaughtErrors: Error[] }>({
  uncaughtErrors: [
    async ({ page }, use) => {
      const errors: Error[] = [];
      page.on('pageerror', (error) => errors.push(error));
      await use(errors);
      expect(errors).toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens a page that has loaded the one-file module, with this in its body. */
export async function openElements(page: Page, server: RangeServer, body: string): Promise<void> {
  server.page('/elements', {
    html: `<!doctype html><html lang="en"><title>elements</title><link rel="icon" href="data:,">
      <script type="module" src="/dist/resumable-download.js"></script>
      <body>${body}</body>`,
  });
  await page.goto(`${server.origin}/elements`);
}
