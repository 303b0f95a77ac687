import type { Page } from '@playwright/test';
import type { DownloadErrorCode } from '../../../src/index.js';
import type { FileContent } from '../../range-server/content.js';
import { sha256Hex } from '../../range-server/digest.js';
import { expect, sha256Of, strictTest as test } from '../fixtures.js';
import { findProgram } from './program.js';
import type { RealServer } from './real-server.js';

/** Skips the tests of a file, with a reason that tells what to install. */
export function skipWithout(...programs: readonly string[]): void {
  const missing = programs.filter((program) => !findProgram(program));
  test.skip(missing.length > 0, `${missing.join(' and ')} must be installed`);
}

/** Skips a test whose outcome depends on the server alone in all browsers but one. */
export function onceIsEnough(browserName: string): void {
  test.skip(browserName !== 'chromium', 'it depends on the server alone, and runs in Chromium');
}

/** Whatever waits tries again after a tenth of a second. */
export function hurry(page: Page): Promise<unknown> {
  return page.evaluate(() => setInterval(() => window.dispatchEvent(new Event('online')), 100));
}

/** Resolves when what is stored gets less. */
export function untilStartedOver(page: Page, url: string): Promise<void> {
  return page.evaluate(
    (url) =>
      new Promise((resolve) => {
        let most = 0;
        window.downloads.get(url).addEventListener('change', ({ download: { state } }) => {
          if (state.storedBytes < most) resolve();
          most = state.storedBytes;
        });
      }),
    url,
  );
}

/** How a download that runs ends: its state, with the code of its error beside it. */
export function endOf(page: Page, url: string) {
  return page.evaluate(async (url) => {
    const download = window.downloads.get(url);
    await download.finished.catch(() => {});
    const { state } = download;
    return { ...state, code: state.status === 'failed' ? state.error.code : undefined };
  }, url);
}

/** For servers that cannot be served well: every byte is right, or the state says what is wrong. */
export async function expectRightOrHonest(
  page: Page,
  id: string,
  versions: readonly FileContent[],
  codes: readonly DownloadErrorCode[],
): Promise<void> {
  const { status, code } = await endOf(page, id);
  if (status === 'complete') {
    expect(await Promise.all(versions.map(sha256Hex))).toContain(await sha256Of(page, id));
  } else {
    expect(status).toBe('failed');
    expect(codes).toContain(code);
  }
}

/** Stops the server, and tells what it was asked at a path. */
export async function requestsFor(server: RealServer, path: string) {
  return (await server.stop()).filter((request) => request.path === path);
}
