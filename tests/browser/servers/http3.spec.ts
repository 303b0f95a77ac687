import { expect, MIB, test } from '../fixtures.js';
import { startCaddy } from './caddy.js';
import { expectToContinue } from './continuation.js';
import { openHttp3Browser } from './http3-browser.js';
import { makeSite } from './site.js';
import { skipWithout } from './steps.js';

skipWithout('caddy');

test('a reload while Caddy sends over HTTP/3 in several lanes continues by itself, and asks for nothing stored', async ({
  playwright,
  browserName,
  launchOptions,
  channel,
}) => {
  const content = { size: 24 * MIB + 1, seed: 40 };
  await using site = await makeSite(content);
  await using server = await startCaddy(site, 'h1 h2 h3');
  const options = { ...launchOptions, ...(channel && { channel }) };
  await using browser = await openHttp3Browser(playwright[browserName], options, server.origin);
  const page = await browser.newPage({ ignoreHTTPSErrors: true });
  const requests = await expectToContinue(page, server, content);
  expect(new Set(requests.map(({ protocol }) => protocol))).toEqual(new Set(['HTTP/3.0']));
});
