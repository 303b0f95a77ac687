import type { Page } from '@playwright/test';
import { patientExpect as expect, MIB, openElements, strictTest as test } from './fixtures.js';

const content = { size: 24 * MIB + 3, seed: 31 };
const FILM = '<resumable-download src="/film.bin"></resumable-download>';

/** From now on: what each element says to those who cannot see it, in order. */
async function listen(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const spoken: string[] = [];
    Object.assign(window, { spoken });
    for (const element of document.querySelectorAll('resumable-download')) {
      const region = element.renderRoot.querySelector('[aria-live=polite]');
      const hear = () => region?.textContent && spoken.push(region.textContent);
      hear();
      if (region) new MutationObserver(hear).observe(region, { subtree: true, childList: true, characterData: true });
    }
  });
  return () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken);
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

test('start, quarters and end are said, once, with the name, and nothing when it is first shown', async ({
  page,
  server,
}) => {
  server.serve('/film.bin', { ...content, bytesPerSecond: 400_000 });
  await openElements(page, server, FILM + FILM);
  await expect(button(page, 'Download')).toHaveCount(2);
  const spoken = await listen(page);
  expect(await spoken()).toEqual([]);
  const last = async () => (await spoken()).at(-1);
  await button(page, 'Download').first().click();
  await expect.poll(last).toMatch(/%/);
  server.serve('/film.bin', content);
  await button(page, 'Pause').first().click();
  await expect.poll(last).toBe('film.bin: Paused');
  await button(page, 'Resume').first().click();
  await expect.poll(last).toBe('film.bin: Complete');
  const [start, ...others] = (await spoken()).filter((text) => text !== 'film.bin: Waiting for its turn');
  expect(start).toBe('film.bin: Downloading');
  const marks = others.filter((text) => text.includes('%'));
  expect(marks.length).toBeGreaterThan(0);
  expect(marks.length).toBeLessThan(4);
  for (const mark of marks) expect(mark).toMatch(/^film\.bin: (2[5-9]|[3-9]\d)%(, .* left)?$/);

  await page.reload();
  await expect(button(page, 'Save')).toHaveCount(2);
  expect(await (await listen(page))()).toEqual([]);
});

test('a failure is said with what to do, and no other region speaks', async ({ page, server }) => {
  server.serve('/film.bin', { ...content, faults: [{ status: 403 }] });
  await openElements(page, server, FILM);
  await expect(button(page, 'Download')).toBeVisible();
  const spoken = await listen(page);
  await button(page, 'Download').click();
  await expect(button(page, 'Retry')).toBeVisible();
  await expect
    .poll(spoken)
    .toContainEqual(expect.stringMatching(/^film\.bin: The server refuses access\. Sign in, .*retry\.$/));
  const regions = await page.locator('resumable-download').evaluate(({ shadowRoot }) => {
    const candidates = shadowRoot?.querySelectorAll('[aria-live], [role=status], [role=alert], [role=log], output');
    return [...(candidates ?? [])].map((region) => region.getAttribute('aria-live') ?? region.getAttribute('role'));
  });
  expect(regions.filter((live) => live !== 'off')).toEqual(['polite']);
});

test('another element speaks when the one that spoke is gone or hidden', async ({ page, server }) => {
  server.serve('/film.bin', { ...content, bytesPerSecond: 400_000 });
  await openElements(page, server, FILM + FILM);
  await button(page, 'Download').first().click();
  await expect(button(page, 'Pause')).toHaveCount(2);
  await page
    .locator('resumable-download')
    .first()
    .evaluate((element) => element.setAttribute('hidden', ''));
  const spoken = await listen(page);
  await button(page, 'Pause').click();
  await expect.poll(async () => (await spoken()).at(-1)).toBe('film.bin: Paused');
});
