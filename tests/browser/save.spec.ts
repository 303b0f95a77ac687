import type { Locator, Page } from '@playwright/test';
import { firstWrongOffset } from '../range-server/content.js';
import {
  patientExpect as expect,
  MIB,
  openApp,
  openElements,
  run,
  storedFiles,
  strictTest as test,
} from './fixtures.js';

const content = { size: 40 * MIB + 3, seed: 61 }; // three slices
const FILM = '<resumable-download src="/film.bin"></resumable-download>';
const TARGET = 'film.bin';

const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true });
const status = (scope: Page | Locator) => scope.getByRole('status');

interface Picker {
  /** How often it was shown, and closed. */
  shown: number;
  /** Whether it was shown, last, while the browser let a press count. */
  shownAtPress?: boolean;
  shownByNextTask?: number;
  closed: number;
  closedAfterMs?: number | undefined;
  /** What it does instead of giving a file. */
  refusal?: string;
  /** Makes each write wait, and lets one after the other through. */
  isHeld?: boolean;
  letThrough: (() => void)[];
  /** Instead of writing. */
  failure?: string;
  /** Links that were followed. */
  links: string[];
}

declare global {
  interface Window {
    picker: Picker;
  }
}

/**
 * A browser without a screen cannot show the picker, so the page brings one. What it gives is a real file with real writable
 * streams, at the top of the origin private file system.
 */
async function bringPicker(page: Page, given: Partial<Picker> = {}): Promise<void> {
  await page.addInitScript((given) => {
    if (!window.isSecureContext) return; // about:blank, before the page
    const picker: Picker = { shown: 0, closed: 0, letThrough: [], links: [], ...given };
    const showSaveFilePicker = async ({ suggestedName }: { suggestedName: string }) => {
      picker.shown += 1;
      picker.shownAtPress = navigator.userActivation.isActive;
      if (picker.closedAfterMs !== undefined) {
        await new Promise((resolve) => setTimeout(resolve, picker.closedAfterMs));
        picker.closed += 1;
        throw new DOMException('The person has closed it', 'AbortError');
      }
      if (picker.refusal) throw new DOMException('The test wants it so', picker.refusal);
      const root = await navigator.storage.getDirectory();
      return root.getFileHandle(suggestedName, { create: true });
    };
    Object.assign(window, { picker, showSaveFilePicker });
    const { write } = FileSystemWritableFileStream.prototype;
    FileSystemWritableFileStream.prototype.write = async function (data) {
      if (picker.isHeld) await new Promise<void>((resolve) => picker.letThrough.push(resolve));
      if (picker.failure) throw new DOMException('The test wants it so', picker.failure);
      return write.call(this, data);
    };
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function () {
      picker.links.push(this.download);
      click.call(this);
    };
  }, given);
}

/** The bytes of the chosen file; `undefined`: it is not there. */
async function savedBytes(page: Page): Promise<Uint8Array | undefined> {
  const base64 = await page.evaluate(async (name) => {
    const root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle(name).then(
      (handle) => handle.getFile(),
      () => undefined,
    );
    if (!file) return undefined;
    return new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,?/, ''));
      reader.readAsDataURL(file);
    });
  }, TARGET);
  return base64 === undefined ? undefined : Buffer.from(base64, 'base64');
}

async function expectWhole(page: Page): Promise<void> {
  const saved = await savedBytes(page);
  expect(saved?.length).toBe(content.size);
  expect(saved && firstWrongOffset(saved, content)).toBeUndefined();
}

/** Firefox has no way to take away a file by its handle; it has no picker either. */
async function expectNothingLeft(page: Page, browserName: string): Promise<void> {
  expect((await savedBytes(page))?.length ?? 0).toBe(0);
  if (browserName === 'chromium') expect(await savedBytes(page)).toBeUndefined();
}

const letOneThrough = (page: Page) =>
  page.waitForFunction(() => {
    const next = window.picker.letThrough.shift();
    next?.();
    return next !== undefined;
  });

/** Lets all writes through from now on. */
const release = (page: Page) =>
  page.evaluate(() => {
    window.picker.isHeld = false;
    for (const next of window.picker.letThrough.splice(0)) next();
  });

