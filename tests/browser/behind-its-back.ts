/** What a test does to the storage of a page without asking the library. */
import type { Page } from '@playwright/test';
import type { RangeServer } from '../range-server/range-server.js';

/** Names of the first schema, written down: a library that changes them no longer finds what an older one has stored. */
export const DATABASE = 'resumable-download-1/';
export const DIRECTORIES = ['resumable-download-1', 'files-'] as const;

/** A page of the origin that knows nothing of the library. */
export async function openBlank(page: Page, server: RangeServer): Promise<void> {
  await page.goto(server.page('/blank', { html: '<!doctype html><link rel="icon" href="data:,">' }));
}

interface RawDatabase {
  readonly version?: number;
  /** Default: as the library makes it. `null`: none. */
  readonly store?: { readonly name: string; readonly keyPath: string } | null;
}

/** Puts these values into the database, which it makes where there is none. */
export function writeRecords(page: Page, records: readonly unknown[], raw: RawDatabase = {}): Promise<void> {
  const { version = 1, store = { name: 'downloads', keyPath: 'id' } } = raw;
  return page.evaluate(
    ({ name, version, store, records }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open(name, version);
        opening.onupgradeneeded = () => {
          if (store) opening.result.createObjectStore(store.name, { keyPath: store.keyPath });
        };
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const database = opening.result;
          const close = () => {
            database.close();
            resolve();
          };
          if (!store) return close();
          const writing = database.transaction(store.name, 'readwrite');
          for (const record of records) writing.objectStore(store.name).put(record);
          writing.oncomplete = close;
          writing.onabort = () => reject(writing.error);
        };
      }),
    { name: DATABASE, version, store, records },
  );
}

export function deleteDatabase(page: Page): Promise<void> {
  return page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const deleting = indexedDB.deleteDatabase(name);
        deleting.onsuccess = () => resolve();
        deleting.onerror = () => reject(deleting.error);
      }),
    DATABASE,
  );
}

/** Puts a file where the library keeps its own: what is at a URL, up to so many bytes, and zeros after that. */
export function putFile(page: Page, name: string, { url, bytes }: { url: string; bytes: number }): Promise<void> {
  return page.evaluate(
    async ({ directories, name, url, bytes }) => {
      let directory = await navigator.storage.getDirectory();
      for (const part of directories) directory = await directory.getDirectoryHandle(part, { create: true });
      const handle = await directory.getFileHandle(name, { create: true });
      const writable = await handle.createWritable();
      const body = await (await fetch(url, { cache: 'no-store' })).arrayBuffer();
      await writable.write(body.slice(0, bytes));
      await writable.truncate(bytes);
      await writable.close();
    },
    { directories: DIRECTORIES, name, url, bytes },
  );
}

/** Changes the length of one of the library's files. 'none' takes it away. Rejects when it is held. */
export function resizeFile(page: Page, name: string, length: number | 'none'): Promise<void> {
  return page.evaluate(
    async ({ directories, name, length }) => {
      let directory = await navigator.storage.getDirectory();
      for (const part of directories) directory = await directory.getDirectoryHandle(part);
      if (length === 'none') return directory.removeEntry(name);
      const handle = await directory.getFileHandle(name);
      const writable = await handle.createWritable({ keepExistingData: true });
      await writable.truncate(length);
      await writable.close();
    },
    { directories: DIRECTORIES, name, length },
  );
}
