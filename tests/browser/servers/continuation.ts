import type { Page } from '@playwright/test';
import { contentSize, type FileContent } from '../../range-server/content.js';
import { sha256Hex } from '../../range-server/digest.js';
import { expect, openApp, sha256Of, untilStored } from '../fixtures.js';
import type { RealServer } from './real-server.js';
import { mostAtOnce, sentBytes } from './served-request.js';
import { SLOW_FILE } from './site.js';
import { endOf, requestsFor } from './steps.js';

/** Downloads the slow file with a reload half way, and stops the server to look into its log, which is returned. */
export async function expectToContinue(page: Page, server: RealServer, content: FileContent) {
  const half = contentSize(content) / 2;
  const url = server.origin + SLOW_FILE;
  await openApp(page, server);
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, half);
  await page.goto(`${server.origin}/`, { waitUntil: 'commit' });
  const reloadedAt = Date.now();
  await page.waitForFunction(() => window.downloads);
  expect(await endOf(page, url)).toMatchObject({ status: 'complete', mode: 'parallel' });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
  const requests = await requestsFor(server, SLOW_FILE);
  expect(mostAtOnce(requests)).toBeGreaterThanOrEqual(4);
  // What was under way when the page went is not counted: servers log what they gave to the system, not what arrived.
  const later = requests.filter(({ startedAt }) => startedAt > reloadedAt);
  const headerBytes = 1000 * later.length;
  expect(sentBytes(later)).toBeLessThanOrEqual(half + headerBytes);
  return requests;
}
