/** One download from one server, as one case sees it. */
import type { Page } from '@playwright/test';
import type { DownloadRequest, DownloadState } from '../../../src/elements.js';
import type { LoggedRequest } from '../../range-server/log.js';
import type { RangeServer } from '../../range-server/range-server.js';
import type { ServedFile } from '../../range-server/representation.js';
import type { View } from './stage.js';

export interface Scene {
  readonly page: Page;
  readonly server: RangeServer;
  /** Another one, for what lies on another origin still. */
  readonly elsewhere: RangeServer;
  readonly view: View;
  /** Of the file, on the server. */
  readonly path: string;
  readonly request: DownloadRequest;
}

/** How a download ended: its state, flattened, and the bytes that it said were stored, one by one. */
export type Outcome = Pick<
  DownloadState,
  'mode' | 'resumable' | 'proof' | 'storedBytes' | 'totalBytes' | 'storedRanges'
> & {
  readonly status: DownloadState['status'];
  readonly name: string;
  readonly advice?: string | undefined;
  readonly code?: string | undefined;
  readonly httpStatus?: number | undefined;
  readonly message?: string | undefined;
  readonly storedSteps: readonly number[];
  /** Why `authorize` was called, where a case has one. */
  readonly asked?: readonly string[];
};

// A stream without ranges must last long enough to be overtaken by ranges.
const WHOLE_BYTES_PER_SECOND = 10 * 2 ** 20; // 10 MiB/s

/** Serves a file at the scene's path, or at another, as the scene's page is to see it. */
export function serve({ server, view, path }: Scene, file: ServedFile, at = path): string {
  const { faults = [] } = file;
  if (view === 'same-origin') return server.serve(at, file);
  if (view === 'exposed') return server.serve(at, { cors: 'exposed', ...file });
  const slowed = { when: { ranged: false }, bytesPerSecond: file.bytesPerSecond ?? WHOLE_BYTES_PER_SECOND };
  return server.serve(at, { cors: 'plain', ...file, faults: [...faults, slowed] });
}

export function start({ page, request }: Scene): Promise<void> {
  return page.evaluate((request) => window.downloads.get(request).start(), request);
}

export function pause({ page, request }: Scene): Promise<void> {
  return page.evaluate((request) => window.downloads.get(request).pause(), request);
}

/** Starts or continues the download, and waits for its end. */
export async function finish(scene: Scene): Promise<Outcome> {
  await start(scene);
  return ending(scene);
}

/** Waits for the end of a download that runs already. */
export function ending({ page, request }: Scene): Promise<Outcome> {
  return page.evaluate(async (request) => {
    const download = window.downloads.get(request);
    const storedSteps: number[] = [];
    await new Promise<void>((resolve) => {
      function look(): void {
        storedSteps.push(download.state.storedBytes);
        if (['complete', 'failed', 'removed'].includes(download.state.status)) resolve();
      }
      download.addEventListener('change', look);
      look();
    });
    const { state, name } = download;
    const { code, httpStatus, message } = state.status === 'failed' ? state.error : {};
    return { ...state, error: undefined, advice: state.advice, name, code, httpStatus, message, storedSteps };
  }, request);
}

export async function untilStored({ page, request }: Scene, bytes: number): Promise<void> {
  await page.waitForFunction(
    ([request, bytes]) => window.downloads.get(request).state.storedBytes >= bytes,
    [request, bytes] as const,
    { polling: 20 },
  );
}

/** Tells the page again and again that it is online, as if somebody cared: then whatever waits tries at once. */
export async function hurry(page: Page): Promise<void> {
  await page.evaluate(() => {
    setInterval(() => window.dispatchEvent(new Event('online')), 100);
  });
}

/** Loads the page anew: what ran goes on by itself. */
export async function reload({ page }: Scene): Promise<void> {
  await page.reload();
  await page.waitForFunction(() => window.downloads);
  await hurry(page);
}

/** The path of what is served beside the file. */
export function beside({ path }: Scene, name: string): string {
  return path.replace(/[^/]*$/, name);
}

/** What was asked of the server for the file, or for what lies beside it; preflights left out. */
export function requestsOf({ server, path }: Scene, at = path): readonly Readonly<LoggedRequest>[] {
  return server.log.requests(at).filter(({ method }) => method !== 'OPTIONS');
}

/** The finished file: its name, and its SHA-256 in hexadecimal, computed in the page. */
export function finishedFile({ page, request }: Scene): Promise<{ name: string; sha256: string }> {
  return page.evaluate(async (request) => {
    const file = await window.downloads.get(request).file();
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    const sha256 = [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return { name: file.name, sha256 };
  }, request);
}
