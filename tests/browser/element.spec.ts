import type { Locator, Page } from '@playwright/test';
import type { ResumableDownload } from '../../src/elements.js';
import { sha256Hex } from '../range-server/digest.js';
import {
  patientExpect as expect,
  MIB,
  openElements,
  storedFiles,
  storedRecords,
  strictTest as test,
} from './fixtures.js';

const content = { size: 24 * MIB + 3, seed: 31 };
const slow = { ...content, bytesPerSecond: 5e5 }; // some 10 s with all lanes: time enough to press something in the middle

const FILM = '<resumable-download src="/film.bin"></resumable-download>';

const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true });
const status = (scope: Page | Locator) => scope.getByRole('status');
const bar = (scope: Page | Locator) => scope.getByRole('progressbar');

async function percentOf(scope: Page | Locator): Promise<number> {
  return Number(await bar(scope).getAttribute('aria-valuenow'));
}

/** Until the middle of a download, by what its bar says. */
async function untilPercent(scope: Page | Locator, percent: number): Promise<void> {
  await expect.poll(() => percentOf(scope), { intervals: [50] }).toBeGreaterThanOrEqual(percent);
}

/** SHA-256 of what the only element of the page has downloaded. */
function sha256OfElement(page: Page): Promise<string> {
  return page.locator('resumable-download').evaluate(async (element: ResumableDownload) => {
    const bytes = await (await element.download?.file())?.arrayBuffer();
    const digest = await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
}

test.describe('the buttons', () => {
  test('Download, Pause, a reload, Resume and Remove lead through the life of a file', async ({ page, server }) => {
    server.serve('/film.bin', slow);
    await openElements(page, server, FILM);
    await expect(status(page)).toHaveText('Ready to download');
    await button(page, 'Download').click();
    await untilPercent(page, 10);
    await expect(status(page)).toHaveText('Downloading');
    await button(page, 'Pause').click();
    await expect(button(page, 'Resume')).toBeVisible();
    await expect(status(page)).toHaveText('Paused');
    const kept = await percentOf(page);
    const asked = server.log.requests('/film.bin').length;

    await page.reload();
    await expect(button(page, 'Resume')).toBeVisible();
    await expect(status(page)).toHaveText('Paused');
    await expect(page.getByRole('group', { name: 'film.bin' })).toContainText('kept');
    expect(await percentOf(page)).toBeGreaterThanOrEqual(kept);
    expect(server.log.requests('/film.bin')).toHaveLength(asked);

    server.serve('/film.bin', content);
    await button(page, 'Resume').click();
    await expect(button(page, 'Save')).toBeVisible();
    await expect(status(page)).toHaveText('Complete');
    expect(await sha256OfElement(page)).toBe(await sha256Hex(content));

    await button(page, 'Remove').click();
    await expect(button(page, 'Download')).toBeVisible();
    await expect.poll(() => storedRecords(page)).toEqual([]);
    expect(await storedFiles(page)).toEqual([]);
  });

  test('Save hands the finished file to the person', async ({ page, server, browserName }) => {
    test.skip(browserName === 'firefox', 'Playwright cannot see downloads of this Firefox');
    server.serve('/film.bin', { size: MIB, seed: 1 });
    await openElements(page, server, '<resumable-download src="/film.bin" name="My film.mkv"></resumable-download>');
    await button(page, 'Download').click();
    const saved = page.waitForEvent('download');
    await button(page, 'Save').click();
    expect((await saved).suggestedFilename()).toBe('My film.mkv');
    await expect(button(page, 'Save')).toBeVisible();
  });

  test('a download that was running when its page went away continues without a press', async ({ page, server }) => {
    server.serve('/film.bin', slow);
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await untilPercent(page, 10);
    server.serve('/film.bin', content);
    await page.reload();
    await expect(status(page)).toHaveText('Complete');
    expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
  });

  test('Cancel in the middle goes back to Download, and leaves nothing stored', async ({ page, server }) => {
    server.serve('/film.bin', slow);
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await untilPercent(page, 5);
    await button(page, 'Cancel').click();
    await expect(button(page, 'Download')).toBeVisible();
    await expect(button(page, 'Cancel')).toBeHidden();
    await expect(bar(page)).toHaveAttribute('aria-valuetext', 'Nothing yet');
    await expect.poll(() => storedRecords(page)).toEqual([]);
    expect(await storedFiles(page)).toEqual([]);
    await expect.poll(() => server.log.requests('/film.bin').every(({ endedAt }) => endedAt)).toBe(true);

    server.serve('/film.bin', content);
    await button(page, 'Download').click();
    await expect(button(page, 'Save')).toBeVisible();
  });

  test('after a failure Retry continues, and the failure is forgotten', async ({ page, server }) => {
    server.serve('/film.bin', { ...content, faults: [{ status: 418 }] });
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await expect(button(page, 'Retry')).toBeVisible();
    await expect(status(page)).toHaveText('The server answered with an error.');
    await page.getByText('Details').click();
    await expect(page.getByText('418')).toBeVisible();

    server.serve('/film.bin', content);
    await button(page, 'Retry').click();
    await expect(button(page, 'Save')).toBeVisible();
    await expect(page.getByText('418')).toHaveCount(0);
    expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
  });

  test('every step can be taken with the keyboard, and the focus never gets lost', async ({ page, server }) => {
    server.serve('/film.bin', slow);
    await openElements(page, server, FILM);
    await expect(button(page, 'Download')).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(button(page, 'Download')).toBeFocused();
    await page.keyboard.press('Enter');
    await untilPercent(page, 5);
    await expect(button(page, 'Pause')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(button(page, 'Resume')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(button(page, 'Cancel')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(button(page, 'Undo')).toBeFocused(); // Cancel is gone
    await page.keyboard.press('Shift+Tab');
    await expect(button(page, 'Download')).toBeFocused();

    server.serve('/film.bin', content);
    await page.keyboard.press('Space');
    await expect(button(page, 'Save')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(button(page, 'Remove')).toBeFocused();
    await page.keyboard.press('Space');
    await expect(button(page, 'Undo')).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(button(page, 'Save')).toBeFocused();
  });
});

test.describe('autostart', () => {
  const AUTOSTART = '<resumable-download src="/film.bin" autostart></resumable-download>';

  test('starts by itself, and leaves what was paused paused', async ({ page, server }) => {
    server.serve('/film.bin', slow);
    await openElements(page, server, AUTOSTART);
    await untilPercent(page, 5);
    await button(page, 'Pause').click();
    await expect(status(page)).toHaveText('Paused');
    await page.reload();
    await expect(button(page, 'Resume')).toBeVisible();
    await expect(status(page)).toHaveText('Paused');
  });

  test('starts when it is set later, and when the element comes back to the page', async ({ page, server }) => {
    server.serve('/film.bin', content);
    server.serve('/other.bin', { size: MIB, seed: 2 });
    await openElements(page, server, FILM);
    await expect(button(page, 'Download')).toBeVisible();
    await page.evaluate(async () => {
      const element = document.querySelector('resumable-download');
      if (!element) return;
      element.remove();
      element.src = '/other.bin';
      element.autostart = true;
      while (!element.download?.url.endsWith('/other.bin')) await new Promise((resolve) => setTimeout(resolve, 10));
      await element.updateComplete;
      document.body.append(element);
    });
    await expect(button(page, 'Save')).toBeVisible();
    expect(server.log.requests('/film.bin')).toEqual([]);
  });
});

test.describe('what it says', () => {
  test('an address that cannot be downloaded is explained, and is no uncaught error', async ({ page, server }) => {
    await openElements(page, server, '<resumable-download src="ftp://example.org/film.mkv"></resumable-download>');
    await expect(status(page)).toContainText('This address can’t be downloaded');
    await expect(page.getByRole('button')).toHaveCount(0);
    await page.getByText('Details').click();
    await expect(page.getByText('"ftp://example.org/film.mkv" is not an http or https URL.')).toBeVisible();

    server.serve('/film.bin', content);
    await page.locator('resumable-download').evaluate((element) => element.setAttribute('src', '/film.bin'));
    await button(page, 'Download').click();
    await expect(button(page, 'Save')).toBeVisible();
  });

  for (const [statusCode, words] of [
    [404, 'The server has no file at this address.'],
    [403, 'The server refuses access.'],
  ] as const) {
    test(`the answer ${statusCode} is told in words`, async ({ page, server }) => {
      server.serve('/film.bin', { ...content, faults: [{ status: statusCode }] });
      await openElements(page, server, FILM);
      await button(page, 'Download').click();
      await expect(status(page)).toContainText(words);
      await expect(button(page, 'Retry')).toBeVisible();
      await button(page, 'Remove').click();
      await expect(status(page)).toHaveText('Removed');
      await expect(button(page, 'Download')).toBeVisible();
    });
  }

  test('a server without ranges means that a reload starts over, and this is said', async ({ page, server }) => {
    server.serve('/film.bin', { ...content, bytesPerSecond: 4e6, faults: [{ ignoreRange: true }] });
    await openElements(page, server, FILM);
    await expect(page.getByText('starts over')).toHaveCount(0);
    await button(page, 'Download').click();
    await expect(page.getByText('after a pause or a reload, this download starts over')).toBeVisible();
    await expect(button(page, 'Save')).toBeVisible({});
    await expect(page.getByText('starts over')).toHaveCount(0);
  });

  test('a busy server is waited for, with a countdown to the next try', async ({ page, server }) => {
    const faults = [{ when: { first: 1 }, status: 503, headers: { 'Retry-After': '6' } }];
    server.serve('/film.bin', { ...content, faults });
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await expect(status(page)).toHaveText('The server is busy.');
    const card = page.getByRole('group', { name: 'film.bin' });
    const secondsLeft = async () => Number(/Next try in (\d+)\ssec/.exec((await card.textContent()) ?? '')?.[1]);
    const first = await secondsLeft();
    await expect.poll(secondsLeft, { intervals: [50] }).toBeLessThan(first);
    await expect(button(page, 'Save')).toBeVisible();
  });

  test('the progress bar tells share and amount, and 100 % only when it is complete', async ({ page, server }) => {
    server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
    await openElements(page, server, FILM);
    await expect(bar(page)).toHaveAccessibleName('Progress of film.bin');
    await expect(bar(page)).toHaveAttribute('aria-valuetext', 'Nothing yet');
    await expect(bar(page)).not.toHaveAttribute('aria-valuenow');
    const drawn = page.locator('resumable-download').evaluate(async (element: ResumableDownload) => {
      const drawn: { status: string; now: number; text: string }[] = [];
      const root = element.renderRoot as ShadowRoot;
      const look = () => {
        const card = root.querySelector<HTMLElement>('.card');
        const bar = root.querySelector('[role=progressbar]');
        if (!card || !bar) return;
        const now = Number(bar.getAttribute('aria-valuenow') ?? -1);
        drawn.push({ status: card.dataset.status ?? '', now, text: bar.getAttribute('aria-valuetext') ?? '' });
      };
      new MutationObserver(look).observe(root, { subtree: true, attributes: true, childList: true });
      await new Promise((resolve) => element.addEventListener('download-complete', resolve, { once: true }));
      await element.updateComplete;
      await new Promise((resolve) => setTimeout(resolve));
      return drawn;
    });
    await button(page, 'Download').click();
    const steps = await drawn;
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.filter(({ status, now }) => now >= 100 && status !== 'complete')).toEqual([]);
    const shares = steps.map(({ now }) => now);
    expect(shares).toEqual(shares.toSorted((one, other) => one - other));
    const middle = steps.filter(({ now }) => now > 0 && now < 100);
    expect(middle.length).toBeGreaterThan(2);
    for (const { now, text } of middle) expect(text).toMatch(new RegExp(`^\\d.* of 25\\.2\\sMB, ${now}%$`));
    expect(steps.at(-1)).toEqual({ status: 'complete', now: 100, text: '25.2\u00a0MB, 100%' });
  });
});

test('two elements with the same src are one download', async ({ page, server }) => {
  server.serve('/film.bin', slow);
  await openElements(page, server, FILM + FILM);
  const [one, other] = [page.locator('resumable-download').first(), page.locator('resumable-download').last()];
  await button(one, 'Download').click();
  await untilPercent(other, 5);
  const same = await page.evaluate(() => {
    const [one, other] = document.querySelectorAll('resumable-download');
    return one?.download !== undefined && one.download === other?.download;
  });
  expect(same).toBe(true);
  await button(other, 'Pause').click();
  await expect(button(one, 'Resume')).toBeVisible();

  server.serve('/film.bin', content);
  await button(other, 'Resume').click();
  await expect(button(one, 'Save')).toBeVisible();
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(8 * MIB); // what was in flight at the pause
  expect(await storedFiles(page)).toHaveLength(1);
});

test('its events bubble out of the shadow, and carry the download', async ({ page, server }) => {
  server.serve('/film.bin', { ...content, faults: [{ when: { first: 1 }, status: 418 }] });
  await openElements(page, server, '<main></main>');
  await page.evaluate(async () => {
    const main = document.querySelector('main');
    const seen: string[] = [];
    Object.assign(window, { seen });
    const element = document.createElement('resumable-download');
    for (const type of ['download-change', 'download-complete', 'download-error'] as const) {
      document.addEventListener(type, (event) => {
        if (event.target !== main || event.download !== element.download) seen.push('not of this element');
        const code = 'error' in event ? event.error.code : '';
        const { status } = event.download.state;
        const told = [event.constructor.name.length > 0 && type, status, code].filter(Boolean).join(' ');
        if (seen.at(-1) !== told) seen.push(told);
      });
    }
    element.src = '/film.bin';
    main?.attachShadow({ mode: 'open' }).append(element);
  });
  const seen = () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
  await expect.poll(seen).toEqual(['download-change idle']);
  await button(page, 'Download').click();
  await expect.poll(seen).toContain('download-error failed http-status');
  await button(page, 'Retry').click();
  await expect.poll(seen).toContain('download-complete complete');
  const all = await seen();
  expect(all).not.toContain('not of this element');
  expect(all.filter((told) => !told.startsWith('download-change'))).toEqual([
    'download-error failed http-status',
    'download-complete complete',
  ]);
  expect(all.at(-2)).toBe('download-change complete');
});

test('an element that is moved tells each change once, and one that is removed tells none while its download goes on', async ({
  page,
  server,
}) => {
  server.serve('/film.bin', slow);
  await openElements(page, server, `${FILM}<main></main>`);
  await button(page, 'Download').click();
  await untilPercent(page, 5);
  const counts = await page.evaluate(async () => {
    const element = document.querySelector('resumable-download');
    const download = element?.download;
    if (!element || !download) throw new Error('There is no download');
    const changes = async (count: number) => {
      for (let seen = 0; seen < count; seen++) {
        await new Promise((resolve) => download.addEventListener('change', resolve, { once: true }));
      }
    };
    for (let times = 0; times < 20; times++) document.querySelector(times % 2 ? 'main' : 'body')?.append(element);
    await element.updateComplete;

    let [told, changed] = [0, 0];
    element.addEventListener('download-change', () => told++);
    const count = () => changed++;
    download.addEventListener('change', count);
    await changes(5);
    const moved = { told, changed };

    element.remove();
    [told, changed] = [0, 0];
    await changes(5);
    const removed = { told, changed };

    document.querySelector('main')?.append(element);
    [told, changed] = [0, 0];
    await changes(5);
    return { moved, removed, back: { told, changed } };
  });
  expect(counts).toEqual({
    moved: { told: 5, changed: 5 },
    removed: { told: 0, changed: 5 },
    back: { told: 5, changed: 5 },
  });
  await expect(status(page)).toHaveText('Downloading');
});

test('a download that becomes complete while its element is away is shown as complete when it is back', async ({
  page,
  server,
}) => {
  server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
  await openElements(page, server, FILM);
  await button(page, 'Download').click();
  await untilPercent(page, 5);
  await page.evaluate(async () => {
    const element = document.querySelector('resumable-download');
    element?.remove();
    await element?.download?.finished;
    if (element) document.body.append(element);
  });
  await expect(status(page)).toHaveText('Complete');
  expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
});

test('another src is another download, and the first one goes on', async ({ page, server }) => {
  server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  server.serve('/song.flac', { size: MIB, seed: 2 });
  await openElements(page, server, FILM);
  await button(page, 'Download').click();
  await untilPercent(page, 5);
  const element = page.locator('resumable-download');
  await element.evaluate((element) => element.setAttribute('src', '/song.flac'));
  await expect(page.getByRole('group', { name: 'song.flac' })).toBeVisible();
  await expect(status(page)).toHaveText('Ready to download');
  await button(page, 'Download').click();
  await expect(button(page, 'Save')).toBeVisible();

  await element.evaluate((element) => element.setAttribute('src', '/film.bin'));
  await expect(page.getByRole('group', { name: 'film.bin' })).toBeVisible();
  await expect(status(page)).toHaveText('Complete', { timeout: 30_000 });
  expect(await sha256OfElement(page)).toBe(await sha256Hex(content));

  await element.evaluate((element) => element.removeAttribute('src'));
  await expect(page.getByRole('group')).toHaveCount(0);
});

test('of attributes that change quickly the last ones count', async ({ page, server }) => {
  await openElements(page, server, FILM);
  await expect(button(page, 'Download')).toBeVisible();
  const url = await page.locator('resumable-download').evaluate(async (element: ResumableDownload) => {
    for (const src of ['/a.bin', 'ftp://nowhere', '/b.bin', '/c.bin']) {
      element.src = src;
      await Promise.resolve();
    }
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve));
    return element.download?.url;
  });
  expect(url).toBe(`${server.origin}/c.bin`);
  await expect(page.getByRole('group', { name: 'c.bin' })).toBeVisible();
  await expect(page.getByText('can’t be downloaded')).toHaveCount(0);
});

test('with a download-id a link that changes stays the same download', async ({ page, server }) => {
  server.serve('/signed', { ...slow, name: 'film.mkv' });
  const element = '<resumable-download src="/signed?key=1" download-id="film"></resumable-download>';
  await openElements(page, server, element);
  await button(page, 'Download').click();
  await untilPercent(page, 5);
  await button(page, 'Pause').click();
  await expect(button(page, 'Resume')).toBeVisible();

  server.serve('/signed', { ...content, name: 'film.mkv' });
  await openElements(page, server, element.replace('key=1', 'key=2'));
  await expect(page.getByRole('group', { name: 'film.mkv' })).toBeVisible();
  server.log.clear();
  await button(page, 'Resume').click();
  await expect(button(page, 'Save')).toBeVisible();
  expect(new Set(server.log.requests('/signed').map(({ query }) => query))).toEqual(new Set(['?key=2']));
  expect(await sha256OfElement(page)).toBe(await sha256Hex(content));
});

test('a page can show a download of its own, which goes before src', async ({ page, server }) => {
  server.serve('/own.bin', { ...content, faults: [{ when: { lacksHeader: 'x-key' }, status: 401 }] });
  await openElements(page, server, FILM);
  await page.evaluate(async (module) => {
    const { openDownloads } = (await import(module)) as typeof import('../../src/elements.js');
    const downloads = await openDownloads({ namespace: 'somebody' });
    const download = downloads.get({ url: '/own.bin', name: 'Mine.mkv', headers: { 'X-Key': 'secret' } });
    const element = document.querySelector('resumable-download');
    if (element) element.download = download;
  }, `${server.origin}/dist/resumable-download.js`);
  await expect(page.getByRole('group', { name: 'Mine.mkv' })).toBeVisible();
  await button(page, 'Download').click();
  await expect(button(page, 'Save')).toBeVisible();
  expect(await sha256OfElement(page)).toBe(await sha256Hex(content));

  await page.evaluate(() => {
    const element = document.querySelector('resumable-download');
    if (element) element.download = undefined;
  });
  await expect(page.getByRole('group', { name: 'film.bin' })).toBeVisible();
  await expect(button(page, 'Download')).toBeVisible();
});

test('what a page sets before the element is defined counts', async ({ page, server }) => {
  server.serve('/film.bin', { size: MIB, seed: 2 });
  server.page('/early', {
    html: `<!doctype html><title>early</title><link rel="icon" href="data:,"><resumable-download></resumable-download>
      <script>Object.assign(document.querySelector('resumable-download'), { src: '/film.bin', autostart: true })</script>
      <script type="module" src="/dist/resumable-download.js"></script>`,
  });
  await page.goto(`${server.origin}/early`);
  await expect(button(page, 'Save')).toBeVisible();
});

test('a long name loses its middle in the picture, is whole beside the details, and for whoever cannot see it', async ({
  page,
  server,
}) => {
  const name = 'Northern-lights-over-a-quiet-harbour-in-the-first-night-of-winter.2160p.mp4';
  await openElements(
    page,
    server,
    `<resumable-download src="/x" name="${name}" style="width: 300px"></resumable-download>`,
  );
  const film = page.getByRole('group', { name, exact: true });
  await expect(film).toBeVisible();
  await expect(button(film, 'Download')).toHaveAccessibleDescription(name);
  await expect(film.getByTitle(name)).toHaveText(name);
  const [stem, line] = await Promise.all([film.locator('.stem').boundingBox(), film.getByTitle(name).boundingBox()]);
  expect(stem?.height).toBe(line?.height); // on one line
  await film.getByText('Details').click(); // a finger cannot hover
  expect((await film.getByTitle(name).boundingBox())?.height).toBeGreaterThan(1.5 * (line?.height ?? 0));
});

test('what a page puts inside is shown below the card’s own words', async ({ page, server }) => {
  server.serve('/film.bin', { size: MIB, seed: 2 });
  await openElements(page, server, '<resumable-download src="/film.bin"><p>A film about nets</p></resumable-download>');
  const [bottom, top] = await Promise.all([bar(page).boundingBox(), page.getByText('A film about nets').boundingBox()]);
  expect(top?.y).toBeGreaterThan(bottom?.y ?? Number.POSITIVE_INFINITY);
});
