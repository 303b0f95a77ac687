import { setTimeout } from 'node:timers/promises';
import type { Page } from '@playwright/test';
import { contentSize, type FileContent } from '../../range-server/content.js';
import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, sha256Of, untilStored } from '../fixtures.js';
import type { RealServer } from './real-server.js';
import { mostAtOnce, sentBytes } from './served-request.js';
import { SLOW_FILE } from './site.js';
import { endOf, requestsFor } from './steps.js';

/** Requests that a page had made just before it went may reach a server after that. */
const GONE_MS = 500;

/** Downloads the slow file, leaves half way and comes back, and stops the server to look into its log: returned. */
export async function expectToContinue(page: Page, server: RealServer, content: FileContent) {
  const half = contentSize(content) / 2;
  const url = server.origin + SLOW_FILE;
  await openApp(page, server);
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, half);
  await page.goto('about:blank');
  await setTimeout(GONE_MS);
  const backAt = Date.now();
  await openApp(page, server);
  expect(await endOf(page, url)).toMatchObject({ status: 'complete', mode: 'parallel' });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
  const requests = await requestsFor(server, SLOW_FILE);
  expect(mostAtOnce(requests)).toBeGreaterThanOrEqual(4);
  // What was under way when the page went is not counted: servers log what they gave to the system, not what arrived.
  const later = requests.filter(({ startedAt }) => startedAt > backAt);
  const headerBytes = 1000 * later.length;
  // What one has under way when another takes over from it counts as sent, and so does what the system held of that.
  expect(sentBytes(later)).toBeLessThan(half + headerBytes + 4 * MIB);
  return requests;
}
