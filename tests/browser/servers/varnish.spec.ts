import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, strictTest as test, untilStored } from '../fixtures.js';
import { compressible } from './compressible.js';
import { specifyDownloadsFrom } from './every-server.js';
import { startNginx } from './nginx.js';
import { FILE, makeSite, SLOW_FILE } from './site.js';
import { endOf, onceIsEnough } from './steps.js';
import { startVarnish } from './varnish.js';

specifyDownloadsFrom({
  name: 'Varnish before nginx',
  programs: ['varnishd', 'nginx'],
  // All lanes wait for one and the same stream from behind.
  start: async (site) => startVarnish(await startNginx(site, { slowBytesPerSecond: 12 * MIB })),
});

const content = { size: 24 * MIB + 1, seed: 71 };

test('a file that Varnish got compressed ends as the right one', async ({ page }) => {
  const text = compressible(12 * MIB);
  await using site = await makeSite(text);
  const nginx = await startNginx(site, { server: 'gzip on; gzip_types *; gzip_proxied any;' });
  await using varnish = await startVarnish(nginx);
  await openApp(page, varnish);
  const url = varnish.origin + FILE;
  expect(await run(page, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(text));
});

test('a file that changes behind Varnish ends as the old one for as long as Varnish has that', async ({
  page,
  browserName,
}) => {
  onceIsEnough(browserName);
  const next = { size: content.size, seed: 72 };
  await using site = await makeSite(content);
  await using varnish = await startVarnish(await startNginx(site, { slowBytesPerSecond: 12 * MIB }));
  await openApp(page, varnish);
  const url = varnish.origin + SLOW_FILE;
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, MIB);
  await site.replace(next);
  expect(await endOf(page, url)).toMatchObject({ status: 'complete', mode: 'parallel' });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
});
