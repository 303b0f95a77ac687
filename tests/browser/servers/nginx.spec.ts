import { sha256Hex, sha256Integrity } from '../../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, strictTest as test, untilStored } from '../fixtures.js';
import { compressible } from './compressible.js';
import { specifyDownloadsFrom } from './every-server.js';
import { startNginx } from './nginx.js';
import { FILE, makeSite, SLOW_FILE } from './site.js';
import { endOf, hurry, onceIsEnough, untilStartedOver } from './steps.js';

specifyDownloadsFrom({
  name: 'nginx',
  programs: ['nginx'],
  start: (site) => startNginx(site),
  slowBytes: 64 * MIB,
});

const content = { size: 12 * MIB + 1, seed: 41 };
const ALLOW_ORIGIN = 'add_header Access-Control-Allow-Origin *;';

test('nginx on another origin that exposes its headers is asked in ranges', async ({ app, browserName }) => {
  onceIsEnough(browserName);
  await using site = await makeSite(content);
  const expose = "add_header Access-Control-Expose-Headers 'Content-Range, ETag';";
  await using nginx = await startNginx(site, { server: ALLOW_ORIGIN + expose });
  const url = nginx.origin + FILE;
  expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'parallel', proof: 'validator' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('nginx on another origin that hides its headers sends a right file, also where it compresses', async ({ app }) => {
  const text = compressible(12 * MIB);
  await using site = await makeSite(text);
  for (const gzip of ['off', 'on; gzip_types *']) {
    await using nginx = await startNginx(site, { server: `${ALLOW_ORIGIN} gzip ${gzip}; limit_rate 4m;` });
    const url = nginx.origin + FILE;
    // What it compresses it sends whole to whoever does not ask for a range.
    const state = await run(app, { url });
    expect(state).toMatchObject({ status: 'complete', ...(gzip === 'off' && { mode: 'parallel', resumable: true }) });
    expect(await sha256Of(app, url)).toBe(await sha256Hex(text));
  }
});

test('a file that nginx would compress comes in ranges as it is', async ({ page }) => {
  const text = compressible(12 * MIB);
  await using site = await makeSite(text);
  await using nginx = await startNginx(site, { server: 'gzip on; gzip_types *;' });
  await openApp(page, nginx);
  const url = nginx.origin + FILE;
  expect(await run(page, { url })).toMatchObject({ status: 'complete', mode: 'parallel', resumable: true });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(text));
});

test('nginx with max_ranges 0 is read in one stream', async ({ page, browserName }) => {
  onceIsEnough(browserName);
  await using site = await makeSite(content);
  await using nginx = await startNginx(site, { server: 'max_ranges 0;' });
  await openApp(page, nginx);
  const url = nginx.origin + FILE;
  expect(await run(page, { url })).toMatchObject({ status: 'complete', mode: 'whole', resumable: false });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
});

test('nginx that answers 503 beyond two connections sends a right file', async ({ page, browserName }) => {
  onceIsEnough(browserName);
  await using site = await makeSite(content);
  await using nginx = await startNginx(site, {
    http: 'limit_conn_zone $binary_remote_addr zone=people:1m;',
    server: `location = ${SLOW_FILE} { alias ${site.root}${FILE}; limit_conn people 2; limit_rate 8m; }`,
  });
  await openApp(page, nginx);
  await hurry(page);
  const url = nginx.origin + SLOW_FILE;
  expect(await run(page, { url })).toMatchObject({ status: 'complete', mode: 'parallel' });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
});

test('a file that is written over while nginx reads it starts over, and ends as the new one', async ({
  page,
  browserName,
}) => {
  onceIsEnough(browserName);
  await using site = await makeSite({ size: 64 * MIB, seed: 42 });
  await using nginx = await startNginx(site);
  await openApp(page, nginx);
  await hurry(page);
  const url = nginx.origin + SLOW_FILE;
  const startedOver = untilStartedOver(page, url);
  await page.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(page, url, MIB);
  await site.overwrite(content);
  await startedOver;
  expect(await endOf(page, url)).toMatchObject({ status: 'complete', totalBytes: content.size });
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
});

test('two versions of one second and one size, which nginx gives one ETag, are told apart by the digest', async ({
  page,
  browserName,
}) => {
  onceIsEnough(browserName);
  const old = { size: 64 * MIB, seed: 43 };
  const young = { size: 64 * MIB, seed: 44 };
  await using site = await makeSite(old);
  await using nginx = await startNginx(site);
  await openApp(page, nginx);
  const request = { id: 'film', integrity: await sha256Integrity(young) };
  const ending = run(page, { ...request, url: nginx.origin + SLOW_FILE });
  await untilStored(page, 'film', MIB);
  await site.replaceAtOnce(young);
  expect(await ending).toMatchObject({ status: 'failed', code: 'integrity' });
});
