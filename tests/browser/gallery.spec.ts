import type { Page } from '@playwright/test';
import type { ResumableDownload } from '../../src/elements.js';
import { expect } from './fixtures.js';
import { sourceTest as test } from './source-server.js';

type Column = 'light' | 'dark' | 'narrow' | 'rtl' | 'serif' | 'compact' | 'compact-narrow' | 'compact-rtl';

function openGallery(page: Page, sourceUrl: string, ...columns: Column[]): Promise<void> {
  return openGalleryIn('en', page, sourceUrl, ...columns);
}

async function openGalleryIn(lang: string, page: Page, sourceUrl: string, ...columns: Column[]): Promise<void> {
  await page.goto(`${sourceUrl}tests/elements-gallery/gallery.html?only=${columns.join()}&lang=${lang}`);
  await page.waitForFunction((lang) => {
    const last = [...document.querySelectorAll('resumable-download')].at(-1);
    return last?.shadowRoot?.querySelector(`[lang=${lang}] .card`);
  }, lang);
}

/** Sets the width of every card, in pixels, and the size of a letter. */
async function setWidth(page: Page, width: number, fontSize = 16): Promise<void> {
  await page.evaluate(
    ([width, fontSize]) => {
      for (const column of document.querySelectorAll('section')) {
        column.style.setProperty('--width', `${width}px`);
        column.style.fontSize = `${fontSize}px`;
      }
    },
    [width, fontSize] as const,
  );
}

interface Outline {
  readonly title: string;
  readonly height: number;
  /** Of each visible button, from the card's top and its end, and how large it is. */
  readonly buttons: Readonly<Record<string, readonly number[]>>;
}

/** Of each card that says no more than what it is doing. */
function outlines(page: Page): Promise<Outline[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<ResumableDownload>('resumable-download:not([data-says-more])')].map((element) => {
      const root = element.renderRoot;
      const card = root.querySelector('.card')?.getBoundingClientRect() ?? new DOMRect();
      const isRtl = getComputedStyle(element).direction === 'rtl';
      const buttons = [...root.querySelectorAll<HTMLButtonElement>('.buttons > button:not([hidden])')].map((button) => {
        const { left, right, top, width, height } = button.getBoundingClientRect();
        const fromEnd = isRtl ? left - card.left : card.right - right;
        return [button.classList[0], [top - card.top, fromEnd, width, height].map(Math.round)] as const;
      });
      return {
        title: element.parentElement?.querySelector('figcaption')?.textContent ?? '',
        height: Math.round(card.height),
        buttons: Object.fromEntries(buttons),
      };
    }),
  );
}

/** What is there, and which of the exhibits have it. */
function grouped(rows: readonly (readonly [string, string])[]): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const [key, title] of rows) groups[key] = [...(groups[key] ?? []), title];
  return groups;
}

function expectOne(rows: readonly (readonly [string, string])[], what: string): void {
  const groups = grouped(rows);
  expect(Object.keys(groups), `${what}: ${JSON.stringify(groups, null, 2)}`).toHaveLength(1);
}

test.describe('through all its states', () => {
  for (const [column, widths] of [
    ['light', [260, 280, 320, 359, 360, 400, 440, 511, 512, 700, 1200]],
    ['rtl', [280, 380, 640]],
    ['compact', [160, 230, 320, 400, 480, 900]],
    ['compact-narrow', [160, 200, 255]],
  ] as const) {
    test(`a card keeps its height, and each button its place (${column})`, async ({ page, sourceUrl }) => {
      await openGallery(page, sourceUrl, column);
      for (const width of widths) {
        await setWidth(page, width);
        const shown = await outlines(page);
        expect(shown.length).toBeGreaterThan(15);
        expectOne(
          shown.map(({ height, title }) => [`${height}px`, title]),
          `heights at ${width}px`,
        );
        for (const name of ['primary', 'secondary', 'extra']) {
          const places = shown.flatMap(({ buttons, title }) =>
            buttons[name] ? [[buttons[name].join(), title] as const] : [],
          );
          expectOne(places, `${name} at ${width}px`);
        }
      }
    });
  }

  test('also where letters are twice as large', async ({ page, sourceUrl }) => {
    await openGallery(page, sourceUrl, 'light');
    for (const width of [320, 560, 900]) {
      await setWidth(page, width, 32);
      const shown = await outlines(page);
      expectOne(
        shown.map(({ height, title }) => [`${height}px`, title]),
        `heights at ${width}px`,
      );
    }
  });

  test('the short form is one row', async ({ page, sourceUrl }) => {
    await openGallery(page, sourceUrl, 'compact');
    await setWidth(page, 480);
    for (const { height } of await outlines(page)) expect(height).toBeLessThanOrEqual(48);
  });
});

