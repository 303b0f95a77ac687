import { join } from 'node:path';
import { createServer } from 'vite';
import { BUNDLERS } from '../bundlers/bundlers.js';
import { installPackedApp } from '../bundlers/packed-app.js';
import { sha256Integrity } from '../range-server/digest.js';
import { patientExpect as expect, MIB, strictTest as test } from './fixtures.js';

const content = { size: 5 * MIB, seed: 73 };

/** What tells the app which file to show; it needs both the worker and the code for digests. */
const asked = async (url: string) => new URLSearchParams({ src: url, integrity: await sha256Integrity(content) });

for (const [name, build] of Object.entries(BUNDLERS)) {
  test(`an app that ${name} builds from the package downloads and verifies`, async ({ page, server }, testInfo) => {
    const directory = testInfo.outputPath('app');
    await installPackedApp(directory);
    await build(directory);
    server.mount('/app/', join(directory, 'out/'));
    await page.goto(`${server.origin}/app/?${await asked(server.serve('/film.bin', content))}`);
    await page.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
    await expect(page.getByRole('group', { name: 'film.bin' })).toContainText('Matches its checksum');
    const scripts = new Set(
      server.log
        .requests()
        .map(({ path }) => path)
        .filter((path) => /^\/app\/.*\.js$/.test(path)),
    );
    expect(scripts.size).toBeGreaterThanOrEqual(3); // its own, the worker, and the code for digests
  });
}

test('an app of the package runs on Vite’s development server', async ({ page, server }, testInfo) => {
  const directory = testInfo.outputPath('app');
  await installPackedApp(directory);
  const vite = await createServer({
    root: directory,
    configFile: false,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
  });
  await vite.listen();
  const url = server.serve('/film.bin', { ...content, cors: 'exposed' });
  await page.goto(`${vite.resolvedUrls?.local[0]}?${await asked(url)}`);
  await page.getByRole('button', { name: 'Download' }).click();
  await expect(page.getByRole('button', { name: 'Save' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'film.bin' })).toContainText('Matches its checksum');
  await vite.close();
});
