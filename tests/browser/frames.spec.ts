import { fileURLToPath } from 'node:url';
import type { FrameLocator, Page } from '@playwright/test';
import { startRangeServer } from '../range-server/range-server.js';
import { patientExpect as expect, MIB, strictTest as test } from './fixtures.js';

const content = { size: 5 * MIB, seed: 71 };
const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const WIDGET = `<!doctype html><html lang="en"><title>widget</title><link rel="icon" href="data:,">
  <script type="module" src="/dist/resumable-download.js"></script>
  <resumable-download src="/film.bin"></resumable-download>`;

const button = (scope: Page | FrameLocator, name: string) => scope.getByRole('button', { name, exact: true });

test('a frame of the same origin downloads, and its page shows it', async ({ page, server }) => {
  server.serve('/film.bin', content);
  server.page('/widget', { html: WIDGET });
  server.page('/outside', { html: `${WIDGET}<iframe src="/widget"></iframe>` });
  await page.goto(`${server.origin}/outside`);
  const frame = page.frameLocator('iframe');
  await button(frame, 'Download').click();
  await expect(button(frame, 'Save')).toBeVisible();
  await expect(button(page, 'Save')).toBeVisible();
});

test('a frame of another origin downloads into its own storage', async ({ page, server }) => {
  const elsewhere = await startRangeServer();
  elsewhere.mount('/dist/', DIST);
  elsewhere.serve('/film.bin', content);
  elsewhere.page('/widget', { html: WIDGET });
  server.page('/outside', { html: `<!doctype html><iframe src="${elsewhere.origin}/widget"></iframe>` });
  await page.goto(`${server.origin}/outside`);
  const frame = page.frameLocator('iframe');
  await button(frame, 'Download').click();
  await expect(button(frame, 'Save')).toBeVisible();
  await elsewhere.close();
});

test('a sandboxed frame that may store nothing says why, and what its page can do', async ({ page, server }) => {
  server.serve('/film.bin', content);
  server.page('/widget', { html: WIDGET });
  server.page('/outside', { html: '<!doctype html><iframe sandbox="allow-scripts" src="/widget"></iframe>' });
  await page.goto(`${server.origin}/outside`);
  const frame = page.frameLocator('iframe');
  await button(frame, 'Download').click();
  await expect(frame.getByRole('group', { name: 'film.bin' })).toContainText('sandboxed');
  await expect(frame.getByRole('group', { name: 'film.bin' })).toContainText('allow-same-origin');
  expect(server.log.requests('/film.bin')).toEqual([]);
});
