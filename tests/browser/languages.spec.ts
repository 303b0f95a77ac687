import { fileURLToPath } from 'node:url';
import type { Locator, Page } from '@playwright/test';
import { type RangeServer, startRangeServer } from '../range-server/range-server.js';
import { patientExpect as expect, MIB, strictTest as test } from './fixtures.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const FILM = '<resumable-download src="/film.bin"></resumable-download>';
const SHELF = '<download-shelf></download-shelf>';

const button = (scope: Page | Locator, name: string) => scope.getByRole('button', { name, exact: true });

/** A page whose root element has these attributes, with the one-file module of this origin or another. */
async function open(page: Page, server: RangeServer, root: string, body: string, cdn = '/dist'): Promise<void> {
  server.serve('/film.bin', { size: 2 * MIB, seed: 5 });
  server.page('/speaks', {
    html: `<!doctype html><html ${root}><title>speaks</title><link rel="icon" href="data:,">
      <script type="module">window.api = await import('${cdn}/resumable-download.js')</script><body>${body}</body>`,
  });
  await page.goto(`${server.origin}/speaks`);
  await page.waitForFunction(() => window.api);
}

/** A language file that arrives only when the page calls `arrive()`. */
function holdBack(server: RangeServer, code: string): void {
  server.mount('/real/', DIST);
  server.page(`/dist/languages/${code}.js`, {
    js: `await new Promise((resolve) => { globalThis.arrive = resolve; });
      export const { arabic, german } = await import('/real/languages/${code}.js');`,
  });
}

/** Where the card's picture of the file stands: at the beginning of the line. */
async function directionOf(card: Locator): Promise<string> {
  return card.evaluate((card) => getComputedStyle(card).direction);
}

test.describe('an element speaks', () => {
  test('the language of its own lang', async ({ page, server }) => {
    await open(page, server, 'lang="en"', FILM.replace(' ', ' lang="de" '));
    await expect(button(page, 'Herunterladen')).toBeVisible();
  });

  test('that of the nearest ancestor, also out of shadow trees', async ({ page, server }) => {
    await open(page, server, 'lang="en"', '<main lang="fr"><section lang="es"><div id="host"></div></section></main>');
    await page.evaluate((film) => {
      const root = document.querySelector('#host')?.attachShadow({ mode: 'open' });
      if (root) root.innerHTML = film;
    }, FILM);
    await expect(button(page, 'Descargar')).toBeVisible();
  });

  test('that of the document', async ({ page, server }) => {
    await open(page, server, 'lang="ja"', FILM);
    await expect(button(page, 'ダウンロード')).toBeVisible();
  });

  test('that of the browser, where the page says nothing', async ({ page, server }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'language', { value: 'zh-CN' }));
    await open(page, server, '', FILM);
    await expect(button(page, '下载')).toBeVisible();
  });

  test('English where nobody knows the language, and where the tag is none', async ({ page, server }) => {
    const bodies = ['zh-TW', 'nl', 'auto', 'klingon!'].map((lang) => FILM.replace(' ', ` lang="${lang}" `));
    await open(page, server, 'lang="de"', bodies.join(''));
    await expect(button(page, 'Download')).toHaveCount(bodies.length);
  });

  test('another as soon as any of them changes, and where it is moved', async ({ page, server }) => {
    await open(page, server, 'lang="de"', `<main>${FILM}</main><aside lang="fr"></aside>`);
    await expect(button(page, 'Herunterladen')).toBeVisible();
    const speak = (selector: string, lang: string) =>
      page.locator(selector).evaluate((element, lang) => element.setAttribute('lang', lang), lang);
    await speak('html', 'es');
    await expect(button(page, 'Descargar')).toBeVisible();
    await speak('main', 'fr');
    await expect(button(page, 'Télécharger')).toBeVisible();
    await speak('resumable-download', 'en');
    await expect(button(page, 'Download')).toBeVisible();
    await page.locator('resumable-download').evaluate((element) => element.removeAttribute('lang'));
    await expect(button(page, 'Télécharger')).toBeVisible();
    await page.locator('main').evaluate((element) => element.removeAttribute('lang'));
    await expect(button(page, 'Descargar')).toBeVisible();
    await page.evaluate(() =>
      document.querySelector('aside')?.append(document.querySelector('resumable-download') ?? ''),
    );
    await expect(button(page, 'Télécharger')).toBeVisible();
    await page.evaluate(() => document.body.append(document.querySelector('resumable-download') ?? ''));
    await expect(button(page, 'Descargar')).toBeVisible();
  });

  test('as long as it lives, through a whole download', async ({ page, server }) => {
    await open(page, server, 'lang="ar-EG" dir="rtl"', FILM);
    await button(page, 'تنزيل').click();
    await expect(button(page, 'حفظ')).toBeVisible();
    await expect(page.getByRole('group', { name: 'film.bin' })).toContainText('٢٫١٠ ميغابايت');
    await expect(page.getByRole('progressbar')).toHaveAccessibleName(/^تقدّم .*film\.bin/);
  });
});

