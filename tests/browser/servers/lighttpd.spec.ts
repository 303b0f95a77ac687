import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, strictTest as test, untilStored } from '../fixtures.js';
import { specifyDownloadsFrom } from './every-server.js';
import { startLighttpd } from './lighttpd.js';
import { FILE, makeSite, SLOW_FILE } from './site.js';
import { expectRightOrHonest, hurry, onceIsEnough } from './steps.js';

specifyDownloadsFrom({ name: 'lighttpd', programs: ['lighttpd'], start: (site) => startLighttpd(site) });

const content = { size: 24 * MIB + 1, seed: 61 };

test('lighttpd without range requests is read in one stream', async ({ page, browserName }) => {
  onceIsEnough(browserName);
  await using site = await makeSite(content);
  await using lighttpd = await startLighttpd(site, 'server.range-requests = "disable"');
  await openApp(page, lighttpd);
  const url = lighttpd.origin + FILE;
  expect(await run(page, { url })).toMatchObject({ status: 'complete', mode: 'whole', resumable: false });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
});

test('a file that changes while lighttpd remembers the old one ends as one of both', async ({ page, browserName }) => {
  onceIsEnough(browserName);
  const next = { size: content.size, seed: 62 };
  await using site = await makeSite(content);
  await using lighttpd = await startLighttpd(site, 'server.stat-cache-engine := "simple"');
  await openApp(page, lighttpd);
  await hurry(page);
  const url = lighttpd.origin + SLOW_FILE;
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, MIB);
  await site.replace(next);
  await expectRightOrHonest(page, url, [content, next], []);
});
