import { expect, test } from './fixtures.js';

/** What a page that cannot store anything is told, and what it asks the server for. */
const START = `
  import { openDownloads } from '/dist/resumable-download.js';
  const downloads = await openDownloads();
  const download = downloads.get('/film.bin');
  const thrown = await download.start().catch((error) => error);
  const finished = await download.finished.catch((error) => error);
  document.body.append(JSON.stringify({
    thrown: { code: thrown?.code, message: thrown?.message },
    finished: finished?.code,
    status: download.state.status,
    all: downloads.all.length,
    storage: await downloads.storage().catch((error) => error.name),
  }));`;

test('a sandboxed frame is told why it cannot download', async ({ page, server }) => {
  server.page('/frame', { html: `<body><script type="module">${START}</script>` });
  server.page('/outside', { html: `<iframe sandbox="allow-scripts" src="/frame"></iframe>` });
  server.serve('/film.bin', { size: 1000, seed: 1 });
  await page.goto(`${server.origin}/outside`);
  const said = page.frameLocator('iframe').locator('body');
  await expect(said).toContainText('"code":"storage-unavailable"');
  await expect(said).toContainText('allow-same-origin');
  await expect(said).toContainText('"finished":"storage-unavailable","status":"failed","all":0');
  expect(server.log.requests('/film.bin')).toEqual([]);
});

test('a page that was not loaded securely is told so', async ({ page, server }) => {
  server.page('/page', { html: `<body><script type="module">${START}</script>` });
  server.serve('/film.bin', { size: 1000, seed: 1 });
  await page.goto(`${server.origin.replace('127.0.0.1', 'insecure.test')}/page`);
  const said = page.locator('body');
  await expect(said).toContainText('"code":"storage-unavailable"');
  await expect(said).toContainText('https');
  await expect(said).toContainText('"finished":"storage-unavailable","status":"failed","all":0');
  expect(server.log.requests('/film.bin')).toEqual([]);
});
