import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { elementsManifest, elementsOf } from '../../src/manifest/elements-manifest.js';
import { patientExpect as expect, MIB } from './fixtures.js';
import { sourceTest } from './source-server.js';

/** A page that may say nothing wrong in its console. */
const test = sourceTest.extend<{ quietPage: Page }>({
  quietPage: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    await use(page);
    expect(errors).toEqual([]);
  },
});

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

const PAGES = ['guide/elements', 'guide/examples', 'guide/recipes', 'guide/gotchas', 'guide/api'];

const stage = (page: Page, example: string) => page.locator(`[data-example="${example}"]`);
const press = (place: Locator, name: string) => place.getByRole('button', { name, exact: true }).click();
const status = (place: Locator) =>
  place
    .locator('resumable-download')
    .evaluate(({ download }: HTMLElementTagNameMap['resumable-download']) => download?.state);

async function expectComplete(place: Locator): Promise<void> {
  await expect.poll(async () => (await status(place))?.status, { timeout: 45_000 }).toBe('complete');
}

for (const path of PAGES) {
  test(`/${path} has a heading, its own place in the links, and no link that leads nowhere`, async ({
    quietPage: page,
    sourceUrl,
  }) => {
    await page.goto(sourceUrl + path);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
    await expect(page.getByRole('navigation').getByRole('link', { name: /./, exact: false })).toHaveCount(7);
    await expect(page.locator('nav [aria-current=page]')).toHaveAttribute('href', `/${path}`);
    expect(await page.content()).not.toMatch(/<!-- (header|example|listing|elements|api|gotchas)/);
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
}

test('each link between the pages leads to a place that is there', async ({ page, sourceUrl }) => {
  const places = new Set<string>();
  const links = new Set<string>();
  for (const path of ['', ...PAGES]) {
    const html = await (await page.request.get(sourceUrl + path, { headers: { Accept: 'text/html' } })).text();
    const found = await page.evaluate((html) => {
      const all = (selector: string) => [
        ...new DOMParser().parseFromString(html, 'text/html').querySelectorAll(selector),
      ];
      return {
        ids: all('[id]').map(({ id }) => id),
        links: all('a[href]').map((link) => link.getAttribute('href') ?? ''),
      };
    }, html);
    for (const id of ['', ...found.ids.map((id) => `#${id}`)]) places.add(sourceUrl + path + id);
    for (const link of found.links) links.add(new URL(link, sourceUrl + path).href);
  }
  const own = [...links].filter((link) => link.startsWith(sourceUrl));
  expect(own.length).toBeGreaterThan(PAGES.length);
  expect(own.filter((link) => !places.has(link))).toEqual([]);
});

test('the reference of the elements tells of all that their manifest knows, and says something of each', async ({
  quietPage: page,
  sourceUrl,
}) => {
  await page.goto(`${sourceUrl}guide/elements`);
  const manifest = await elementsManifest(ROOT);
  for (const { tagName, attributes, events, slots, cssParts, cssProperties, members } of elementsOf(manifest)) {
    const kinds = {
      attributes,
      events,
      slots,
      parts: cssParts,
      'custom-properties': cssProperties,
      properties: members,
    };
    for (const [kind, entries = []] of Object.entries(kinds)) {
      const rows = page.locator(`[id="${tagName}-${kind}"] + dl > div`);
      const names = await rows.locator('dt > code:first-child').allTextContents();
      expect(names, `${tagName}, ${kind}`).toEqual(entries.map(({ name }) => name || '(default)'));
      for (const text of await rows.locator('dd').allTextContents()) expect(text).not.toBe('');
    }
  }
});

test('what is set in the reference of the elements is set on the one above it, and all but the worker can be', async ({
  quietPage: page,
  sourceUrl,
}) => {
  await page.goto(`${sourceUrl}guide/elements`);
  for (const { tagName, attributes = [], events = [], slots = [], cssParts = [], cssProperties = [] } of elementsOf(
    await elementsManifest(ROOT),
  )) {
    const rows = [attributes, events, slots, cssParts, cssProperties].flat();
    const controls = page.locator(`[aria-labelledby="${tagName}"] .try`);
    await expect(controls).toHaveCount(rows.filter(({ name }) => name !== 'worker-url').length);
  }

  const section = page.getByRole('region', { name: '<resumable-download>' });
  const card = section.locator('.live resumable-download');
  const control = (name: string) => section.getByLabel(`Try ${name}`, { exact: true });
  await control('compact').check();
  await expect(card).toHaveAttribute('compact', '');
  await control('compact').uncheck();
  await control('lang').pressSequentially('de');
  await control('lang').press('Enter');
  await expect(card.getByRole('button', { name: 'Herunterladen' })).toBeVisible();
  await control('(default)').check();
  await expect(card).toContainText('The page’s own words');
  await control('the part icon').check();
  await expect(card.locator('.icon')).toHaveCSS('outline-style', 'dashed');
  await control('the part icon').uncheck();
  await expect(card.locator('.icon')).toHaveCSS('outline-style', 'none');
  await control('--rd-accent').fill('#aa0000');
  await expect(card.locator('.primary')).toHaveCSS('background-color', 'rgb(170, 0, 0)');
  const heard = section.locator('[data-event="download-change"]');
  await expect(section.locator('[data-event="download-complete"]')).toHaveText('Not heard yet');
  await control('autostart').check();
  await expect(heard).toHaveText(/^Heard: ([2-9]|\d\d)/);

  const shelf = page.getByRole('region', { name: '<download-shelf>' });
  await shelf.getByLabel('Try add', { exact: true }).pressSequentially('field');
  await shelf.getByLabel('Try add', { exact: true }).press('Enter');
  await expect(shelf.getByRole('textbox', { name: 'Add a link' })).toBeVisible();
  await shelf.getByLabel('Try document-title', { exact: true }).check();
  await expect(page).toHaveTitle(/^\d+% · Elements/);
});

test('the reference of the API tells of each member, and of nothing internal', async ({
  quietPage: page,
  sourceUrl,
}) => {
  await page.goto(`${sourceUrl}guide/api`);
  await expect(page.locator('[id="Download.start"]')).toBeVisible();
  await expect(page.locator('[id="Downloads.get"]')).toBeVisible();
  await expect(page.locator('[id="DownloadsOptions.authorize"]')).toBeVisible();
  await expect(page.getByText('readonly state: DownloadState')).toBeVisible();
  await expect(page.locator('main')).not.toContainText('@internal');
  await expect(page.locator('[id="Download.letGo"]')).toHaveCount(0);
});

test('what runs among the gotchas is not told once more in words', async ({ quietPage: page, sourceUrl }) => {
  await page.goto(`${sourceUrl}guide/gotchas`);
  const told = page.getByRole('region', { name: 'In words' });
  await expect(told.getByRole('heading', { level: 3, name: 'Private windows keep less' })).toBeVisible();
  await expect(page.getByText('signed anew')).toHaveCount(0);
  await expect(told).not.toContainText('Expose-Headers');
});

test.describe('the examples do what is said of them', () => {
  test.beforeEach(async ({ quietPage: page, sourceUrl }) => {
    test.setTimeout(120_000);
    await page.goto(`${sourceUrl}guide/examples`);
  });

  test('a server without ranges says so, and ends well', async ({ quietPage: page }) => {
    const place = stage(page, 'no-ranges');
    await press(place, 'Download');
    await expect.poll(async () => (await status(place))?.resumable).toBe(false);
    await expectComplete(place);
  });

  test('a server that cuts connections ends well', async ({ quietPage: page }) => {
    const place = stage(page, 'cuts');
    await press(place, 'Download');
    await expectComplete(place);
  });

  test('links that expire are asked for again', async ({ quietPage: page }) => {
    const place = stage(page, 'signed-links');
    await press(place, 'Download');
    await expectComplete(place);
    await expect(place.locator('output')).toHaveText(/^start(, refused)+$/);
  });

  test('the right digest is complete, and the wrong one is refused', async ({ quietPage: page }) => {
    const cards = stage(page, 'integrity');
    const right = cards.getByRole('group', { name: 'genuine.bin' });
    const wrong = cards.getByRole('group', { name: 'tampered-with.bin' });
    await press(right, 'Download');
    await press(wrong, 'Download');
    await expect(right.getByRole('button', { name: 'Save' })).toBeVisible();
    await expect(wrong.getByRole('button', { name: 'Retry' })).toBeVisible();
  });

  test('the limit holds, and follows its slider', async ({ quietPage: page }) => {
    const place = stage(page, 'limit');
    await place.getByRole('slider').fill('1');
    await expect(place.locator('output')).toHaveText('1 MB/s');
    await press(place, 'Download');
    const speed = async () => {
      const state = await status(place);
      return state?.status === 'downloading' ? state.bytesPerSecond : 0;
    };
    // What the connections hold at first comes at once, and the speed settles after that.
    await expect.poll(async () => Math.abs((await speed()) - 1e6)).toBeLessThan(0.3e6);
    await press(place, 'Pause');
  });

  test('events tell the page, and the shelf shows it all', async ({ quietPage: page }) => {
    const place = stage(page, 'events');
    await press(place, 'Download');
    await expect(place.locator('output')).toHaveText('downloading');
    await expect(stage(page, 'shelf').getByRole('group', { name: 'ranges.bin' })).toBeVisible();
    await press(place, 'Pause');
    await expect(place.locator('output')).toHaveText('paused');
  });
});

test('each user of the example has downloads of their own', async ({ quietPage: page, sourceUrl }) => {
  await page.goto(`${sourceUrl}guide/recipes`);
  const place = stage(page, 'users');
  const film = place.locator('#users-film');
  const shelf = place.locator('download-shelf');
  await press(film, 'Download');
  await expect(shelf.getByRole('group', { name: 'ranges.bin' })).toBeVisible();
  await place.getByRole('combobox').selectOption('Grace');
  await expect(film.getByRole('button', { name: 'Download', exact: true })).toBeVisible();
  await expect(shelf.getByText('Nothing here yet')).toBeVisible();
  await place.getByRole('combobox').selectOption('Ada');
  await press(film, 'Pause');
  await expect(shelf.getByRole('button', { name: 'Resume', exact: true })).toBeVisible();
});

test('three interfaces of three frameworks show one download', async ({ quietPage: page, sourceUrl }) => {
  await page.goto(`${sourceUrl}guide/recipes`);
  const rows = ['#plain-row', '#react-row', '#vue-row'].map((id) => page.locator(id));
  const expectAll = async (name: string) => {
    for (const row of rows) await expect(row.getByRole('button')).toHaveText(name);
  };
  await expectAll('Download');
  for (const [index, name] of ['Pause', 'Resume', 'Pause'].entries()) {
    await rows[index]?.getByRole('button').click();
    await expectAll(name);
  }
  const values = () =>
    Promise.all(rows.map((row) => row.locator('progress').evaluate((bar: HTMLProgressElement) => bar.position)));
  await expect.poll(async () => Math.min(...(await values()))).toBeGreaterThan(0);
});

test('the elements work in React, Vue and Svelte, which hear of the end', async ({ quietPage: page, sourceUrl }) => {
  await page.goto(`${sourceUrl}guide/recipes`);
  const films = ['#react-film', '#vue-film', '#svelte-film'].map((id) => page.locator(id));
  await press(page.locator('#svelte-film'), 'Download');
  for (const film of films) await expect(film).toContainText('Enjoy the film.');
});

test('the element at home in a page looks as its styles say', async ({ quietPage: page, sourceUrl }) => {
  await page.goto(`${sourceUrl}guide/elements`);
  const card = stage(page, 'look');
  await expect(card.locator('[part~="name"]')).toHaveCSS('font-family', /^Georgia/);
  const accents = [stage(page, 'ranges'), card].map((place) =>
    place.getByRole('button', { name: 'Download', exact: true }),
  );
  const colours = await Promise.all(
    accents.map((button) => button.evaluate((it) => getComputedStyle(it).backgroundColor)),
  );
  expect(new Set(colours).size).toBe(2);
});

test('the page that the demo begins with is all that is needed', async ({ quietPage: page, server }) => {
  const html = await readFile(`${ROOT}src/guide/recipes/start/page.html`, 'utf8');
  server.serve('/films/big-buck-bunny.mp4', { size: MIB, seed: 1 });
  const icon = '<!doctype html><link rel="icon" href="data:," />';
  server.page('/page', { html: icon + html.replace('https://your.host/', `${server.origin}/dist/`) });
  await page.goto(`${server.origin}/page`);
  await press(page.locator('body'), 'Download');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
});

test('the first press of Tab offers to skip the links, and listings scroll by keyboard', async ({
  quietPage: page,
  sourceUrl,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${sourceUrl}guide/recipes`);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused();
  const listing = page.locator('.code pre').first();
  await listing.focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(() => listing.evaluate((it) => it.scrollLeft)).toBeGreaterThan(0);
});
