import { fileURLToPath } from 'node:url';
import { sha256Hex, sha256Integrity } from '../range-server/digest.js';
import { expect, MIB, openApp, sha256Of, stateOf, test } from './fixtures.js';

const WORKER = fileURLToPath(new URL('./worker/', import.meta.url));

test.beforeEach(({ server }) => {
  server.mount('/worker/', WORKER);
  for (const path of ['/seen', '/died']) server.page(path, { html: '' });
});

for (const step of ['after-write', 'after-flush', 'before-commit', 'after-commit']) {
  for (const nth of [1, 4]) {
    test(`a worker that dies ${step} number ${nth} costs a few bytes, never the file`, async ({ app, server }) => {
      const content = { size: 24 * MIB + 5, seed: 3 };
      const url = server.serve('/film.bin', { ...content, bytesPerSecond: 4e6 });
      const died = server.log.requests('/died');
      await app.evaluate(
        ([url, integrity, workerUrl]) => {
          window.downloads.configure({ workerUrl });
          return window.downloads.get({ url, integrity }).start();
        },
        [
          url,
          process.env.NOINT ? '' : await sha256Integrity(content),
          `/worker/watched-worker.js?die=${step}&nth=${nth}`,
        ] as const,
      );
      await expect.poll(() => server.log.requests('/died').length).toBeGreaterThan(died.length);

      await openApp(app, server);
      await app.evaluate((url) => window.downloads.find(url)?.finished, url);
      expect(await stateOf(app, url)).toMatchObject({ status: 'complete', storedBytes: content.size });
      expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
    });
  }
}

test('no byte is recorded before it is flushed, none is told and no hash state covers one before it is recorded', async ({
  app,
  server,
}) => {
  const content = { size: 32 * MIB, seed: 4 };
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  await app.evaluate(
    async ([url, integrity, workerUrl]) => {
      window.downloads.configure({ workerUrl });
      const download = window.downloads.get({ url, integrity });
      await download.start();
      await download.finished;
    },
    [url, await sha256Integrity(content), '/worker/watched-worker.js'] as const,
  );
  const last = server.log.requests('/seen').at(-1);
  const seen = JSON.parse(decodeURIComponent(last?.query.slice(1) ?? ''));
  expect(seen.violations).toEqual([]);
  expect(seen.flushes).toBeGreaterThan(5);
  expect(seen.commits).toBeGreaterThan(5);
  expect(seen.hashStates).toBeGreaterThan(5);
  expect(seen.reports).toBeGreaterThan(5);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});
