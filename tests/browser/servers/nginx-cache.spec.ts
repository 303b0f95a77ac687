import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, strictTest as test, untilStored } from '../fixtures.js';
import { specifyDownloadsFrom } from './every-server.js';
import { startNginxCache } from './nginx-cache.js';
import { FILE, makeSite, SLOW_FILE } from './site.js';
import { expectRightOrHonest, hurry, onceIsEnough } from './steps.js';

specifyDownloadsFrom({
  name: 'a slice cache of nginx',
  programs: ['nginx'],
  start: startNginxCache,
  slowBytes: 64 * MIB,
});

test('a slice cache that keeps parts of two versions ends right or honest, and right once it forgets', async ({
  page,
  browserName,
}) => {
  onceIsEnough(browserName);
  const content = { size: 64 * MIB, seed: 81 };
  const next = { size: 64 * MIB, seed: 82 };
  await using site = await makeSite(content);
  await using cache = await startNginxCache(site);
  await openApp(page, cache);
  await hurry(page);
  const url = cache.origin + SLOW_FILE;
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, MIB);
  await site.replace(next);
  // Where the next slice is of another version, nginx cuts the connection.
  await expectRightOrHonest(page, url, [content, next], ['changed', 'bad-server', 'network']);
  await cache.forget?.();
  expect(await run(page, { id: url, url: cache.origin + FILE })).toMatchObject({ status: 'complete' });
  expect([await sha256Hex(content), await sha256Hex(next)]).toContain(await sha256Of(page, url));
});
