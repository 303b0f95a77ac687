import type { Page } from '@playwright/test';
import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, stateOf, strictTest as test, untilStored } from '../fixtures.js';
import { findProgram } from './program.js';
import type { RealServer } from './real-server.js';
import { mostAtOnce, sentBytes } from './served-request.js';
import { FILE, makeSite, type Site, SLOW_FILE } from './site.js';

export interface ServerKind {
  /** As it stands in the titles. */
  readonly name: string;
  /** What must be installed. */
  readonly programs: readonly string[];
  readonly start: (site: Site) => Promise<RealServer>;
  /** What the access log must say. Default: HTTP/1.1. */
  readonly protocol?: string;
  /** How large a file must be for its slow path to be slow. Default: 24 MiB. */
  readonly slowBytes?: number;
}

/** What holds of every server that has ranges. */
export function specifyDownloadsFrom(kind: ServerKind): void {
  const { name, programs, start, protocol = 'HTTP/1.1', slowBytes = 24 * MIB } = kind;
  const content = { size: slowBytes, seed: 31 };
  const sameSize = { size: slowBytes, seed: 32 };
  const otherSize = { size: MIB + 1, seed: 33 };

  skipWithout(...programs);

  test(`a file comes from ${name} in ranges, and ends complete with the right bytes`, async ({ page }) => {
    const large = { size: 40 * MIB + 1, seed: 30 };
    await using site = await makeSite(large);
    await using server = await start(site);
    await openApp(page, server);
    const url = server.origin + FILE;
    expect(await run(page, { url })).toMatchObject({
      status: 'complete',
      mode: 'parallel',
      resumable: true,
      proof: 'validator',
    });
    expect(await sha256Of(page, url)).toBe(await sha256Hex(large));
    const requests = await requestsFor(server, FILE);
    expect(new Set(requests.map(({ status }) => status))).toEqual(new Set([206]));
    expect(new Set(requests.map((request) => request.protocol))).toEqual(new Set([protocol]));
  });

  test(`a reload while ${name} sends in several lanes continues by itself, and few bytes come twice`, async ({
    page,
  }) => {
    await using site = await makeSite(content);
    await using server = await start(site);
    await openApp(page, server);
    const url = server.origin + SLOW_FILE;
    await page.evaluate((url) => window.downloads.get(url).start(), url);
    await untilStored(page, url, content.size / 3);
    await page.reload();
    await page.waitForFunction(() => window.downloads);
    await page.evaluate((url) => window.downloads.find(url)?.finished, url);
    expect(await stateOf(page, url)).toMatchObject({ status: 'complete', storedBytes: content.size });
    expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
    const requests = await requestsFor(server, SLOW_FILE);
    expect(sentBytes(requests) - content.size).toBeLessThan(content.size / 4);
    expect(mostAtOnce(requests)).toBeGreaterThanOrEqual(4);
  });

  test(`a file that is replaced twice while ${name} sends it starts over, and ends as the newest`, async ({ page }) => {
    await using site = await makeSite(content);
    await using server = await start(site);
    await openApp(page, server);
    const url = server.origin + SLOW_FILE;
    await hurry(page);
    const running = run(page, { url });
    await untilStored(page, url, 2 * MIB);
    const startedOver = untilStartedOver(page, url);
    await site.replace(sameSize);
    await startedOver;
    await untilStored(page, url, MIB);
    await site.replace(otherSize);
    expect(await running).toMatchObject({ status: 'complete', totalBytes: otherSize.size });
    expect(await sha256Of(page, url)).toBe(await sha256Hex(otherSize));
  });
}

/** Skips the tests of a file, with a reason that tells what to install. */
export function skipWithout(...programs: readonly string[]): void {
  const missing = programs.filter((program) => !findProgram(program));
  test.skip(missing.length > 0, `${missing.join(' and ')} must be installed`);
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

async function requestsFor(server: RealServer, path: string) {
  return (await server.stop()).filter((request) => request.path === path);
}
