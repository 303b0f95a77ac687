import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, strictTest as test, untilStored } from '../fixtures.js';
import { expectToContinue } from './continuation.js';
import type { RealServer } from './real-server.js';
import { FILE, makeSite, type Site, SLOW_FILE } from './site.js';
import { endOf, hurry, requestsFor, skipWithout, untilStartedOver } from './steps.js';

export interface ServerKind {
  /** As it stands in the titles. */
  readonly name: string;
  /** What must be installed. */
  readonly programs: readonly string[];
  readonly start: (site: Site) => Promise<RealServer>;
  /** What the access log must say. Default: HTTP/1.1. */
  readonly protocol?: string;
  /** How large a file must be for its ranges to be slow. Default: 24 MiB. */
  readonly slowBytes?: number;
}

/** What holds of every server that has ranges. */
export function specifyDownloadsFrom(kind: ServerKind): void {
  const { name, programs, start, protocol = 'HTTP/1.1', slowBytes = 24 * MIB } = kind;
  const content = { size: slowBytes, seed: 30 };
  const changing = { size: 64 * MIB, seed: 31 }; // long enough for a slow machine to change it in time
  const sameSize = { size: changing.size, seed: 32 };
  const otherSize = { size: MIB + 1, seed: 34 };

  skipWithout(...programs);

  test(`a file comes from ${name} in ranges, and ends complete with the right bytes`, async ({ page }) => {
    const large = { size: 40 * MIB + 1, seed: 33 };
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

  test(`a page that goes while ${name} sends in several lanes continues when it is back, and asks for nothing stored`, async ({
    page,
  }) => {
    await using site = await makeSite(content);
    await using server = await start(site);
    const requests = await expectToContinue(page, server, content);
    expect(new Set(requests.map((request) => request.protocol))).toEqual(new Set([protocol]));
  });

  test(`a file that changes while ${name} sends it, and again over a reload, ends as the newest`, async ({ page }) => {
    await using site = await makeSite(changing);
    await using server = await start(site);
    await openApp(page, server);
    const url = server.origin + SLOW_FILE;
    await hurry(page);
    const startedOver = untilStartedOver(page, url);
    await page.evaluate((url) => window.downloads.get(url).start(), url);
    await untilStored(page, url, MIB);
    await site.replace(sameSize);
    await server.forget?.();
    await startedOver;
    await untilStored(page, url, MIB);
    await site.replace(otherSize);
    await server.forget?.();
    await openApp(page, server);
    await hurry(page);
    expect(await endOf(page, url)).toMatchObject({ status: 'complete', totalBytes: otherSize.size });
    expect(await sha256Of(page, url)).toBe(await sha256Hex(otherSize));
  });
}
