import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, strictTest as test } from '../fixtures.js';
import { startCaddy } from './caddy.js';
import { compressible } from './compressible.js';
import { specifyDownloadsFrom } from './every-server.js';
import { FILE, makeSite } from './site.js';

test.use({ ignoreHTTPSErrors: true });

specifyDownloadsFrom({
  name: 'Caddy over HTTP/2',
  programs: ['caddy'],
  start: (site) => startCaddy(site, 'h1 h2'),
  protocol: 'HTTP/2.0',
});

test('a file that Caddy would compress comes in ranges as it is', async ({ page }) => {
  const text = compressible(12 * MIB);
  await using site = await makeSite(text);
  await using caddy = await startCaddy(site, 'h1 h2', 'encode gzip zstd {\nmatch {\nheader Content-Type *\n}\n}');
  await openApp(page, caddy);
  const url = caddy.origin + FILE;
  expect(await run(page, { url })).toMatchObject({ status: 'complete', mode: 'parallel', resumable: true });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(text));
});
