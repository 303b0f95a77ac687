import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, sha256Of, test, untilStored } from '../fixtures.js';
import { startCaddy } from './caddy.js';
import { openHttp3Browser } from './http3-browser.js';
import { mostAtOnce, sentBytes } from './served-request.js';
import { makeSite, SLOW_FILE } from './site.js';
import { endOf, requestsFor, skipWithout } from './steps.js';

skipWithout('caddy');

test('a reload while Caddy sends over HTTP/3 in several lanes continues by itself, and few bytes come twice', async ({
  playwright,
  browserName,
  launchOptions,
  channel,
}) => {
  const content = { size: 40 * MIB + 1, seed: 40 };
  await using site = await makeSite(content);
  await using server = await startCaddy(site, 'h1 h2 h3');
  const options = { ...launchOptions, ...(channel && { channel }) };
  await using browser = await openHttp3Browser(playwright[browserName], options, server.origin);
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  await openApp(page, server);
  const url = server.origin + SLOW_FILE;
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, content.size / 2);
  await openApp(page, server);
  expect(await endOf(page, url)).toMatchObject({ status: 'complete', mode: 'parallel' });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
  const requests = await requestsFor(server, SLOW_FILE);
  expect(new Set(requests.map(({ protocol }) => protocol))).toEqual(new Set(['HTTP/3.0']));
  expect(sentBytes(requests) - content.size).toBeLessThan(content.size / 4);
  expect(mostAtOnce(requests)).toBeGreaterThanOrEqual(4);
});
