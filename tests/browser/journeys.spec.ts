import type { Locator, Page } from '@playwright/test';
import { announcements, followAnnouncements } from './announcements.js';
import { patientExpect as expect, MIB, openElements } from './fixtures.js';
import { openSheet, type Sheet } from './sheet.js';
import { sourceTest as test } from './source-server.js';

const content = { size: 24 * MIB, seed: 72 };
const slow = { ...content, bytesPerSecond: 5e5 }; // some 8 s with all lanes
const FILM = '<a href="#">before</a><resumable-download src="/film.bin"></resumable-download><a href="#">after</a>';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const bar = (page: Page) => page.getByRole('progressbar', { name: 'Progress of film.bin' });

/** Presses it as a keyboard does, and waits for the button that has the focus then. */
async function press(page: Page, name: string, key: 'Enter' | 'Space', next: string): Promise<void> {
  await expect(button(page, name)).toBeFocused();
  await page.keyboard.press(key);
  await expect(button(page, next)).toBeFocused();
}

test.describe('with a keyboard alone', () => {
  test('download, pause, resume, remove and undo, and the focus is always on what comes next', async ({
    page,
    server,
  }) => {
    server.serve('/film.bin', slow);
    await openElements(page, server, FILM);
    await expect(button(page, 'Download')).toBeVisible();
    await page.getByRole('link', { name: 'before' }).focus();
    await page.keyboard.press('Tab');
    await press(page, 'Download', 'Enter', 'Pause');
    await press(page, 'Pause', 'Space', 'Resume');
    server.serve('/film.bin', content);
    await press(page, 'Resume', 'Enter', 'Save');
    await page.keyboard.press('Tab');
    await press(page, 'Remove', 'Enter', 'Undo');
    await press(page, 'Undo', 'Enter', 'Save');
    await expect(page.getByRole('status')).toHaveText('Complete');
    await page.keyboard.press('Tab');
    await press(page, 'Remove', 'Space', 'Undo');
    await page.keyboard.press('Shift+Tab');
    await expect(button(page, 'Download')).toBeFocused();
  });

  test('download and save, and the focus stays on Save while the card says what came of it', async ({
    page,
    server,
    browserName,
  }) => {
    // No test can choose a place in the browser's own dialog.
    await page.addInitScript(() => Object.assign(window, { showSaveFilePicker: undefined }));
    server.serve('/film.bin', content);
    await openElements(page, server, FILM);
    await expect(button(page, 'Download')).toBeVisible();
    await page.getByRole('link', { name: 'before' }).focus();
    await page.keyboard.press('Tab');
    await press(page, 'Download', 'Enter', 'Save');
    // Playwright cannot see downloads of Debian's Firefox.
    const saved = browserName === 'firefox' ? undefined : page.waitForEvent('download');
    await page.keyboard.press('Enter');
    await expect(page.locator('.offer')).toContainText('Your browser is saving it.');
    // In the page: Firefox shows what it saves in a panel of its own, which has the focus meanwhile.
    const focused = await page
      .locator('resumable-download')
      .evaluate((film) => film.shadowRoot?.activeElement?.outerHTML);
    expect(focused).toContain('data-name="save"');
    expect((await saved)?.suggestedFilename()).toBe(browserName === 'firefox' ? undefined : 'film.bin');
  });
});

/** How what has the focus is outlined, and by how much that stands out from the page. Runs in the page. */
function focusRing(): { width: number; contrast: number } {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused ?? document.body);
  const luminance = (colour: string) => {
    const linear = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((value) => (Number(value) / 255) ** 2.2);
    const [red = 0, green = 0, blue = 0] = linear;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const page = getComputedStyle(document.documentElement).backgroundColor;
  const [dark = 0, light = 0] = [luminance(outlineColor), luminance(page)].sort((a, b) => a - b);
  return {
    width: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
    contrast: (light + 0.05) / (dark + 0.05),
  };
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`a keyboard alone adds and steers a download where the system’s colours rule, and sees where it is: ${colorScheme}`, async ({
    page,
    server,
    browserName,
  }) => {
    test.skip(browserName === 'firefox', 'What drives this Firefox cannot force colours');
    server.serve('/film.bin', slow);
    await page.emulateMedia({ colorScheme, forcedColors: 'active' });
    const scheme = '<style>html { color-scheme: light dark; background: Canvas }</style>';
    await openElements(page, server, `${scheme}<download-shelf add="field"></download-shelf>`);
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    const expectFocus = async (target: Locator) => {
      await expect(target).toBeFocused();
      const { width, contrast } = await page.evaluate(focusRing);
      expect(width).toBeGreaterThanOrEqual(2);
      expect(contrast).toBeGreaterThanOrEqual(3);
    };
    const tabTo = async (target: Locator) => {
      await page.keyboard.press('Tab');
      await expectFocus(target);
    };
    const field = page.getByRole('textbox', { name: 'Add a link' });
    await expect(field).toBeVisible();
    await tabTo(field);
    await page.keyboard.type('film.bin');
    await page.keyboard.press('Enter');
    await expect(page.getByText('can’t be downloaded')).toBeVisible();
    await expectFocus(field);
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(`${server.origin}/film.bin`);
    await page.keyboard.press('Enter');
    await expect(button(page, 'Pause')).toBeVisible();
    await expectFocus(field);
    await tabTo(button(page, 'Add'));
    await tabTo(button(page, 'Pause'));
    await page.keyboard.press('Enter');
    await expectFocus(button(page, 'Resume'));
    await tabTo(button(page, 'Cancel'));
    await tabTo(page.locator('summary'));
    await page.keyboard.press('Enter');
    await tabTo(button(page, 'Copy diagnosis'));
  });
}

