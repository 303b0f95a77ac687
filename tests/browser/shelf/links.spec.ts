import type { Page } from '@playwright/test';
import type { DownloadShelf } from '../../../src/elements.js';
import { patientExpect as expect, MIB, openElements, strictTest as test } from '../fixtures.js';

const SHELF = '<download-shelf></download-shelf>';
const FIELD = '<download-shelf add></download-shelf>';

const shelf = (page: Page) => page.locator('download-shelf');
const card = (page: Page, name: string) => shelf(page).getByRole('group', { name, exact: true });
const cards = (page: Page) => shelf(page).locator('resumable-download');
const told = (page: Page) => shelf(page).locator('#outcome');
const field = (page: Page) => page.getByRole('textbox', { name: 'Add a link' });

type Formats = Record<string, string>;

/** Does what browsers do while something is dragged and dropped. Says whether the shelf takes it. */
function drag(page: Page, types: readonly string[], formats: Formats): Promise<boolean> {
  return shelf(page).evaluate(
    (shelf, { types, formats }) => {
      const dataTransfer = new DataTransfer();
      for (const [format, text] of Object.entries(formats)) dataTransfer.setData(format, text);
      const takes = types.map((type) => {
        const event = new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true, composed: true });
        (shelf.shadowRoot?.querySelector('h2') ?? shelf).dispatchEvent(event);
        return event.defaultPrevented;
      });
      return takes.every(Boolean);
    },
    { types, formats },
  );
}

const drop = (page: Page, formats: Formats) => drag(page, ['dragenter', 'dragover', 'drop'], formats);

