import { reprDigestOf, sha256Integrity } from '../range-server/digest.js';
import type { RangeServer } from '../range-server/range-server.js';
import { APP, expect, MIB, openApp, run, test } from './fixtures.js';

const small = { size: 5 * MIB, seed: 61 };
const large = { size: 66 * MIB, seed: 62 };

/** The worker is a blob, which inherits the page's policy, and starts no other from a URL. */
function setPolicy(server: RangeServer, scripts: string): void {
  const policy = `script-src 'self' 'unsafe-inline' ${scripts}; worker-src blob:`;
  server.page('/', { html: APP, headers: { 'Content-Security-Policy': policy } });
}

test('where no worker may be started for digests, the download worker computes them', async ({ page, server }) => {
  setPolicy(server, "'wasm-unsafe-eval'");
  await openApp(page, server);
  const url = server.serve('/film.bin', large);
  const ending = await run(page, { url, integrity: await sha256Integrity(large) });
  expect(ending).toMatchObject({ status: 'complete', proof: 'digest' });
  const wrong = await run(page, { url, id: 'wrong', integrity: await sha256Integrity(small) });
  expect(wrong).toMatchObject({ status: 'failed', code: 'integrity' });
});

test.describe('where the policy forbids WebAssembly', () => {
  test.beforeEach(async ({ page, server }) => {
    setPolicy(server, '');
    await openApp(page, server);
  });

  test('a small file is verified all the same', async ({ page, server }) => {
    const url = server.serve('/film.bin', small);
    const ending = await run(page, { url, integrity: await sha256Integrity(small) });
    expect(ending).toMatchObject({ status: 'complete', proof: 'digest' });
    const wrong = await run(page, { url, id: 'wrong', integrity: await sha256Integrity(large) });
    expect(wrong).toMatchObject({ status: 'failed', code: 'integrity' });
  });

  test('a large file with an integrity fails early, and names the directive', async ({ page, server }) => {
    const url = server.serve('/film.bin', { ...large, bytesPerSecond: 1e6 });
    const ending = await run(page, { url, integrity: await sha256Integrity(large) });
    expect(ending).toMatchObject({ status: 'failed', code: 'internal' });
    expect(ending.message).toContain("'wasm-unsafe-eval'");
    expect(ending.storedBytes).toBeLessThan(large.size);
  });

  test('a large file of which only the server tells a digest is complete without that proof', async ({
    page,
    server,
  }) => {
    const url = server.serve('/film.bin', {
      ...large,
      headers: { 'Repr-Digest': await reprDigestOf(large, 'sha256') },
    });
    const ending = await run(page, { url });
    expect(ending).toMatchObject({ status: 'complete', proof: 'validator' });
    expect(ending.advice).toContain("'wasm-unsafe-eval'");
  });
});
