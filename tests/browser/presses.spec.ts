import type { Page } from '@playwright/test';
import type { ResumableDownload } from '../../src/elements.js';
import { patientExpect as expect, MIB, openElements, strictTest as test } from './fixtures.js';

const content = { size: 12 * MIB, seed: 31 };
const slow = { ...content, bytesPerSecond: 300_000 };
const FILM = '<resumable-download src="/film.bin"></resumable-download>';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function pressDown(page: Page, name: string): Promise<void> {
  await button(page, name).hover();
  await page.mouse.down();
}

test('a double click on Download starts it, and neither pauses nor cancels it', async ({
  page,
  server,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'on a busy machine its driver is too slow for two clicks to be a double one');
  server.serve('/film.bin', slow);
  await openElements(page, server, FILM);
  await button(page, 'Download').dblclick();
  await expect(button(page, 'Pause')).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /^[1-9]/);
  await expect(page.getByRole('status')).toHaveText('Downloading');
});

for (const name of ['Cancel', 'Pause']) {
  test(`a press on ${name} that ends when the file is complete does nothing to it`, async ({ page, server }) => {
    server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await page.locator('resumable-download').evaluate(({ download }: ResumableDownload) => {
      if (download) Object.assign(download, { save: async () => void Object.assign(window, { saved: true }) });
    });
    await pressDown(page, name);
    await expect(page.getByRole('status')).toHaveText('Complete');
    await page.mouse.up();
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 200)));
    await expect(page.getByRole('status')).toHaveText('Complete');
    expect(await page.evaluate(() => 'saved' in window)).toBe(false);

    await button(page, 'Remove').click(); // and the next press counts again
    await expect(button(page, 'Download')).toBeVisible();
  });
}

test('what goes while it has the focus hands it to the likeliest button, and the page does not scroll', async ({
  page,
  server,
}) => {
  server.serve('/film.bin', content);
  await openElements(page, server, `<div style="height: 150vh"></div>${FILM}<div style="height: 150vh"></div>`);
  await button(page, 'Download').click();
  await button(page, 'Remove').focus();
  await page.evaluate(() => scrollTo(0, 0));
  await page.evaluate(() => document.querySelector('resumable-download')?.download?.remove());
  await expect(button(page, 'Download')).toBeFocused();
  expect(await page.evaluate(() => scrollY)).toBe(0);
});
