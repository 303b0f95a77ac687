import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expect, MIB, openApp, run, strictTest as test } from '../fixtures.js';
import { startApache } from './apache.js';
import { startCaddy } from './caddy.js';
import { startNginx } from './nginx.js';
import type { RealServer } from './real-server.js';
import { FILE, makeSite, type Site } from './site.js';
import { onceIsEnough, skipWithout } from './steps.js';

const GUIDE = fileURLToPath(new URL('../../../src/guide/', import.meta.url));
const SERVERS = `${GUIDE}recipes/servers/`;
const content = { size: 12 * MIB + 1, seed: 43 };

/** The lines of the guide, for files that lie at the root. */
async function linesFor(path: string): Promise<string> {
  return (await readFile(path, 'utf8')).replaceAll('/files/', '/');
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
      await using server = await start(site, await linesFor(SERVERS + file));
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
    await using server = await startCaddy(site, 'h1 h2', await linesFor(`${SERVERS}Caddyfile`));
    await expectExposed(app, server);
  });
});

/** What the gotchas of the guide say of nginx with their broken lines, and of pages of its own origin. */
const GOTCHAS = {
  'no-ranges': { mode: 'whole', resumable: false },
  encoded: { mode: 'whole', resumable: false },
  'no-validator': { mode: 'parallel', proof: 'length' },
} as const;

test.describe('nginx as in the gotchas', () => {
  skipWithout('nginx');

  for (const [name, said] of Object.entries(GOTCHAS)) {
    test(`${name}: the broken lines do what is said, and the mended ones help`, async ({ page, browserName }) => {
      onceIsEnough(browserName);
      for (const kind of ['broken', 'mended']) {
        await using site = await makeSite(content);
        if (`${name}/${kind}` === 'encoded/broken') await storeCompressed(join(site.root, FILE));
        await using server = await startNginx(site, { server: await linesFor(`${GUIDE}gotchas/${name}/${kind}.conf`) });
        await openApp(page, server);
        const mended = { mode: 'parallel', resumable: true, proof: 'validator' };
        const ending = await run(page, { url: server.origin + FILE });
        expect(ending, kind).toMatchObject({ status: 'complete', ...(kind === 'broken' ? said : mended) });
      }
    });
  }
});

async function storeCompressed(path: string): Promise<void> {
  await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 1 }));
  await rm(path);
}
