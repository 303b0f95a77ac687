import type { Page } from '@playwright/test';
import {
  patientExpect as expect,
  MIB,
  openApp,
  openElements,
  startAppServer,
  strictTest as test,
  untilStored,
} from './fixtures.js';

const content = { size: 3 * MIB, seed: 71 };
const SECRETS = '?token=s3cret&user=s3cret';
const FILM = `<resumable-download src="/film.bin${SECRETS}"></resumable-download>`;

function diagnosisOf(page: Page, id: string): Promise<string> {
  return page.evaluate((id) => window.downloads.find(id)?.diagnose() ?? 'not known', id);
}

async function complete(page: Page, url: string): Promise<void> {
  await page.evaluate(async (url) => {
    const download = window.downloads.get(url);
    await download.start();
    await download.finished.catch(() => {});
  }, url);
}

test.describe('a diagnosis tells', () => {
  test('what was asked and answered, also after the end, and no secret of the link', async ({ app, server }) => {
    const faults = [{ when: { first: 1 }, status: 503, headers: { 'Retry-After': '1' } }];
    const url = server.serve(`/film.bin${SECRETS}`, { ...content, faults });
    await complete(app, url);
    const text = await diagnosisOf(app, url);
    expect(text).toContain('state: complete');
    expect(text).toContain(`stored: ${content.size} of ${content.size} bytes in 1 ranges`);
    expect(text).toContain(`url: ${server.origin}/film.bin?…`);
    expect(text).toContain(await app.evaluate(() => navigator.userAgent));
    expect(text).toMatch(/storage: \d+ of \d+ bytes used/);
    expect(text).toMatch(/bytes=0-\d+: 503.*\n(?: {4}.*\n)* {4}Retry-After: 1\n(?: {4}.*\n)* {4}retry \(http-status\)/);
    expect(text).toMatch(/bytes=0-\d+: 206(?: over http\/1\.1)?\n {4}Content-Range: bytes 0-\d+\/3145728\n/);
    expect(text).toMatch(/ {4}came as it should: \d+ bytes in/);
    expect(text).not.toContain('s3cret');
  });

  test('what is under way', async ({ app, server }) => {
    const url = server.serve('/film.bin', { ...content, faults: [{ stallAfterBytes: MIB }] });
    await app.evaluate((url) => window.downloads.get(url).start(), url);
    await untilStored(app, url, MIB);
    const text = await diagnosisOf(app, url);
    expect(text).toContain('state: downloading, ');
    expect(text).toContain('owner: this tab');
    expect(text).toMatch(/ {4}under way: 1048576 bytes in/);
  });

  test('which host a redirect led to, and which fields another origin may hide', async ({ app, server }) => {
    const elsewhere = await startAppServer();
    const target = elsewhere.serve('/film.bin', { ...content, cors: 'plain' });
    const url = server.serve('/film.bin', { ...content, redirect: target + SECRETS, cors: 'plain' });
    await complete(app, url);
    const text = await diagnosisOf(app, url);
    await elsewhere.close();
    expect(text).toContain(`, redirected to ${new URL(elsewhere.origin).host}`);
    expect(text).toMatch(/not sent, or hidden from this page: Content-Range, .*ETag/);
    expect(text).toContain(`advice: The server of ${url} `);
    expect(text).not.toContain('s3cret');
  });

  test('how a server failed', async ({ app, server }) => {
    const url = server.serve('/film.bin', { ...content, faults: [{ status: 418 }] });
    await complete(app, url);
    const text = await diagnosisOf(app, url);
    expect(text).toContain('state: failed\n');
    expect(text).toContain('error: http-status (418): ');
    expect(text).toMatch(/: 418.*\n(?: {4}.*\n)* {4}failed \(http-status\): 0 bytes/);
  });

  test('that another tab knows more', async ({ app, context, server }) => {
    const url = server.serve('/film.bin', { ...content, bytesPerSecond: 2e5 });
    await app.evaluate((url) => window.downloads.get(url).start(), url);
    await untilStored(app, url, 1);
    const other = await context.newPage();
    await openApp(other, server);
    await other.waitForFunction((url) => window.downloads.find(url)?.state.owner === 'elsewhere', url);
    const text = await diagnosisOf(other, url);
    expect(text).toMatch(/^owner: another tab/m);
    expect(text).toContain('requests: none seen in this tab');
    expect(await diagnosisOf(app, url)).toContain('bytes=0-');
  });

  test('the first answer and the last ones, of very many', async ({ app, server }) => {
    const faults = [{ capBytes: 64 * 2 ** 10 }];
    const url = server.serve('/film.bin', { ...content, faults });
    await complete(app, url);
    const text = await diagnosisOf(app, url);
    expect(text).toContain('state: complete');
    expect(text.match(/ bytes=\d+-\d+: 206/g)).toHaveLength(12);
    expect(text).toMatch(/the first and the last ones:\n.* bytes=0-/);
  });
});

test.describe('Copy diagnosis', () => {
  const details = (page: Page) => page.getByText('Details', { exact: true });
  const copy = (page: Page) => page.getByRole('button', { name: 'Copy diagnosis' });

  test('puts it on the clipboard, and says so', async ({ page, server }) => {
    server.serve(`/film.bin${SECRETS}`, { ...content, faults: [{ status: 418 }] });
    await openElements(page, server, `${FILM}<textarea id="mail"></textarea>`);
    await page.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible(); // what went wrong stands above the details
    await details(page).click();
    await copy(page).click();
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    await expect(copy(page)).toBeFocused();
    await page.locator('#mail').focus();
    await page.keyboard.press('ControlOrMeta+V');
    await expect(page.locator('#mail')).toHaveValue(/^resumable-download \d.*\n(?:.*\n)*error: http-status \(418\)/);
    expect(await page.locator('#mail').inputValue()).not.toContain('s3cret');
  });

  test('shows it where it cannot be copied, all selected on a press', async ({ page, server }) => {
    await openElements(page, server, '');
    await page.goto(`${server.origin.replace('127.0.0.1', 'insecure.test')}/elements`);
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), FILM);
    await page.getByRole('button', { name: 'Download' }).click();
    await details(page).click();
    await copy(page).click();
    const text = page.getByRole('textbox', { name: 'Copy this text:' });
    await expect(text).toHaveValue(/^resumable-download \d.*\n(?:.*\n)*error: storage-unavailable: /);
    await text.click();
    const selected = await text.evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart);
    expect(selected).toBe((await text.inputValue()).length);
  });

  test('stays open while the state changes, and is forgotten with it', async ({ page, server }) => {
    server.serve(`/film.bin${SECRETS}`, { ...content, size: 48 * MIB, bytesPerSecond: 2e5 });
    await openElements(page, server, FILM);
    await page.getByRole('button', { name: 'Download' }).click();
    await expect(page.getByRole('status')).toHaveText('Downloading');
    await details(page).click();
    await copy(page).click();
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();
    await expect(copy(page)).toBeVisible();
    await expect(page.getByText('Copied', { exact: true })).toHaveCount(0);
  });
});