/** Copies a text from where a person has it, and pastes it where the focus is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((text) => {
    const focused = document.activeElement;
    const inside = focused?.shadowRoot?.activeElement ?? focused;
    const source = document.createElement('textarea');
    source.value = text;
    document.body.append(source);
    source.select();
    document.execCommand('copy');
    source.remove();
    if (inside instanceof HTMLElement) inside.focus();
  }, text);
  await page.keyboard.press('Control+v');
}

test.beforeEach(({ server }) => {
  for (const [index, name] of ['one.bin', 'two.bin', 'three.bin'].entries()) {
    server.serve(`/${name}`, { size: MIB, seed: index });
  }
});

test('a link of the page is dragged onto the shelf with the mouse, and downloaded', async ({
  page,
  server,
  browserName,
}) => {
  test.skip(browserName === 'firefox', 'What drives this Firefox moves its mouse, but begins no drag');
  await openElements(page, server, `<a href="/one.bin">The film</a>${SHELF}`);
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await page.getByText('The film').dragTo(page.getByText('Nothing here yet'));
  await expect(card(page, 'one.bin').getByRole('button', { name: 'Save' })).toBeVisible();
  await expect(cards(page)).toHaveCount(1);
});

test('while a link is over it the shelf says so, and no more when it leaves', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  const state = page.getByText('Drop to download');
  expect(await drag(page, ['dragenter', 'dragover'], { 'text/uri-list': `${server.origin}/one.bin` })).toBe(true);
  await expect(state).toBeVisible();
  await drag(page, ['dragleave'], {});
  await expect(state).toBeHidden();
  await drop(page, { 'text/uri-list': `${server.origin}/one.bin` });
  await expect(cards(page)).toHaveCount(1);
  await expect(state).toBeHidden();
});

test('links come in every format in which browsers drag them', async ({ page, server }) => {
  const { origin } = server;
  await openElements(page, server, SHELF);
  await drop(page, {
    'text/x-moz-url': `${origin}/one.bin\nThe first\n${origin}/two.bin\n`,
    'text/plain': 'The first',
  });
  await expect(cards(page)).toHaveCount(2);
  await drop(page, { 'text/plain': 'Three things', 'text/html': `<a href="${origin}/three.bin">Three</a> things` });
  await expect(cards(page)).toHaveCount(3);
  await expect(told(page)).toBeEmpty();
});

test('what is no link is refused by name, and what could never be fetched as well', async ({ page, server }) => {
  const { origin, host } = new URL(server.origin);
  await openElements(page, server, SHELF);
  await drop(page, { 'text/plain': `ftp://example.org/a.zip ${origin}/one.bin http://me:secret@${host}/two.bin` });
  await expect(card(page, 'one.bin')).toBeVisible();
  await expect(cards(page)).toHaveCount(1);
  await expect(told(page)).toContainText('“ftp://example.org/a.zip” can’t be downloaded');
  await expect(told(page)).toContainText(`http://me:secret@${host}/two.bin: This address can’t be downloaded`);

  await drop(page, {
    'text/plain': Array.from({ length: 50 }, (_, line) => `<script>alert(${line})</script>`).join('\n'),
  });
  await expect(told(page)).toContainText('“<script>alert(0)</script>” can’t be downloaded');
  await expect(told(page)).toContainText('And 47 more');
  await shelf(page).getByRole('button', { name: 'Dismiss' }).click();
  await expect(told(page)).toBeEmpty();
  await expect(page.getByRole('heading', { name: 'Downloads' })).toBeFocused();
});

test('files, and what is dragged out of the shelf itself, are none of its business', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  const takesFiles = await shelf(page).evaluate((shelf) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['a'], 'a.txt'));
    const event = new DragEvent('dragover', { dataTransfer, bubbles: true, cancelable: true });
    shelf.dispatchEvent(event);
    return event.defaultPrevented;
  });
  expect(takesFiles).toBe(false);
  const link = { 'text/uri-list': `${server.origin}/one.bin` };
  expect(await drag(page, ['dragstart', 'dragenter', 'dragover', 'drop', 'dragend'], link)).toBe(false);
  await expect(cards(page)).toHaveCount(0);
  expect(await drop(page, link)).toBe(true);
});

test('a hundred links are pasted at once, while the focus is in the shelf', async ({ page, server }) => {
  test.setTimeout(120_000); // fourteen seconds in Firefox on a machine at rest
  await openElements(page, server, `${SHELF}<button>Elsewhere</button>`);
  server.serve('/piece.bin', { size: 10, seed: 1 });
  const text = Array.from({ length: 100 }, (_, index) => `${server.origin}/piece.bin?${index}`).join('\n');
  await page.getByRole('button', { name: 'Elsewhere' }).focus();
  await paste(page, text);
  await page.getByText('Nothing here yet').click();
  await expect(cards(page)).toHaveCount(0);
  await paste(page, text);
  await expect(cards(page)).toHaveCount(100, { timeout: 60_000 });
  await expect(shelf(page).getByRole('button', { name: 'Save' })).toHaveCount(100, { timeout: 60_000 });
  await expect(told(page)).toBeEmpty();
});

test('a link that is there is not added twice but shown', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await drop(page, { 'text/plain': `${server.origin}/one.bin ${server.origin}/one.bin#part` });
  await expect(card(page, 'one.bin').getByRole('button', { name: 'Save' })).toBeVisible();
  await expect(cards(page)).toHaveCount(1);
  for (let index = 0; index < 12; index++) {
    server.serve(`/filler-${index}.bin`, { size: 10, seed: 1 });
    await drop(page, { 'text/uri-list': `${server.origin}/filler-${index}.bin` });
  }
  await expect(cards(page)).toHaveCount(13);
  await page.evaluate(() => scrollTo(0, 0));
  await drop(page, { 'text/uri-list': `${server.origin}/one.bin` });
  await expect(told(page)).toContainText('one.bin is already here');
  await expect(card(page, 'one.bin')).toBeInViewport();
  const flashes = () =>
    shelf(page).evaluate((shelf: DownloadShelf) => {
      const [item] = [...shelf.renderRoot.querySelectorAll('li')].reverse();
      return item?.getAnimations().length;
    });
  expect(await flashes()).toBe(1);
  await expect(cards(page)).toHaveCount(13);
  await drop(page, { 'text/uri-list': `${server.origin}/two.bin` });
  await expect(told(page)).toBeEmpty();
});

test('a link with an id of the page’s own is there, too', async ({ page, server }) => {
  await openElements(
    page,
    server,
    `<resumable-download src="/one.bin" download-id="the film" autostart></resumable-download>${SHELF}`,
  );
  await expect(card(page, 'one.bin').getByRole('button', { name: 'Save' })).toBeVisible();
  await drop(page, { 'text/uri-list': `${server.origin}/one.bin` });
  await expect(told(page)).toContainText('one.bin is already here');
  await expect(cards(page)).toHaveCount(1);
});

test('a keyboard alone gets into an empty shelf, and pastes a link there', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('group', { name: 'Nothing here yet' })).toBeFocused();
  await paste(page, `${server.origin}/one.bin`);
  await expect(card(page, 'one.bin')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Downloads' })).toBeFocused();
});

test('an empty shelf that takes no links has nothing for a keyboard', async ({ page, server }) => {
  await openElements(page, server, '<download-shelf add="off"></download-shelf><a href="#">after</a>');
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'after' })).toBeFocused();
});

test('a field takes links with the keyboard alone, several pasted ones as several', async ({ page, server }) => {
  await openElements(page, server, FIELD);
  await page.keyboard.press('Tab');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type(`${server.origin}/one.bin`);
  await page.keyboard.press('Enter');
  await expect(card(page, 'one.bin')).toBeVisible();
  await expect(field(page)).toHaveValue('');
  await expect(field(page)).toBeFocused();

  await page.keyboard.type('one.bin');
  await page.keyboard.press('Enter');
  await expect(told(page)).toContainText('“one.bin” can’t be downloaded');
  await expect(field(page)).toHaveValue('one.bin');
  await expect(field(page)).toBeFocused();
  await expect(field(page)).toHaveAccessibleDescription(/“one.bin” can’t be downloaded/);

  await field(page).fill('');
  await paste(page, `${server.origin}/two.bin`);
  await expect(field(page)).toHaveValue(`${server.origin}/two.bin`);
  await expect(cards(page)).toHaveCount(1);
  await field(page).fill('');
  await paste(page, `${server.origin}/two.bin\n${server.origin}/three.bin\n`);
  await expect(cards(page)).toHaveCount(3);
  await expect(field(page)).toHaveValue('');
  expect(await drop(page, { 'text/uri-list': `${server.origin}/one.bin` })).toBe(true);
  await expect(told(page)).toContainText('one.bin is already here');
});

test('a page can say that nothing may be added', async ({ page, server }) => {
  await openElements(page, server, '<download-shelf add="off"></download-shelf>');
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expect(page.getByText('Drop a link here')).toBeHidden();
  await page.getByText('Nothing here yet').click();
  await paste(page, `${server.origin}/one.bin`);
  expect(await drop(page, { 'text/uri-list': `${server.origin}/one.bin` })).toBe(false);
  await expect(cards(page)).toHaveCount(0);
});

test('links go to the namespace that the page has set', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await shelf(page).evaluate(async (shelf: DownloadShelf, module) => {
    const { openDownloads } = (await import(module)) as typeof import('../../../src/elements.js');
    shelf.downloads = await openDownloads({ namespace: 'mine' });
  }, `${server.origin}/dist/resumable-download.js`);
  await drop(page, { 'text/uri-list': `${server.origin}/one.bin` });
  await expect(card(page, 'one.bin')).toBeVisible();
  const ids = await shelf(page).evaluate(({ downloads }: DownloadShelf) => downloads?.all.map(({ id }) => id));
  expect(ids).toEqual([`${server.origin}/one.bin`]);
});
