import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FrameLocator, Locator, Page } from '@playwright/test';
import { test as base, patientExpect } from './fixtures.js';
import { sourceTest } from './source-server.js';

// Firefox reports what a policy refuses as an error of the page.
const test = sourceTest.extend<{ uncaughtErrors: Error[] }>({
  uncaughtErrors: async ({ browserName: _ }, use) => use([]),
});
const expect = patientExpect.configure({ soft: true, timeout: 45_000 });

const GOTCHAS = fileURLToPath(new URL('../../src/guide/gotchas/', import.meta.url));

/** What stands below the card of each broken example sooner or later, and what its card says. */
const BROKEN: Readonly<
  Record<string, { readonly facts: Readonly<Record<string, string | RegExp>>; readonly card?: string }>
> = {
  'no-ranges': { facts: { status: "'complete'", mode: "'whole'", resumable: 'false', advice: 'undefined' } },
  'hidden-headers': {
    facts: { status: "'complete'", advice: /Access-Control-Expose-Headers: Content-Range, ETag, Content-Disposition/ },
    card: 'Access-Control-Expose-Headers',
  },
  encoded: { facts: { status: "'complete'", mode: "'whole'", resumable: 'false' } },
  'no-validator': { facts: { status: "'complete'", proof: "'length'" } },
  changing: { facts: { 'error.code': "'changed'" } }, // it waits in between, and fails in the end

  'expiring-link': { facts: { status: "'failed'", 'error.code': "'forbidden'" }, card: 'refuses access' },
  sandbox: {
    facts: { status: "'failed'", 'error.code': "'storage-unavailable'" },
    card: 'The frame needs "allow-same-origin"',
  },
  'worker-policy': {
    facts: { status: "'failed'", 'error.code': "'internal'" },
    card: 'its worker-src does not allow http',
  },
  'trusted-types': { facts: { status: "'failed'", 'error.code': "'internal'" }, card: 'trusted-types' },
};

const STARTS_OVER = 'after a pause or a reload, this download starts over';

/** Where the card of a twin is, in a frame or not. */
async function stageOf(page: Page, twin: string): Promise<Locator | FrameLocator> {
  const place = page.locator(`[data-twin="${twin}"]`);
  return (await place.locator('iframe').count()) > 0 ? place.frameLocator('iframe') : place;
}

const fact = (stage: Locator | FrameLocator, name: string) =>
  stage.locator('.facts dt', { hasText: `state.${name}` }).locator('+ dd');

/** By keyboard: a mouse would miss what moves as cards above grow. */
async function press(stage: Locator | FrameLocator): Promise<void> {
  await stage.getByRole('button', { name: 'Download', exact: true }).press('Enter');
}

base('each gotcha that runs is one that is looked at', async ({ browserName }) => {
  base.skip(browserName !== 'chromium', 'once is enough');
  const directories = readdirSync(GOTCHAS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(directories.map(({ name }) => name).sort()).toEqual(Object.keys(BROKEN).sort());
});

test('each broken example shows what is said of it, and the mended one beside it completes', async ({
  page,
  sourceUrl,
}) => {
  test.setTimeout(180_000);
  await page.goto(`${sourceUrl}guide/gotchas`);
  const hasTrustedTypes = await page.evaluate(() => 'trustedTypes' in window);
  const names = Object.keys(BROKEN);
  for (const name of names) {
    await press(await stageOf(page, `${name}/broken`));
    if (name === 'no-ranges')
      await expect((await stageOf(page, 'no-ranges/broken')).locator('resumable-download')).toContainText(STARTS_OVER); // said while it runs
    await press(await stageOf(page, `${name}/mended`));
  }

  for (const name of names) {
    const mended = await stageOf(page, `${name}/mended`);
    await expect(fact(mended, 'status'), `${name}/mended`).toHaveText("'complete'");
    await expect(fact(mended, 'mode'), `${name}/mended`).toHaveText("'parallel'");
    await expect(fact(mended, 'proof'), `${name}/mended`).toHaveText("'validator'");
    await expect(fact(mended, 'advice'), `${name}/mended`).toHaveText('undefined');
  }
  for (const [name, { facts, card }] of Object.entries(BROKEN)) {
    if (name === 'trusted-types' && !hasTrustedTypes) continue;
    const broken = await stageOf(page, `${name}/broken`);
    for (const [key, value] of Object.entries(facts)) {
      await expect(fact(broken, key), `${name}/broken`).toHaveText(value);
    }
    if (card) await expect(broken.locator('resumable-download'), `${name}/broken`).toContainText(card);
  }
});
