import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { RangeServer } from '../range-server/range-server.js';
import { patientExpect as expect, openElements, strictTest as test } from './fixtures.js';

const VIDEO = fileURLToPath(new URL('../../public/video.webm', import.meta.url));
const PICTURE = fileURLToPath(new URL('../../public/screenshot.png', import.meta.url));

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const card = (path: string) => `<resumable-download src="${path}"></resumable-download>`;

/** One second of silence. */
function silence(): Buffer {
  const samples = 8000;
  const wav = Buffer.alloc(44 + samples, 0x80);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + samples, 4);
  wav.write('WAVEfmt ', 8);
  for (const [value, at, bytes] of [
    [16, 16, 4],
    [1, 20, 2],
    [1, 22, 2],
    [8000, 24, 4],
    [8000, 28, 4],
    [1, 32, 2],
    [8, 34, 2],
  ] as const) {
    wav.writeUIntLE(value, at, bytes);
  }
  wav.write('data', 36);
  wav.writeUInt32LE(samples, 40);
  return wav;
}

/** Lets the test see which object URLs of files the page holds. */
async function watchUrls(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const urls = new Set<string>();
    Object.assign(window, { urls });
    const { createObjectURL, revokeObjectURL } = URL;
    URL.createObjectURL = (object) => {
      const url = createObjectURL(object);
      if (object instanceof File) urls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      urls.delete(url);
      revokeObjectURL(url);
    };
  });
}

const urlsHeld = (page: Page) => page.evaluate(() => (window as unknown as { urls: Set<string> }).urls.size);

async function openComplete(page: Page, server: RangeServer, path: string): Promise<void> {
  await watchUrls(page);
  await openElements(page, server, card(path));
  await button(page, 'Download').first().click();
  await expect(button(page, 'Save').first()).toBeVisible();
}

async function serveVideo(server: RangeServer): Promise<void> {
  server.serve('/film.webm', { bytes: await readFile(VIDEO), contentType: 'video/webm' });
}

const playsIn = (page: Page) =>
  page.locator('video').evaluate((video: HTMLVideoElement) => video.readyState >= 2 && video.duration > 0);

test('a video plays in the card, and goes when it is closed', async ({ page, server }) => {
  await serveVideo(server);
  await openComplete(page, server, '/film.webm');
  await expect(page.locator('video')).toHaveCount(0);
  await button(page, 'Open').click();
  await expect(page.locator('video')).toBeVisible();
  await expect(page.locator('video')).toHaveAttribute('controls');
  await expect.poll(() => playsIn(page)).toBe(true);
  await expect(button(page, 'Close')).toBeFocused();
  expect(await urlsHeld(page)).toBe(1);
  await page.keyboard.press('Enter');
  await expect(page.locator('video')).toHaveCount(0);
  await expect(button(page, 'Open')).toBeFocused();
  expect(await urlsHeld(page)).toBe(0);
});

test('a sound and a picture are opened too, and what is neither offers nothing', async ({ page, server }) => {
  server.serve('/song.wav', { bytes: silence(), contentType: 'audio/wav' });
  server.serve('/shot.png', { bytes: await readFile(PICTURE), contentType: 'image/png' });
  server.serve('/data.bin', { size: 1000, seed: 1 });
  await openComplete(page, server, '/song.wav');
  await button(page, 'Open').click();
  await expect
    .poll(() => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.duration))
    .toBeCloseTo(1, 1);

  await openComplete(page, server, '/shot.png');
  await button(page, 'Open').click();
  await expect
    .poll(() => page.getByRole('img', { name: 'shot.png' }).evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(100);

  await openComplete(page, server, '/data.bin');
  await expect(button(page, 'Open')).toHaveCount(0);
});

test('what the browser cannot show is said so', async ({ page, server }) => {
  server.serve('/film.mp4', { size: 100_000, seed: 1, contentType: 'video/mp4' });
  await openComplete(page, server, '/film.mp4');
  await button(page, 'Open').click();
  await expect(page.getByText('This browser can’t show the file here.')).toBeVisible();
  await expect(page.locator('video')).toHaveCount(0);
  await button(page, 'Close').click();
  await expect(page.getByText('This browser can’t show the file here.')).toHaveCount(0);
  expect(await urlsHeld(page)).toBe(0);
});

test('a film that plays stops when it is removed, and its element forgets it', async ({ page, server }) => {
  await serveVideo(server);
  await openComplete(page, server, '/film.webm');
  const play = async () => {
    await button(page, 'Open').click();
    await page.locator('video').evaluate(async (video: HTMLVideoElement) => {
      video.muted = true;
      await video.play();
      Object.assign(window, { video });
    });
  };
  const isPaused = () => page.evaluate(() => (window as unknown as { video: HTMLVideoElement }).video.paused);
  await play();
  await button(page, 'Remove').click();
  await expect(page.locator('video')).toHaveCount(0);
  await expect.poll(isPaused).toBe(true);
  expect(await urlsHeld(page)).toBe(0);
  await button(page, 'Undo').click();
  await expect(button(page, 'Open')).toBeVisible();
  await expect(page.locator('video')).toHaveCount(0);

  await play();
  await page.evaluate(() => {
    const element = document.querySelector('resumable-download');
    Object.assign(window, { element });
    element?.remove();
  });
  await expect.poll(() => urlsHeld(page)).toBe(0);
  await expect.poll(isPaused).toBe(true);
  await page.evaluate(() => document.body.append((window as unknown as { element: Element }).element));
  await expect(button(page, 'Open')).toBeVisible();
  await expect(page.locator('video')).toHaveCount(0);

  await play();
  await page
    .locator('resumable-download')
    .evaluate((element: HTMLElementTagNameMap['resumable-download']) => element.download?.remove());
  await expect(page.locator('video')).toHaveCount(0);
  expect(await urlsHeld(page)).toBe(0);
});

test('another source closes it, and one that is closed before it is there never opens', async ({ page, server }) => {
  await serveVideo(server);
  await openComplete(page, server, '/film.webm');
  await button(page, 'Open').click();
  await expect(page.locator('video')).toBeVisible();
  await page.evaluate(() => document.querySelector('resumable-download')?.setAttribute('src', '/other.webm'));
  await expect(page.locator('video')).toHaveCount(0);
  expect(await urlsHeld(page)).toBe(0);

  await page.evaluate(() => document.querySelector('resumable-download')?.setAttribute('src', '/film.webm'));
  await expect(button(page, 'Open')).toBeVisible();
  await page.evaluate(() => {
    const element = document.querySelector('resumable-download');
    element?.shadowRoot?.querySelector<HTMLElement>('[data-name=open]')?.click();
    element?.remove();
    if (element) document.body.append(element);
  });
  await expect(button(page, 'Open')).toBeVisible();
  await page.waitForTimeout(500);
  expect(await urlsHeld(page)).toBe(0);
});

test('a file that is gone is said so instead of opened', async ({ page, server }) => {
  await serveVideo(server);
  await openComplete(page, server, '/film.webm');
  await page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    await root.removeEntry('resumable-download-1', { recursive: true });
  });
  await button(page, 'Open').click();
  await expect(page.getByRole('status')).toHaveText('What was stored is gone.');
  await expect(page.locator('video')).toHaveCount(0);
});