test('a shelf and what is in it speak one language, and change it together', async ({ page, server }) => {
  await open(page, server, 'lang="en"', SHELF.replace('>', ' lang="de-AT">'));
  await expect(page.getByRole('heading')).toHaveText('Downloads');
  await expect(page.getByText('Noch keine Downloads')).toBeVisible();
  await page.evaluate(async () => (await window.api.openDownloads()).get('/film.bin').start());
  await expect(button(page, 'Speichern')).toBeVisible();
  await page.locator('download-shelf').evaluate((shelf) => shelf.setAttribute('lang', 'ja'));
  await expect(page.getByRole('heading')).toHaveText('ダウンロード');
  await expect(button(page, '保存')).toBeVisible();
});

test('says of what it draws which language that is, for voices and fonts', async ({ page, server }) => {
  await open(page, server, 'lang="zh-SG"', `${FILM}${FILM.replace(' ', ' lang="nl" ')}`);
  await expect(button(page, '下载')).toBeVisible();
  const drawn = (index: number) =>
    page
      .getByRole('group', { name: 'film.bin' })
      .nth(index)
      .evaluate((card) => card.closest('[lang]')?.getAttribute('lang'));
  expect(await drawn(0)).toBe('zh-SG');
  expect(await drawn(1)).toBe('en');
});

test.describe('a language file', () => {
  test('is asked for when it is needed, and once', async ({ page, server }) => {
    await open(
      page,
      server,
      'lang="en"',
      `${FILM}${FILM.replace(' ', ' lang="de" ')}<p lang="de-CH">${FILM}</p>${SHELF}`,
    );
    await expect(button(page, 'Herunterladen')).toHaveCount(2);
    await page.evaluate((film) => document.body.insertAdjacentHTML('beforeend', `<p lang="de">${film}</p>`), FILM);
    await expect(button(page, 'Herunterladen')).toHaveCount(3);
    expect(server.log.requests('/dist/languages/de.js')).toHaveLength(1);
    expect(server.log.requests('/dist/languages/fr.js')).toHaveLength(0);
  });

  test('comes from beside the module, also from another origin', async ({ page, server }) => {
    const elsewhere = await startRangeServer();
    elsewhere.mount('/cdn/', DIST);
    await open(page, server, 'lang="fr"', FILM, `${elsewhere.origin}/cdn`);
    await expect(button(page, 'Télécharger')).toBeVisible();
    expect(elsewhere.log.requests('/cdn/languages/fr.js')).toHaveLength(1);
    await elsewhere.close();
  });

  test('that cannot be had leaves English, once and without a word', async ({ page, server, uncaughtErrors }) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    server.page('/dist/languages/de.js', { file: `${DIST}none.js` });
    await open(page, server, 'lang="de"', FILM);
    await button(page, 'Download').click();
    await expect(button(page, 'Save')).toBeVisible();
    await page.evaluate((film) => document.body.insertAdjacentHTML('beforeend', film), FILM);
    await expect(button(page, 'Save')).toHaveCount(2);
    expect(server.log.requests('/dist/languages/de.js')).toHaveLength(1);
    // What a browser says of a request that failed is its own. Playwright takes Firefox's for an uncaught error.
    said.push(...uncaughtErrors.splice(0).map(({ message }) => message));
    expect(said.filter((text) => !/404|de\.js/.test(text))).toEqual([]);
  });

  test('that takes its time: English until then, but nothing changes sides', async ({ page, server }) => {
    holdBack(server, 'ar');
    await open(page, server, 'lang="ar"', FILM);
    await expect(button(page, 'Download')).toBeVisible();
    expect(await directionOf(page.getByRole('group', { name: 'film.bin' }))).toBe('rtl');
    await page.evaluate(() => Reflect.get(globalThis, 'arrive')());
    await expect(button(page, 'تنزيل')).toBeVisible();
    expect(await directionOf(page.getByRole('group', { name: 'film.bin' }))).toBe('rtl');
  });

  test('that is no longer wanted when it comes changes nothing', async ({ page, server }) => {
    holdBack(server, 'de');
    await open(page, server, 'lang="de"', FILM);
    await expect(button(page, 'Download')).toBeVisible();
    await page.waitForFunction(() => 'arrive' in globalThis);
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'fr'));
    await expect(button(page, 'Télécharger')).toBeVisible();
    await page.evaluate(() => Reflect.get(globalThis, 'arrive')());
    await page.evaluate((film) => document.body.insertAdjacentHTML('beforeend', `<p lang="de">${film}</p>`), FILM);
    await expect(button(page, 'Herunterladen')).toBeVisible();
    await expect(button(page, 'Télécharger')).toBeVisible();
  });
});

