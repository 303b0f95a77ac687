import type { Page } from '@playwright/test';
import type { DownloadShelf, ResumableDownload } from '../../src/elements.js';

/** How every state is shown on one page. */
export interface Sheet {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  readonly forcedColors?: 'active';
  readonly layout: {
    readonly columns: number;
    /** Of each, in CSS pixels. */
    readonly width: number;
    readonly lang?: string;
    readonly dir?: 'rtl';
    /** Shelves in the place of cards. */
    readonly isShelf?: true;
    /** In the short form of the card. */
    readonly isCompact?: true;
    /** Of the text, without zoom. */
    readonly fontSize?: string;
  };
}

const SHELVES = { isShelf: true, columns: 3, width: 520 } as const;

export const SHEETS: readonly Sheet[] = [
  { name: 'light', scheme: 'light', layout: { columns: 3, width: 520 } },
  { name: 'dark', scheme: 'dark', layout: { columns: 3, width: 520 } },
  { name: 'right-to-left', scheme: 'light', layout: { columns: 3, width: 520, lang: 'ar', dir: 'rtl' } },
  { name: 'narrow', scheme: 'light', layout: { columns: 5, width: 280 } },
  { name: 'compact', scheme: 'light', layout: { columns: 3, width: 520, isCompact: true } },
  { name: 'forced-colors', scheme: 'dark', forcedColors: 'active', layout: { columns: 3, width: 520 } },
  { name: 'shelf-light', scheme: 'light', layout: { ...SHELVES } },
  { name: 'shelf-dark', scheme: 'dark', layout: { ...SHELVES } },
  { name: 'shelf-right-to-left', scheme: 'light', layout: { ...SHELVES, lang: 'ar', dir: 'rtl' } },
  { name: 'shelf-narrow', scheme: 'light', layout: { ...SHELVES, columns: 5, width: 280 } },
  { name: 'shelf-forced-colors', scheme: 'dark', forcedColors: 'active', layout: { ...SHELVES } },
];

const GAP = 24;

/** Countdowns count from here. */
const NOW_MS = Date.UTC(2026, 0, 1, 12);

/** What is over in a while, such as an offer to undo, stays. Runs in the page. */
function holdTime(nowMs: number): void {
  Date.now = () => nowMs;
  const { setTimeout } = window;
  const soon = (handler: TimerHandler, ms?: number, ...rest: unknown[]) =>
    (ms ?? 0) < 5000 ? setTimeout(handler, ms, ...rest) : 0;
  Object.assign(window, { setTimeout: soon });
}

/** Opens a page with every state on it, drawn with the same letters and at the same time on each machine. */
export async function openSheet(page: Page, sourceUrl: string, sheet: Sheet): Promise<void> {
  const { scheme, forcedColors = 'none', layout } = sheet;
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce', forcedColors });
  const width = layout.columns * (layout.width + GAP) + GAP;
  await page.setViewportSize({ width, height: 800 });
  await page.addInitScript(holdTime, NOW_MS);
  const query = new URLSearchParams(Object.entries(layout).map(([name, value]) => [name, String(value)]));
  await page.goto(new URL(`/tests/elements-gallery/sheet.html?${query}`, sourceUrl).href);
  await page.waitForFunction(async () => {
    await document.fonts.ready;
    const shown = [...document.querySelectorAll<ResumableDownload | DownloadShelf>('figure > :last-child')];
    await Promise.all(shown.map(({ updateComplete }) => updateComplete));
    const isThere = ({ shadowRoot, dataset: { awaits = '.card' } }: HTMLElement) => shadowRoot?.querySelector(awaits);
    return shown.length > 0 && shown.every(isThere) && document.fonts.check('16px Sheet');
  });
  // All of it, so that nothing is scrolled.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
}
