import type { Page } from '@playwright/test';
import type { DownloadState } from '../../src/elements.js';
import { patientExpect as expect, openElements, strictTest as test } from './fixtures.js';

declare global {
  interface Window {
    /** What is shown, to be changed from outside. */
    shown: { state: object } & EventTarget;
    /** How often a canvas was painted. */
    paintings: number;
  }
}

const KNOWN = {
  ...{ storedBytes: 0, totalBytes: 1000, storedRanges: [], activeRanges: [], resumable: true, mode: 'parallel' },
  ...{ proof: 'validator', kept: 'across-restarts', owner: 'here' },
  ...{ bytesPerSecond: 100, secondsLeft: 5, connections: 2 },
};
const HALF: Change = { status: 'paused', storedRanges: [{ start: 0, end: 500 }] };

type Change = { status: DownloadState['status'] } & Partial<Record<string, unknown>>;

/** Shows a download that is in just this state, until `turn` puts it into another. */
async function show(page: Page, state: Change): Promise<void> {
  await page.evaluate(
    (state) => {
      window.shown = Object.assign(new EventTarget(), { id: 'a', url: 'https://example.org/a', name: 'a', state });
      const element = document.querySelector('resumable-download');
      if (element) Object.assign(element, { download: window.shown });
    },
    { ...KNOWN, ...state },
  );
  await settled(page);
}

async function turn(page: Page, state: Change): Promise<void> {
  await page.evaluate(
    (state) => {
      window.shown.state = state;
      window.shown.dispatchEvent(new Event('change'));
    },
    { ...KNOWN, ...state },
  );
}

/** Until what was asked for is painted, and the colours have got where they go. */
function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const root = document.querySelector('resumable-download')?.shadowRoot;
    for (let still = 0; still < 4; still++) {
      await nextFrame();
      if (document.getAnimations().length > 0 || !root?.querySelector('canvas.map')) still = 0;
    }
  });
}

interface Picture {
  /** Of the row in the middle, from 0 to 1. */
  readonly inks: number[];
  /** Of its strongest column. */
  readonly colour: string;
  readonly height: number;
}

/** What is painted on the range map. */
function look(page: Page, selector = 'canvas.map'): Promise<Picture> {
  return page.evaluate((selector) => {
    const canvas = document.querySelector('resumable-download')?.shadowRoot?.querySelector<HTMLCanvasElement>(selector);
    const context = canvas?.getContext('2d');
    if (!canvas || !context) throw new Error('There is no canvas');
    const { width, height } = canvas;
    const { data } = context.getImageData(0, Math.floor(height / 2), width, 1);
    const inks = Array.from({ length: width }, (_, x) => (data[4 * x + 3] ?? 0) / 255);
    const strongest = 4 * inks.indexOf(Math.max(...inks));
    return { inks, colour: [...data.slice(strongest, strongest + 3)].join(' '), height };
  }, selector);
}

const paintings = (page: Page) => page.evaluate(() => window.paintings);

/** A page with one element, whose paintings are counted. */
test.beforeEach(async ({ page, server }) => {
  await page.addInitScript(() => {
    window.paintings = 0;
    const clear = CanvasRenderingContext2D.prototype.clearRect;
    CanvasRenderingContext2D.prototype.clearRect = function (...place) {
      window.paintings += 1;
      return clear.apply(this, place);
    };
  });
  const style = '<style>body { margin: 0; } .card { width: 400px; }</style>';
  await openElements(page, server, `${style}<div class="card"><resumable-download></resumable-download></div>`);
});

