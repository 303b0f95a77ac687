import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { expect, MIB, run, strictTest as test } from '../fixtures.js';
import { startApache } from './apache.js';
import { startCaddy } from './caddy.js';
import { startNginx } from './nginx.js';
import type { RealServer } from './real-server.js';
import { FILE, makeSite, type Site } from './site.js';
import { onceIsEnough, skipWithout } from './steps.js';

const SERVERS = fileURLToPath(new URL('../../../src/guide/recipes/servers/', import.meta.url));
const content = { size: 12 * MIB + 1, seed: 43 };

/** The lines of the guide, for files that lie at the root. */
async function linesFor(name: string): Promise<string> {
  return (await readFile(SERVERS + name, 'utf8')).replaceAll('/files/', '/');
}

async function expectExposed(app: Page, server: RealServer): Promise<void> {
  const url = server.origin + FILE;
  expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'parallel', proof: 'validator' });
  const advice = await app.evaluate((url) => window.downloads.get(url).state.advice, url);
  expect(advice).toBeUndefined();
}

interface Recipe {
  readonly program: string;
  readonly file: string;
  readonly start: (site: Site, lines: string) => Promise<RealServer>;
}

const RECIPES: readonly Recipe[] = [
  { program: 'nginx', file: 'nginx.conf', start: (site, server) => startNginx(site, { server }) },
  { program: 'apache2', file: 'apache.conf', start: (site, lines) => startApache(site, lines) },
];

for (const { program, file, start } of RECIPES) {
  test.describe(program, () => {
    skipWithout(program);

    test(`the lines of the guide let another origin see what ${program} says`, async ({ app, browserName }) => {
      onceIsEnough(browserName);
      await using site = await makeSite(content);
      await using server = await start(site, await linesFor(file));
      await expectExposed(app, server);
    });
  });
}

test.describe('caddy', () => {
  skipWithout('caddy');
  test.use({ ignoreHTTPSErrors: true });

  test('the lines of the guide let another origin see what Caddy says', async ({ app, browserName }) => {
    onceIsEnough(browserName);
    await using site = await makeSite(content);
    await using server = await startCaddy(site, 'h1 h2', await linesFor('Caddyfile'));
    await expectExposed(app, server);
  });
});

test('the rules for S3 allow what is asked, and expose what helps', async () => {
  const [rule] = JSON.parse(await readFile(`${SERVERS}s3-cors.json`, 'utf8'));
  expect(rule.AllowedMethods).toContain('GET');
  expect(rule.ExposeHeaders).toEqual(expect.arrayContaining(['Content-Range', 'ETag', 'Content-Disposition']));
});