test.describe('a card is laid out', () => {
  test('from right to left in Arabic, also where the page forgot dir', async ({ page, server }) => {
    await open(page, server, 'lang="ar"', FILM);
    await expect(button(page, 'تنزيل')).toBeVisible();
    expect(await directionOf(page.getByRole('group', { name: 'film.bin' }))).toBe('rtl');
  });

  test('as a dir of its own says', async ({ page, server }) => {
    await open(page, server, 'lang="ar"', FILM.replace(' ', ' dir="ltr" '));
    await expect(button(page, 'تنزيل')).toBeVisible();
    expect(await directionOf(page.getByRole('group', { name: 'film.bin' }))).toBe('ltr');
    await page.locator('resumable-download').evaluate((element) => element.removeAttribute('dir'));
    await expect.poll(() => directionOf(page.getByRole('group', { name: 'film.bin' }))).toBe('rtl');
  });

  test('as the page is, for a language that is written from left to right', async ({ page, server }) => {
    await open(page, server, 'lang="he" dir="rtl"', `${FILM}${FILM.replace(' ', ' lang="de" ')}`);
    await expect(button(page, 'Herunterladen')).toBeVisible();
    expect(await directionOf(page.getByRole('group', { name: 'film.bin' }).first())).toBe('rtl');
    expect(await directionOf(page.getByRole('group', { name: 'film.bin' }).last())).toBe('rtl');
  });

  test('but what a page puts inside keeps the direction of the page', async ({ page, server }) => {
    await open(page, server, 'lang="en"', FILM.replace(' ', ' lang="ar" ').replace('><', '><p>English.</p><'));
    await expect(button(page, 'تنزيل')).toBeVisible();
    expect(await directionOf(page.getByText('English.'))).toBe('ltr');
  });
});

test.describe('a page teaches', () => {
  test('a language, before there are elements', async ({ page, server }) => {
    await open(page, server, 'lang="nl"', '');
    await page.evaluate(() => window.api.registerLanguage({ locale: 'nl', buttons: { download: 'Downloaden' } }));
    await page.evaluate((film) => document.body.insertAdjacentHTML('beforeend', film), FILM);
    await expect(button(page, 'Downloaden')).toBeVisible();
    await expect(page.getByRole('status')).toHaveText('Ready to download');
  });

  test('a language, when they are there already', async ({ page, server }) => {
    await open(page, server, 'lang="he"', FILM);
    await expect(button(page, 'Download')).toBeVisible();
    await page.evaluate(() => window.api.registerLanguage({ locale: 'he', buttons: { download: 'הורדה' } }));
    await expect(button(page, 'הורדה')).toBeVisible();
    expect(await directionOf(page.getByRole('group', { name: 'film.bin' }))).toBe('rtl');
  });

  test('words of its own, before and after the file with the others has come', async ({ page, server }) => {
    await open(page, server, 'lang="de"', '');
    await page.evaluate(() => window.api.registerLanguage({ locale: 'de', buttons: { download: 'Laden' } }));
    await page.evaluate((film) => document.body.insertAdjacentHTML('beforeend', film), FILM);
    await expect(button(page, 'Laden')).toBeVisible();
    await expect(page.getByRole('status')).toHaveText('Bereit');
    await page.evaluate(() => window.api.registerLanguage({ locale: 'de-AT', status: { idle: 'Servus' } }));
    await expect(page.getByRole('status')).toHaveText('Bereit');
    await page.evaluate(() => document.documentElement.setAttribute('lang', 'de-AT'));
    await expect(page.getByRole('status')).toHaveText('Servus');
    await expect(button(page, 'Laden')).toBeVisible();
  });
});