test.describe('with a screen reader', () => {
  test('it is told what happens, and not each percent', async ({ page, server }) => {
    await followAnnouncements(page);
    server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
    await openElements(page, server, FILM);
    await button(page, 'Download').click();
    const last = async () => (await announcements(page)).at(-1);
    await expect.poll(last).toBe('film.bin: Complete');
    const said = await announcements(page);
    expect(said).toContain('film.bin: Downloading');
    expect(said.filter((text) => !text.startsWith('film.bin: '))).toEqual([]);
    expect(said.length).toBeLessThanOrEqual(5); // the quarters besides
  });

  test('the bar tells how far it is, in words', async ({ page, server }) => {
    server.serve('/film.bin', slow);
    await openElements(page, server, FILM);
    await expect(bar(page)).toHaveAttribute('aria-valuetext', 'Nothing yet');
    await button(page, 'Download').click();
    await expect(bar(page)).toHaveAttribute('aria-valuetext', /^[1-9][\d.]* (\S+ )?of 25\.2\sMB, \d+%/);
    await expect(bar(page)).toHaveAttribute('aria-valuenow', /^\d+$/);
  });
});

/** What stands out of its card. Runs in the page. */
function stickingOut(elements: Element[]): string[] {
  return elements.flatMap((element) => {
    const card = element.getBoundingClientRect();
    const inside = [...(element.shadowRoot?.querySelectorAll('*') ?? [])];
    const isOutside = ({ left, right, width }: DOMRect) =>
      width > 0 && (left < card.left - 1 || right > card.right + 1);
    return inside
      .filter((part) => !part.matches('.drop')) // which is laid around everything
      .filter((part) => (part.parentElement?.getBoundingClientRect().width ?? 0) !== 1) // for those who listen only
      .filter((part) => part.getClientRects().length > 0 && isOutside(part.getBoundingClientRect()))
      .map((part) => `${part.tagName} ${part.className} “${part.textContent?.trim().slice(0, 40)}”`);
  });
}

/** Everything that can be pressed or typed into, on a page with every state. */
const TARGETS = 'button, summary, a[href], input, textarea';

test.describe('in every state', () => {
  const wide: Sheet = { name: 'wide', scheme: 'light', layout: { columns: 3, width: 460 } };
  const narrow = { columns: 1, width: 272 }; // 1280 CSS pixels at 400 %
  const zoomed: Sheet = { name: 'zoomed to 400 %', scheme: 'light', layout: narrow };
  const halved = { columns: 1, width: 592, fontSize: '200%' }; // at 200 %
  const large: Sheet = { name: 'text of 200 %', scheme: 'light', layout: halved };

  for (const sheet of [wide, zoomed]) {
    test(`targets are at least 24 by 24 pixels: ${sheet.name}`, async ({ page, sourceUrl }) => {
      await openSheet(page, sourceUrl, sheet);
      const sizes = await page
        .locator('resumable-download')
        .locator(TARGETS)
        .evaluateAll((targets) =>
          targets.map((target) => {
            const { width, height } = target.getBoundingClientRect();
            return { name: target.textContent?.trim(), width, height };
          }),
        );
      const visible = sizes.filter(({ width }) => width > 0);
      expect(visible.length).toBeGreaterThan(50);
      expect(visible.filter(({ width, height }) => width < 24 || height < 24)).toEqual([]);
    });
  }

  const shelf = { isShelf: true, columns: 1 } as const;
  const shelves: Sheet[] = [
    { name: 'shelves of 352 pixels', scheme: 'light', layout: { ...shelf, width: 352 } },
    { name: 'shelves of 352 pixels in German', scheme: 'light', layout: { ...shelf, width: 352, lang: 'de' } },
    { name: 'shelves zoomed to 400 %', scheme: 'light', layout: { ...shelf, ...narrow } },
    { name: 'shelves with text of 200 %', scheme: 'light', layout: { ...shelf, width: 352, fontSize: '200%' } },
  ];

  for (const sheet of [zoomed, large, ...shelves]) {
    test(`nothing has to be scrolled sideways or stands out: ${sheet.name}`, async ({ page, sourceUrl }) => {
      await openSheet(page, sourceUrl, sheet);
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(overflow).toBeLessThanOrEqual(0);
      expect(await page.locator('resumable-download').evaluateAll(stickingOut)).toEqual([]);
      expect(await page.locator('download-shelf').evaluateAll(stickingOut)).toEqual([]);
    });
  }

  test('nothing moves for those who want no motion', async ({ page, sourceUrl }) => {
    await openSheet(page, sourceUrl, wide);
    const moving = await page.evaluate(() =>
      document.getAnimations().map(({ effect }) => (effect as KeyframeEffect | null)?.target?.className ?? 'something'),
    );
    expect(moving).toEqual([]);
  });
});