/** How strongly the bar is inked at a share of its width, up to 255. */
const inkAt = (page: Page, share: number) =>
  page.locator('canvas.map').evaluate((map: HTMLCanvasElement, share) => {
    const x = Math.floor(map.width * share);
    return map.getContext('2d')?.getImageData(x, Math.floor(map.height / 2), 1, 1).data[3];
  }, share);

const offer = (page: Page) => page.locator('.offer');
const change = (page: Page, to: Partial<Picker>) => page.evaluate((to) => void Object.assign(window.picker, to), to);
const shown = (page: Page) => page.evaluate(() => window.picker.shown);
const links = (page: Page) => page.evaluate(() => window.picker.links);

/** What an attempt to save comes to, with how far it got. */
function save(page: Page, url: string, abortAt = Number.POSITIVE_INFINITY) {
  return page.evaluate(
    async ([url, abortAt]) => {
      const stopping = new AbortController();
      const progress: [number, number][] = [];
      const onProgress = (saved: number, total: number) => {
        progress.push([saved, total]);
        if (saved >= abortAt) stopping.abort(new Error('enough'));
      };
      try {
        const outcome = await window.downloads.get(url).save({ onProgress, signal: stopping.signal });
        return { outcome, progress };
      } catch (error) {
        const { message, code } = error as Error & { code?: string };
        return { message, code, progress };
      }
    },
    [url, abortAt] as const,
  );
}

