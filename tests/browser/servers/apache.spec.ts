import { sha256Hex } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, strictTest as test } from '../fixtures.js';
import { startApache } from './apache.js';
import { compressible } from './compressible.js';
import { specifyDownloadsFrom } from './every-server.js';
import { startNginx } from './nginx.js';
import { findProgram } from './program.js';
import { FILE, makeSite } from './site.js';
import { expectRightOrHonest, hurry, onceIsEnough } from './steps.js';

specifyDownloadsFrom({ name: 'Apache', programs: ['apache2'], start: (site) => startApache(site) });

const content = { size: 24 * MIB + 1, seed: 51 };

test('Apache with MaxRanges none is read in one stream', async ({ page, browserName }) => {
  onceIsEnough(browserName);
  await using site = await makeSite(content);
  await using apache = await startApache(site, 'MaxRanges none');
  await openApp(page, apache);
  const url = apache.origin + FILE;
  expect(await run(page, { url })).toMatchObject({ status: 'complete', mode: 'whole', resumable: false });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
});

test('a file that Apache would compress comes in ranges as it is', async ({ page }) => {
  const text = compressible(12 * MIB);
  await using site = await makeSite(text);
  await using apache = await startApache(site, 'SetOutputFilter DEFLATE');
  await openApp(page, apache);
  const url = apache.origin + FILE;
  expect(await run(page, { url })).toMatchObject({ status: 'complete', mode: 'parallel', resumable: true });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(text));
});

test('a file that Apache compresses even for those who refuse it comes whole', async ({ page }) => {
  const text = compressible(12 * MIB);
  await using site = await makeSite(text);
  await using apache = await startApache(
    site,
    `<Location ${FILE}>\nSetOutputFilter DEFLATE\nSetEnv force-gzip 1\n</Location>`,
  );
  await openApp(page, apache);
  await hurry(page);
  const url = apache.origin + FILE;
  // Chromium fails each request with a Range that is answered so, and does not say why.
  expect(await run(page, { url })).toMatchObject({ status: 'complete', mode: 'whole' });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(text));
});

test('two Apaches that take turns, with inodes in their ETags, end right or honest', async ({ page, browserName }) => {
  onceIsEnough(browserName);
  test.skip(!findProgram('nginx'), 'nginx must be installed');
  await using site = await makeSite(content);
  await using twin = await makeSite(content);
  await using one = await startApache(site, 'FileETag INode MTime Size');
  await using other = await startApache(twin, 'FileETag INode MTime Size');
  const servers = [one, other].map(({ origin }) => `server ${new URL(origin).host};`).join(' ');
  await using balancer = await startNginx(site, {
    http: `upstream apaches { ${servers} }`,
    server: `location = ${FILE} { proxy_pass http://apaches; }`,
  });
  await openApp(page, balancer);
  await hurry(page);
  const url = balancer.origin + FILE;
  await run(page, { url });
  await expectRightOrHonest(page, url, [content], ['changed', 'bad-server']);
});