test.describe('the range map', () => {
  test('paints what is stored where it is in the file', async ({ page }) => {
    await show(page, {
      status: 'paused',
      storedRanges: [
        { start: 0, end: 250 },
        { start: 500, end: 750 },
      ],
    });
    const { inks } = await look(page);
    const quarter = inks.length / 4;
    expect(inks[Math.floor(quarter / 2)]).toBe(1);
    expect(inks[Math.floor(1.5 * quarter)]).toBe(0);
    expect(inks[Math.floor(2.5 * quarter)]).toBe(1);
    expect(inks[Math.floor(3.5 * quarter)]).toBe(0);
  });

  test('shows one byte that is missing of a tebibyte until it is there', async ({ page }) => {
    const [middle, end] = [2 ** 39, 2 ** 40];
    const storedRanges = [
      { start: 0, end: middle },
      { start: middle + 1, end },
    ];
    await show(page, { status: 'paused', totalBytes: end, storedRanges });
    const { inks } = await look(page);
    const holes = inks.flatMap((ink, x) => (ink < 0.8 ? [x] : []));
    expect(holes).toEqual([Math.floor(inks.length / 2)]);
    await turn(page, { status: 'complete', totalBytes: end, storedRanges: [{ start: 0, end }] });
    await expect.poll(async () => (await look(page)).inks.every((ink) => ink === 1)).toBe(true);
  });

  test('paints a hundred thousand ranges with no more strokes than there are pixels', async ({ page }) => {
    await page.evaluate(() => {
      const fill = CanvasRenderingContext2D.prototype.fillRect;
      CanvasRenderingContext2D.prototype.fillRect = function (...place) {
        document.documentElement.dataset.strokes = String(Number(document.documentElement.dataset.strokes ?? 0) + 1);
        return fill.apply(this, place);
      };
    });
    await show(page, { status: 'paused', totalBytes: 1e7 });
    await page.evaluate(() => {
      const storedRanges = Array.from({ length: 1e5 }, (_, i) => ({ start: 100 * i, end: 100 * i + 1 + (i % 97) }));
      window.shown.state = { ...window.shown.state, storedRanges };
      window.shown.dispatchEvent(new Event('change'));
    });
    await settled(page);
    await expect.poll(async () => (await look(page)).inks.every((ink) => ink > 0)).toBe(true); // once it has glided there
    const picture = await look(page);
    const strokes = Number(await page.locator('html').getAttribute('data-strokes'));
    expect(strokes / (await paintings(page))).toBeLessThanOrEqual(picture.inks.length);
  });

  test('marks where bytes arrive', async ({ page }) => {
    await show(page, {
      status: 'downloading',
      storedRanges: [{ start: 0, end: 100 }],
      activeRanges: [
        { start: 100, end: 400 },
        { start: 600, end: 1000 },
      ],
    });
    const { inks } = await look(page);
    const at = (byte: number) => inks[Math.floor((byte / 1000) * inks.length)] ?? 0;
    expect(at(50)).toBe(1);
    expect(at(601)).toBeGreaterThan(0.7);
    expect(at(300)).toBeGreaterThan(0.1);
    expect(at(300)).toBeLessThan(0.3);
    expect(at(450)).toBeLessThan(0.05);
  });

  test('is mirrored where people read from right to left', async ({ page }) => {
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    await show(page, HALF);
    const { inks } = await look(page);
    expect([inks.at(1), inks.at(-2)]).toEqual([0, 1]);
  });

  test('glides to each report, and is never ahead of it', async ({ page }) => {
    await show(page, { status: 'downloading', storedRanges: [{ start: 0, end: 100 }] });
    await turn(page, { status: 'downloading', storedRanges: [{ start: 0, end: 900 }] });
    const seen = await page.evaluate(async () => {
      const canvas = document.querySelector('resumable-download')?.shadowRoot?.querySelector<HTMLCanvasElement>('.map');
      const context = canvas?.getContext('2d');
      const shares: number[] = [];
      while (canvas && context && (shares.at(-1) ?? 0) < 0.89) {
        await new Promise((resolve) => requestAnimationFrame(resolve));
        const { data } = context.getImageData(0, 1, canvas.width, 1);
        shares.push(data.filter((_, i) => i % 4 === 3).reduce((sum, alpha) => sum + alpha / 255, 0) / canvas.width);
      }
      return shares;
    });
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(Math.max(...seen)).toBeLessThan(0.91);
    expect(seen.some((share) => share > 0.12 && share < 0.88)).toBe(true);
  });

  test('shows the share that is verified', async ({ page }) => {
    const stored = { status: 'verifying' as const, storedRanges: [{ start: 0, end: 1000 }] };
    await reduceMotion(page);
    await show(page, { ...stored, verifiedBytes: 250 });
    const { inks } = await look(page);
    expect(inks[Math.floor(inks.length / 5)]).toBe(1);
    expect(inks[Math.floor(inks.length / 3)]).toBeCloseTo(0.4, 1);
  });

  test('moves while nothing is known, but not for a person who wants no motion', async ({ page }) => {
    await show(page, { status: 'connecting' });
    const first = await look(page);
    await expect.poll(async () => (await look(page)).inks).not.toEqual(first.inks);
    await reduceMotion(page);
    await expect.poll(async () => new Set((await look(page)).inks).size).toBe(1);
    await settled(page);
    const before = await paintings(page);
    await settled(page);
    expect(await paintings(page)).toBe(before);
  });

  test('is nothing to a screen reader beside the bar that it lies in', async ({ page }) => {
    await show(page, HALF);
    await expect(page.getByRole('progressbar')).toMatchAriaSnapshot('- progressbar "Progress of a"');
  });
});