test.describe('save()', () => {
  test('writes the whole file to the place that the person has chosen', async ({ page, server }) => {
    await bringPicker(page);
    const url = server.serve('/film.bin', content);
    await openApp(page, server);
    await run(page, { url });
    const { outcome, progress } = await save(page, url);
    expect(outcome).toBe('saved');
    expect(progress[0]).toEqual([0, content.size]);
    expect(progress.at(-1)).toEqual([content.size, content.size]);
    expect(progress.length).toBeGreaterThan(2);
    await expectWhole(page);
    expect(await links(page)).toEqual([]);
  });

  test('shows the picker while the press lasts, and waits for nothing before', async ({ page, server }) => {
    await bringPicker(page);
    const url = server.serve('/film.bin', content);
    await openApp(page, server);
    await run(page, { url });
    await page.evaluate((url) => {
      const save = document.createElement('button');
      save.textContent = 'Save it';
      save.onclick = () => {
        window.downloads.get(url).save();
        setTimeout(() => Object.assign(window.picker, { shownByNextTask: window.picker.shown }));
      };
      document.body.append(save);
    }, url);
    await button(page, 'Save it').click();
    await page.waitForFunction(() => window.picker.shownByNextTask !== undefined);
    expect(await page.evaluate(() => window.picker)).toMatchObject({ shownByNextTask: 1, shownAtPress: true });
  });

  test('of what is not complete shows no picker', async ({ page, server }) => {
    await bringPicker(page);
    const url = server.serve('/film.bin', content);
    await openApp(page, server);
    expect(await save(page, url)).toMatchObject({ code: 'not-complete' });
    expect(await shown(page)).toBe(0);
  });

  test('is no failure when the person closes the picker', async ({ page, server }) => {
    await bringPicker(page, { closedAfterMs: 500 });
    const url = server.serve('/film.bin', content);
    await openApp(page, server);
    await run(page, { url });
    expect(await save(page, url)).toEqual({ outcome: 'dismissed', progress: [] });
    expect(await links(page)).toEqual([]);
  });

  for (const [why, given] of [
    ['may not be shown', { refusal: 'SecurityError' }],
    ['is closed before anybody could have seen it', { closedAfterMs: 0 }],
  ] as const) {
    test(`leaves it to the browser where the picker ${why}`, async ({ page, server }) => {
      await bringPicker(page, given);
      const url = server.serve('/film.bin', content);
      await openApp(page, server);
      await run(page, { url });
      expect(await save(page, url)).toEqual({ outcome: 'handed-over', progress: [] });
      expect(await links(page)).toEqual(['film.bin']);
    });
  }

  test('that is given up leaves nothing behind', async ({ page, server, browserName }) => {
    await bringPicker(page);
    const url = server.serve('/film.bin', content);
    await openApp(page, server);
    await run(page, { url });
    expect(await save(page, url, 16 * MIB)).toMatchObject({ message: 'enough', progress: { length: 2 } });
    await expectNothingLeft(page, browserName);
    expect(await save(page, url)).toMatchObject({ outcome: 'saved' });
    await expectWhole(page);
    expect(await save(page, url, content.size)).toMatchObject({ message: 'enough' }); // in the last moment
  });

  for (const [failure, code] of [
    ['QuotaExceededError', 'storage-full'],
    ['NotReadableError', 'storage-full'],
    ['NotAllowedError', 'not-saved'],
    ['NoModificationAllowedError', 'not-saved'],
  ] as const) {
    test(`that meets ${failure} in the middle says so, and leaves nothing behind`, async ({
      page,
      server,
      browserName,
    }) => {
      await bringPicker(page, { isHeld: true });
      const url = server.serve('/film.bin', content);
      await openApp(page, server);
      await run(page, { url });
      const saving = save(page, url);
      await letOneThrough(page);
      await page.waitForFunction(() => window.picker.letThrough.length > 0);
      await change(page, { failure });
      await letOneThrough(page);
      expect(await saving).toMatchObject({ code, message: expect.stringContaining('film.bin') });
      await expectNothingLeft(page, browserName);
      await change(page, { failure: '', isHeld: false });
      expect(await save(page, url)).toMatchObject({ outcome: 'saved' }); // nothing is lost
      await expectWhole(page);
    });
  }

  test('on a disk that is really full says so, and leaves nothing behind', async ({ page, server, browserName }) => {
    test.skip(browserName !== 'chromium', 'Only Chromium lets a test set the quota');
    await bringPicker(page);
    const url = server.serve('/film.bin', content);
    await openApp(page, server);
    await run(page, { url });
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: content.size + 20 * MIB });
    expect(await save(page, url)).toMatchObject({ code: 'storage-full' });
    await expectNothingLeft(page, browserName);
  });

  test('of a file that is taken away meanwhile ends as storage-lost', async ({ page, server, browserName }) => {
    await bringPicker(page, { isHeld: true });
    const url = server.serve('/film.bin', content);
    await openApp(page, server);
    await run(page, { url });
    const saving = save(page, url);
    await letOneThrough(page);
    await page.evaluate(async () => {
      const root = await navigator.storage.getDirectory();
      await root.removeEntry('resumable-download-1', { recursive: true });
    });
    await release(page);
    expect(await saving).toMatchObject({ code: 'storage-lost' });
    await expectNothingLeft(page, browserName);
  });

  test('of a download that is removed meanwhile ends as removed', async ({ page, server, browserName }) => {
    await bringPicker(page, { isHeld: true });
    const url = server.serve('/film.bin', content);
    await openApp(page, server);
    await run(page, { url });
    const saving = save(page, url);
    await letOneThrough(page);
    await page.evaluate((url) => window.downloads.get(url).remove(), url);
    await release(page);
    expect(await saving).toMatchObject({ code: 'removed' });
    await expectNothingLeft(page, browserName);
  });
});

