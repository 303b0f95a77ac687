import { fileURLToPath } from 'node:url';
import { sha256Hex, sha256Integrity } from '../range-server/digest.js';
import { startRangeServer } from '../range-server/range-server.js';
import { expect, MIB, sha256Of, test } from './fixtures.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));

test('the one-file module, loaded from another origin into a bare page, downloads', async ({ page, server }) => {
  const elsewhere = await startRangeServer();
  elsewhere.mount('/cdn/', DIST);
  const content = { size: 12 * MIB, seed: 21 };
  const url = server.serve('/film.bin', content);
  server.page('/bare', {
    html: `<script type="module" src="${elsewhere.origin}/cdn/resumable-download.js"></script>
      <resumable-download src="/film.bin" integrity="${await sha256Integrity(content)}"></resumable-download>`,
  });
  await page.goto(`${server.origin}/bare`);
  await page.getByRole('button', { name: 'Download' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  await page.evaluate(async (module) => {
    const api = await import(module);
    window.downloads = await api.openDownloads();
  }, `${elsewhere.origin}/cdn/resumable-download.js`);
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
  expect(elsewhere.log.requests('/cdn/digest.js')).not.toEqual([]);
  await elsewhere.close();
});

test('the packages load their worker from beside them, also from another origin', async ({ page, server }) => {
  const elsewhere = await startRangeServer();
  elsewhere.mount('/cdn/', DIST);
  elsewhere.mount('/modules/', fileURLToPath(new URL('../../node_modules/', import.meta.url)));
  const content = { size: 12 * MIB, seed: 22 };
  const url = server.serve('/film.bin', content);
  const modules = {
    comlink: 'comlink/dist/esm/comlink.mjs',
    idb: 'idb/build/index.js',
  };
  const imports = Object.fromEntries(
    Object.entries(modules).map(([name, path]) => [name, `${elsewhere.origin}/modules/${path}`]),
  );
  server.page('/bare', {
    html: `<script type="importmap">${JSON.stringify({ imports })}</script>
      <script type="module">
        import { openDownloads } from '${elsewhere.origin}/cdn/index.js';
        window.downloads = await openDownloads();
      </script>`,
  });
  await page.goto(`${server.origin}/bare`);
  await page.waitForFunction(() => window.downloads);
  const request = { url, integrity: await sha256Integrity(content) };
  await page.evaluate(async (request) => {
    const download = window.downloads.get(request);
    await download.start();
    await download.finished;
  }, request);
  expect(await sha256Of(page, url)).toBe(await sha256Hex(content));
  expect(elsewhere.log.requests('/cdn/digest.js')).not.toEqual([]);
  await elsewhere.close();
});
