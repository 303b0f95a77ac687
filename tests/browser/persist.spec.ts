import type { Page } from '@playwright/test';
import { expect, MIB, openApp, test } from './fixtures.js';

const PAGE = `<!doctype html><title>app</title><link rel="icon" href="data:,"><button>Download</button>
  <script type="module">
    import * as api from '/dist/resumable-download.js';
    window.asked = 0;
    const { persist } = StorageManager.prototype;
    StorageManager.prototype.persist = function () {
      window.asked += 1;
      return persist.call(this);
    };
    window.api = api;
    document.querySelector('button').onclick = async () => {
      for (const path of ['/one.bin', '/other.bin']) {
        await window.downloads.get(path).start();
        await window.downloads.get(path).finished;
      }
      document.title = 'done';
    };
    window.downloads = await api.openDownloads();
  </script>`;

const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: number }).asked);

test.beforeEach(({ server }) => {
  server.page('/', { html: PAGE });
  for (const [seed, path] of ['/one.bin', '/other.bin'].entries()) server.serve(path, { size: MIB, seed });
});

test('a press asks the browser once to keep what is stored, and no download waits for the answer', async ({
  app,
  server,
}) => {
  await app.evaluate(() => window.downloads.get('/one.bin').start());
  const isActive = await app.evaluate(() => navigator.userActivation.isActive); // a driver may pass for a person
  if (!isActive) expect(await asked(app)).toBe(0);
  await openApp(app, server);
  await app.getByRole('button', { name: 'Download' }).click();
  await expect(app).toHaveTitle('done');
  expect(await asked(app)).toBe(1);
});

test('a browser that has agreed before is not asked again', async ({ app, server, browserName }) => {
  test.skip(browserName !== 'chromium', 'Only the protocol of Chromium sets this permission');
  const session = await app.context().newCDPSession(app);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  await session.send('Browser.setPermission', {
    ...(targetInfo.browserContextId && { browserContextId: targetInfo.browserContextId }),
    permission: { name: 'persistent-storage' },
    setting: 'granted',
    origin: server.origin,
  });
  const press = async () => {
    await app.getByRole('button', { name: 'Download' }).click();
    await expect(app).toHaveTitle('done');
  };
  await press();
  await expect.poll(() => app.evaluate(() => window.downloads.storage())).toMatchObject({ persisted: true });
  await openApp(app, server);
  await press();
  expect(await asked(app)).toBe(0);
});