test.describe('the card', () => {
  test('shows how saving goes, and then offers to remove the copy in the browser', async ({ page, server }) => {
    await bringPicker(page, { isHeld: true });
    server.serve('/film.bin', content);
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await button(page, 'Save').click();
    await expect(status(page)).toHaveText('Saving…');
    await expect(button(page, 'Remove')).toBeHidden();
    await letOneThrough(page);
    await expect(page.getByText('39% · 16.8 of 41.9 MB')).toBeVisible();
    await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '39');
    await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^16\.8 of 41\.9\sMB, 39%$/);
    await expect.poll(() => inkAt(page, 0.3)).toBeGreaterThan(150);
    await expect.poll(() => inkAt(page, 0.5)).toBeLessThan(130);
    await release(page);
    await expect(offer(page)).toContainText('Saved on your disk. The copy in the browser can go.');
    await expect(status(page)).toHaveText('Complete');
    await expect(button(page, 'Save')).toBeFocused();
    await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '100');
    await expect.poll(() => inkAt(page, 0.5)).toBe(255);
    await expectWhole(page);

    await button(page, 'Remove this copy').click();
    await expect(status(page)).toHaveText('Removed');
    await expect(button(page, 'Undo')).toBeFocused();
    await page.mouse.move(0, 0);
    await expect.poll(() => storedFiles(page)).toEqual([TARGET]);
    await expectWhole(page);
    await button(page, 'Download').click();
    await expect(button(page, 'Save')).toBeVisible();
    await expect(offer(page)).toHaveCount(0); // that was another one
  });

  test('lets saving be stopped, and says nothing of it', async ({ page, server, browserName }) => {
    await bringPicker(page, { isHeld: true });
    server.serve('/film.bin', content);
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await button(page, 'Save').click();
    await letOneThrough(page);
    await button(page, 'Stop').click();
    await release(page);
    await expect(status(page)).toHaveText('Complete');
    await expect(button(page, 'Save')).toBeFocused();
    await expect(page.locator('.problem')).toHaveCount(0);
    await expectNothingLeft(page, browserName);
  });

  test('says nothing when the person closes the picker', async ({ page, server }) => {
    await bringPicker(page, { closedAfterMs: 500 });
    server.serve('/film.bin', content);
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await button(page, 'Save').click();
    await expect.poll(() => page.evaluate(() => window.picker.closed)).toBe(1);
    await expect(page.locator('.problem')).toHaveCount(0);
    await expect(offer(page)).toHaveCount(0);
    await page.evaluate(() => delete window.picker.closedAfterMs);
    await button(page, 'Save').click();
    await expect(offer(page)).toContainText('Saved on your disk');
    await button(page, 'Keep').click();
    await expect(offer(page)).toHaveCount(0);
    await expect(button(page, 'Save')).toBeFocused();
  });

  test('tells in words what went wrong', async ({ page, server }) => {
    await bringPicker(page, { failure: 'NotAllowedError' });
    server.serve('/film.bin', content);
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await button(page, 'Save').click();
    await expect(page.locator('.problem')).toContainText('It could not be saved there.');
    await page.getByText('Details').click();
    await expect(page.getByText('The browser does not let this page write film.bin there.')).toBeVisible();
    await expect(status(page)).toHaveText('Complete');
  });

  test('saves once at a time, whichever element is pressed, and all of them show it', async ({ page, server }) => {
    await bringPicker(page, { isHeld: true });
    server.serve('/film.bin', content);
    await openElements(page, server, FILM + FILM);
    const [one, other] = [page.locator('resumable-download').first(), page.locator('resumable-download').last()];
    await button(one, 'Download').click();
    await expect(button(other, 'Save')).toBeVisible();
    await page.evaluate(() => {
      for (const element of document.querySelectorAll('resumable-download')) {
        for (let times = 0; times < 2; times++) element.shadowRoot?.querySelector<HTMLElement>('.primary')?.click();
      }
    });
    for (const scope of [one, other]) await expect(status(scope)).toHaveText('Saving…');
    expect(await shown(page)).toBe(1);
    await one.evaluate((element) => element.remove());
    await release(page);
    await expect(offer(page)).toContainText('Saved on your disk');
    await expectWhole(page);
  });

  test('asks before the page is left while it saves, and never else', async ({ page, server }) => {
    await bringPicker(page, { isHeld: true });
    server.serve('/film.bin', content);
    await openElements(page, server, FILM);
    const asks = () => page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
    await button(page, 'Download').click();
    await expect(button(page, 'Save')).toBeVisible();
    expect(await asks()).toBe(false);
    await button(page, 'Save').click();
    await expect(status(page)).toHaveText('Saving…');
    expect(await asks()).toBe(true);
    await release(page);
    await expect(status(page)).toHaveText('Complete');
    expect(await asks()).toBe(false);
  });

  test('where the browser saves it says to keep the copy until that is done', async ({ page, server }) => {
    await bringPicker(page, { refusal: 'SecurityError' });
    server.serve('/film.bin', { size: MIB, seed: 1 });
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    await button(page, 'Save').click();
    await expect(offer(page)).toContainText('Your browser is saving it.');
    expect(await links(page)).toEqual(['film.bin']);
    await button(page, 'OK').click();
    await expect(offer(page)).toHaveCount(0);
  });
});