async function reduceMotion(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const isReduced = await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches);
  test.skip(!isReduced, 'Playwright cannot make this browser ask for less motion');
}

test.describe('its sharpness', () => {
  for (const deviceScaleFactor of [1, 1.5, 2]) {
    test(`is that of the screen with ${deviceScaleFactor} device pixels in a CSS pixel`, async ({
      browser,
      server,
    }) => {
      const context = await browser.newContext({ deviceScaleFactor });
      const page = await context.newPage();
      await openElements(page, server, '<resumable-download></resumable-download>');
      await show(page, HALF);
      await expectSharp(page, deviceScaleFactor);
      await context.close();
    });
  }

  test('follows the width and a zoom of the page', async ({ page }) => {
    await show(page, HALF);
    const before = await look(page);
    await page.evaluate(() => document.querySelector<HTMLElement>('.card')?.style.setProperty('width', '613.3px'));
    await expect.poll(async () => (await look(page)).inks.length).toBeGreaterThan(before.inks.length);
    await expectSharp(page, 1);
    await page.evaluate(() => document.body.style.setProperty('zoom', '1.7'));
    await expect.poll(async () => (await look(page)).height).toBeGreaterThan(before.height);
    await expectSharp(page, 1);
  });

  test('follows another screen', async ({ page, browserName }) => {
    test.skip(browserName === 'firefox', 'Playwright cannot change the density of this Firefox');
    await show(page, HALF);
    const session = await page.context().newCDPSession(page);
    const metrics = { width: 1200, height: 700, mobile: false }; // a density alone goes unnoticed when it is only played
    await session.send('Emulation.setDeviceMetricsOverride', { ...metrics, deviceScaleFactor: 2.5 });
    await expect.poll(() => page.evaluate(() => devicePixelRatio)).toBe(2.5);
    await expect.poll(async () => (await look(page)).height).toBe(20);
    await expectSharp(page, 2.5);
  });

  async function expectSharp(page: Page, pixelRatio: number): Promise<void> {
    const width = await page.getByRole('progressbar').evaluate((bar) => bar.getBoundingClientRect().width);
    const { inks } = await look(page);
    expect(Math.abs(inks.length - width * pixelRatio)).toBeLessThanOrEqual(1);
    // All is either inked or not, but for one column at the edge.
    expect(inks.filter((ink) => ink > 0 && ink < 1).length).toBeLessThanOrEqual(1);
    expect(Math.abs(inks.filter((ink) => ink > 0).length - inks.length / 2)).toBeLessThanOrEqual(1);
  }
});

test.describe('its colours', () => {
  test('follow light and dark, without any report', async ({ page }) => {
    await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'light'));
    await show(page, { ...HALF, status: 'waiting', reason: 'offline' });
    const light = await look(page);
    await page.evaluate(() => document.documentElement.style.setProperty('color-scheme', 'dark'));
    await expect.poll(async () => (await look(page)).colour).not.toBe(light.colour);
    await settled(page);
    await expectColour(page, 'rgb(238 176 79)'); // as its words
  });

  test('follow what the page says, at any time', async ({ page }) => {
    await show(page, { ...HALF, status: 'downloading' });
    await page.evaluate(() => document.body.style.setProperty('--rd-accent', 'rgb(200 20 120)'));
    await expect.poll(async () => (await look(page)).colour).toBe('200 20 120');
    await page.evaluate(() => document.body.style.setProperty('--rd-stored', 'rgb(10 120 30)'));
    await expect.poll(async () => (await look(page)).colour).toBe('10 120 30');
  });

  test('follow the state', async ({ page }) => {
    await page.evaluate(() => {
      document.body.style.setProperty('--rd-accent', 'rgb(200 20 120)');
      document.body.style.setProperty('--rd-success', 'rgb(10 120 30)');
    });
    await show(page, { ...HALF, status: 'downloading' });
    await expectColour(page, 'rgb(200 20 120)');
    await turn(page, { status: 'complete' });
    await expectColour(page, 'rgb(10 120 30)');
  });

  test('are the system’s where colours are forced', async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' });
    const isForced = await page.evaluate(() => matchMedia('(forced-colors: active)').matches);
    test.skip(!isForced, 'This browser cannot be made to force its colours');
    await show(page, { ...HALF, status: 'failed', error: { code: 'internal', message: 'no' } });
    await expectColour(page, 'Highlight');
  });

  async function expectColour(page: Page, colour: string): Promise<void> {
    const expected = await page.evaluate((colour) => {
      const probe = document.createElement('i');
      probe.style.cssText = `color: ${colour}; forced-color-adjust: none`;
      document.body.append(probe);
      const { color } = getComputedStyle(probe);
      probe.remove();
      return color.match(/\d+/g)?.slice(0, 3).join(' ');
    }, colour);
    const farthest = async () => {
      const { colour } = await look(page);
      const parts = expected?.split(' ') ?? [];
      return Math.max(...colour.split(' ').map((part, i) => Math.abs(Number(part) - Number(parts[i]))));
    };
    await expect.poll(farthest).toBeLessThanOrEqual(1); // as a canvas rounds
  }
});

