import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ConsoleMessage, Download, Page } from '@playwright/test';
import { build } from 'vite';
import { install, type Packed, pack, run } from '../package/packed.js';
import { codeBlocks, textAfter } from '../package/readme-code.js';
import { firstWrongOffset } from '../range-server/content.js';
import { sha256Hex } from '../range-server/digest.js';
import { type RangeServer, startRangeServer } from '../range-server/range-server.js';
import { patientExpect as expect, MIB, strictTest } from './fixtures.js';

const content = { size: 5 * MIB + 3, seed: 91 };

const test = strictTest.extend<{ folder: string; site: RangeServer; quietPage: Page }>({
  /** Empty, and far from this repository, so that nothing is found that the package does not bring. */
  folder: async ({ browserName: _ }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'newcomer-'));
    await use(folder);
    await rm(folder, { recursive: true });
  },
  /** It serves nothing but what the newcomer has made. */
  site: async ({ browserName: _ }, use) => {
    const site = await startRangeServer();
    await use(site);
    await site.close();
  },
  /** It may say nothing wrong in its console. */
  quietPage: async ({ page }, use) => {
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' && !isOfMissingIcon(message)) errors.push(message.text());
    });
    await use(page);
    expect(errors).toEqual([]);
  },
});

/** Chromium asks for an icon that nobody has promised. */
const isOfMissingIcon = (message: ConsoleMessage) => message.location().url.endsWith('/favicon.ico');

test.describe('a newcomer who follows the README', () => {
  test.describe.configure({ mode: 'default' }); // in one process, which packs once

  let packed: Packed;
  let readme: string;
  let dependencies: string[];
  test.beforeAll(async () => {
    packed = await pack();
    const own = join(packed.project, 'node_modules/resumable-download');
    readme = await readFile(join(own, 'README.md'), 'utf8');
    dependencies = Object.keys(JSON.parse(await readFile(join(own, 'package.json'), 'utf8')).dependencies);
  });
  test.afterAll(async () => packed?.[Symbol.asyncDispose]());

  /** What is to be typed after a bold lead, which is in these languages. */
  function codeAfter(lead: string, ...languages: string[]): string[] {
    const blocks = codeBlocks(textAfter(readme, lead));
    expect(blocks.map(({ language }) => language).slice(0, languages.length)).toEqual(languages);
    return blocks.map(({ code }) => code);
  }

  async function type(commands: string, folder: string): Promise<void> {
    for (const line of commands.trim().split('\n')) {
      if (line !== 'npm install resumable-download') await run('sh', ['-c', line], folder);
      else await install(packed.tarball, join(folder, 'node_modules'), dependencies);
    }
  }

  test('with one script tag has a page that downloads and saves', async ({
    quietPage: page,
    site,
    folder,
    browserName,
  }) => {
    const lead = 'With one script tag.';
    const [commands = '', html = '', serve = ''] = codeAfter(lead, 'sh', 'html', 'sh');
    await type(commands, folder);
    await write(join(folder, only(/`(\S+\.html)`/, textAfter(readme, lead))), html);
    site.mount('/', join(folder, only(/^npx serve (\S+)$/m, serve)));
    serveFilm(site, html);
    await page.goto(`${site.origin}/`);
    await expectDownloaded(page, browserName);
  });

  test('with a bundler has one too', async ({ quietPage: page, site, folder, browserName }) => {
    const [commands = '', js = '', html = ''] = codeAfter('With a bundler.', 'sh', 'js', 'html');
    await type(commands, folder);
    await write(join(folder, 'main.js'), js);
    await write(join(folder, 'index.html'), `${VITE_PAGE}${html}`);
    await build({ root: folder, configFile: false, logLevel: 'warn' });
    site.mount('/', join(folder, 'dist'));
    serveFilm(site, html);
    await page.goto(`${site.origin}/`);
    await expectDownloaded(page, browserName);
  });

  test('without any UI sees in the console how it goes, until it is complete', async ({
    quietPage: page,
    site,
    folder,
    browserName,
  }) => {
    const [commands = ''] = codeAfter('With one script tag.', 'sh');
    const [js = ''] = codeAfter('Without any UI.', 'js');
    await type(commands, folder);
    site.mount('/', join(folder, 'public'));
    site.serve(only(/get\('(.+)'\)/, js), content);
    site.page('/', { html: `${IMPORT_MAP}<script type="module">${js}</script>` });
    const logged: string[] = [];
    page.on('console', (message) => message.type() === 'log' && logged.push(message.text()));
    const saved = untilSaved(page, browserName);
    await page.goto(`${site.origin}/`);
    await expect.poll(() => logged.at(-1)).toBe(`complete ${content.size} ${content.size}`);
    await expectRight(await saved);
  });
});

/** What an app that Vite builds has already. */
const VITE_PAGE = '<!doctype html><script type="module" src="/main.js"></script>\n';

/** Where a page without a bundler finds the package. */
const IMPORT_MAP = `<!doctype html><script type="importmap">
  { "imports": { "resumable-download": "/resumable-download/resumable-download.js" } }
</script>`;

/** Serves what the element of a page asks for. */
function serveFilm(site: RangeServer, html: string): void {
  const path = only(/<resumable-download src="(.+?)"/, html);
  site.serve(new URL(path, site.origin).pathname, content);
}

/** Presses what a person would. */
async function expectDownloaded(page: Page, browserName: string): Promise<void> {
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Download').click();
  await expect(button('Save')).toBeVisible();
  expect(await sha256OfShown(page)).toBe(await sha256Hex(content));
  const saved = untilSaved(page, browserName);
  await button('Save').click();
  await expect(page.locator('.offer')).toContainText('Your browser is saving it.');
  await expectRight(await saved);
}

/** What the browser saves next; Playwright cannot see it of Debian's Firefox. */
async function untilSaved(page: Page, browserName: string): Promise<Download | undefined> {
  return browserName === 'firefox' ? undefined : page.waitForEvent('download');
}

async function expectRight(saved: Download | undefined): Promise<void> {
  if (!saved) return;
  const bytes = await readFile(await saved.path());
  expect(bytes.length).toBe(content.size);
  expect(firstWrongOffset(bytes, content)).toBeUndefined();
}

function sha256OfShown(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const file = await document.querySelector('resumable-download')?.download?.file();
    const digest = await crypto.subtle.digest('SHA-256', (await file?.arrayBuffer()) ?? new ArrayBuffer());
    return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  });
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}

/** What the pattern's one group matches. */
function only(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`There is no ${pattern} in: ${text}`);
  return found;
}
