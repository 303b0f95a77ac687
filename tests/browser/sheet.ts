import type { Page } from '@playwright/test';

/** How every state is shown on one page. */
export interface Sheet {
  readonly name: string;
  readonly scheme: 'light' | 'dark';
  readonly forcedColors?: 'active';
  readonly layout: {
    readonly columns: number;
    /** In CSS pixels. */
    readonly cardWidth: number;
    readonly lang?: string;
    readonly dir?: 'rtl';
    /** In the short form of the card. */
    readonly isCompact?: true;
    /** Of the text, without zoom. */
    readonly fontSize?: string;
  };
}

export const SHEETS: readonly Sheet[] = [
  { name: 'light', scheme: 'light', layout: { columns: 3, cardWidth: 520 } },
  { name: 'dark', scheme: 'dark', layout: { columns: 3, cardWidth: 520 } },
  { name: 'right-to-left', scheme: 'light', layout: { columns: 3, cardWidth: 520, lang: 'ar', dir: 'rtl' } },
  { name: 'narrow', scheme: 'light', layout: { columns: 5, cardWidth: 280 } },
  { name: 'compact', scheme: 'light', layout: { columns: 3, cardWidth: 520, isCompact: true } },
  { name: 'forced-colors', scheme: 'dark', forcedColors: 'active', layout: { columns: 3, cardWidth: 520 } },
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
  await page.setViewportSize({ width: layout.columns * (layout.cardWidth + GAP) + GAP, height: 800 });
  await page.addInitScript(holdTime, NOW_MS);
  const query = new URLSearchParams(Object.entries(layout).map(([name, value]) => [name, String(value)]));
  await page.goto(new URL(`/tests/elements-gallery/sheet.html?${query}`, sourceUrl).href);
  await page.waitForFunction(async () => {
    await document.fonts.ready;
    const all = [...document.querySelectorAll('resumable-download')];
    await Promise.all(all.map(({ updateComplete }) => updateComplete));
    return all.length > 0 && document.fonts.check('16px Sheet');
  });
}