test('a note that only listeners get makes the short form no higher', async ({ page, sourceUrl }) => {
  await openGallery(page, sourceUrl, 'compact');
  await setWidth(page, 480);
  const heights = await page.locator('figure').evaluateAll((figures) =>
    figures
      .map((figure) => [figure.querySelector('figcaption')?.textContent ?? '', figure.lastElementChild] as const)
      .filter(([title]) => /^downloading(: in another tab|: private window)?$/.test(title))
      .map(([, card]) => card?.getBoundingClientRect().height),
  );
  expect(heights).toHaveLength(3);
  expect(new Set(heights).size, heights.join()).toBe(1);
});

/** What is not to be read, or takes a line more than it has. Failures may be of several lines. */
function lostWords(page: Page): Promise<(string | null)[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<ResumableDownload>('resumable-download')].flatMap(({ renderRoot }) => {
      const isCut = (part: Element) => part.scrollWidth > part.clientWidth || part.scrollHeight > part.clientHeight + 1;
      const isLong = (part: Element) => part.matches('.headline') && part.clientHeight > 30;
      const isFailed = renderRoot.querySelector('[data-status=failed]') !== null;
      return [...renderRoot.querySelectorAll('.headline, .aside, .facts:not(.place)')]
        .filter((part) => isCut(part) || (isLong(part) && !isFailed))
        .map((part) => part.textContent);
    }),
  );
}

for (const lang of ['en', 'ar', 'de', 'es', 'fr', 'ja', 'zh-CN']) {
  test(`what it is doing is whole on one line, and what goes with it has its place: ${lang}`, async ({
    page,
    sourceUrl,
  }) => {
    await openGalleryIn(lang, page, sourceUrl, 'light');
    for (const width of [280, 320, 343, 360, 400, 500, 520]) {
      await setWidth(page, width);
      expect(await lostWords(page), `${width} px`).toEqual([]);
    }
  });
}

test('no word is lost when a person sets letters and words further apart', async ({ page, sourceUrl }) => {
  await openGallery(page, sourceUrl, 'light');
  // WCAG 2.2, 1.4.12
  await page.addStyleTag({ content: 'body { letter-spacing: 0.12em; word-spacing: 0.16em; line-height: 1.5 }' });
  for (const width of [280, 343, 520]) {
    await setWidth(page, width);
    expect(await lostWords(page), `${width} px`).toEqual([]);
  }
});

test('no button moves in a narrow card when it fails, whatever is said then', async ({ page, sourceUrl }) => {
  await openGallery(page, sourceUrl, 'light');
  for (const width of [280, 343, 400, 500]) {
    await setWidth(page, width);
    const places = await page.locator('figure').evaluateAll((figures) =>
      figures
        .filter((figure) => /^(failed|downloading$)/.test(figure.textContent ?? ''))
        .map((figure) => {
          const card = figure.lastElementChild;
          const button = card?.shadowRoot?.querySelector('.primary');
          return Math.round((button?.getBoundingClientRect().y ?? 0) - (card?.getBoundingClientRect().y ?? 0));
        }),
    );
    expect(places.length).toBeGreaterThan(10);
    expect(new Set(places).size, `${places} at ${width} px`).toBe(1);
  }
});

test('a short name is whole in the short form, whatever is said beside it', async ({ page, sourceUrl }) => {
  await openGallery(page, sourceUrl, 'compact');
  for (const width of [300, 384, 480]) {
    await setWidth(page, width);
    const cut = await page.locator('.stem', { hasText: /^film\.mp4$/ }).evaluateAll((names) => {
      const boxes = names.filter((name) => getComputedStyle(name).display !== 'inline'); // what is inline wraps
      return boxes.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length;
    });
    expect(cut, `${width} px`).toBe(0);
  }
});

test('nothing sticks out of a card, and every target is at least 24 px, at every width and size of letters', async ({
  page,
  sourceUrl,
}) => {
  await openGallery(page, sourceUrl, 'light', 'compact', 'rtl');
  for (const [width, fontSize] of [
    [140, 16],
    [230, 16],
    [260, 16],
    [320, 16],
    [440, 16],
    [700, 16],
    [320, 32],
    [600, 32],
  ] as const) {
    await setWidth(page, width, fontSize);
    const wrong = await page.evaluate(() => {
      const wrong: string[] = [];
      for (const element of document.querySelectorAll<ResumableDownload>('resumable-download')) {
        const title = element.parentElement?.querySelector('figcaption')?.textContent;
        const card = element.renderRoot.querySelector('.card');
        if (!card || card.scrollWidth > card.clientWidth) wrong.push(`${title} sticks out`);
        for (const target of element.renderRoot.querySelectorAll('button:not([hidden]), summary')) {
          const { width, height } = target.getBoundingClientRect();
          const isDrawn = width > 0; // and not within closed details
          if (isDrawn && (width < 24 || height < 24))
            wrong.push(`${title}: ${target.textContent} is ${width} × ${height}`);
        }
      }
      return wrong;
    });
    expect(wrong, `${width} px, letters of ${fontSize} px`).toEqual([]);
  }
});