test.describe('it is painted', () => {
  test('once for all that happened in a frame', async ({ page }) => {
    await show(page, { status: 'downloading', storedRanges: [{ start: 0, end: 100 }] });
    const [frames, painted] = await page.evaluate(async (known) => {
      const before = window.paintings;
      const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      await nextFrame();
      let frames = 0;
      for (; frames < 10; frames++) {
        for (let i = 0; i < 20; i++) {
          const end = 110 + 20 * frames + i;
          window.shown.state = { ...known, status: 'downloading', storedRanges: [{ start: 0, end }] };
          window.shown.dispatchEvent(new Event('change'));
          await Promise.resolve();
        }
        await nextFrame();
      }
      return [frames, window.paintings - before];
    }, KNOWN);
    expect(painted).toBeGreaterThan(1);
    expect(painted).toBeLessThanOrEqual(frames + 2);
  });

  test('not at all while nothing happens', async ({ page }) => {
    await show(page, HALF);
    const before = await paintings(page);
    await settled(page);
    expect(await paintings(page)).toBe(before);
  });

  test('not while it is out of sight, and at once when it comes into sight', async ({ page }) => {
    await page.evaluate(() => document.body.style.setProperty('padding-top', '300vh'));
    await show(page, { status: 'connecting' }); // which moves all the time
    await settled(page);
    const before = await paintings(page);
    await turn(page, { ...HALF, status: 'connecting' });
    await settled(page);
    expect(await paintings(page)).toBe(before);
    await turn(page, HALF);
    await page.getByRole('progressbar').scrollIntoViewIfNeeded();
    await expect.poll(async () => (await look(page)).inks.at(1)).toBe(1);
  });

  test('not after it has left the page, and again when it comes back', async ({ page }) => {
    await show(page, { status: 'connecting' });
    const before = await page.evaluate(async () => {
      const element = document.querySelector('resumable-download');
      element?.remove();
      const before = window.paintings;
      for (let i = 0; i < 5; i++) await new Promise((resolve) => requestAnimationFrame(resolve));
      const after = window.paintings;
      if (element) document.body.append(element);
      return after - before;
    });
    expect(before).toBe(0);
    await turn(page, HALF);
    await expect.poll(async () => (await look(page)).inks.at(1)).toBe(1);
  });
});

test.describe('the speed curve', () => {
  const drawn = async (page: Page) => {
    const shape = await page.evaluate(() => {
      const canvas = document
        .querySelector('resumable-download')
        ?.shadowRoot?.querySelector<HTMLCanvasElement>('.speed');
      const data = canvas?.width
        ? canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data
        : undefined;
      return data ? data.filter((value, i) => i % 4 === 3 && value > 0).length : 0;
    });
    return shape;
  };

  test.beforeEach(({ page }) =>
    page.evaluate(() => document.querySelector<HTMLElement>('.card')?.style.setProperty('width', '700px')),
  );

  test('is drawn from the reports, and an element that comes later shows the same', async ({ page }) => {
    await page.clock.install();
    await show(page, { status: 'downloading' });
    expect(await drawn(page)).toBe(0);
    for (const bytesPerSecond of [9e6, 9e6, 9e6, 1e6, 2e6, 3e6, 2e6, 1e6, 2e6]) {
      await page.clock.runFor(600);
      await turn(page, { status: 'downloading', bytesPerSecond });
    }
    await page.clock.runFor(1000);
    await expect.poll(() => drawn(page)).toBeGreaterThan(0);
    const first = await drawn(page);

    await page.evaluate(() => {
      const element = document.querySelector('resumable-download');
      const another = document.createElement('resumable-download');
      if (element) another.download = element.download;
      element?.replaceWith(another);
    });
    await expect.poll(() => drawn(page)).toBe(first);
    await turn(page, { status: 'complete' });
    await expect(page.locator('canvas.speed')).toBeHidden();
  });

  test('has no place in a narrow card', async ({ page }) => {
    await show(page, { status: 'downloading' });
    await expect(page.locator('canvas.speed')).toBeVisible();
    await page.evaluate(() => document.querySelector<HTMLElement>('.card')?.style.setProperty('width', '320px'));
    await expect(page.locator('canvas.speed')).toBeHidden();
  });
});
