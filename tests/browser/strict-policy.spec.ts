import type { Page } from '@playwright/test';
import type { RangeServer } from '../range-server/range-server.js';
import type { ServedFile } from '../range-server/representation.js';
// Firefox reports what a policy refuses as an error of the page, so that this is no place for the test that forbids them.
import { patientExpect as expect, MIB, openApp, test } from './fixtures.js';

const content = { size: 5 * MIB, seed: 63 };
const FILM = '<resumable-download src="/film.bin" worker-url="/dist/worker.js"></resumable-download>';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Keeps in sight what a policy refuses: not only what the page should do would be missed, but all that it tries. */
const WATCH = `
  const refused = [];
  document.addEventListener('securitypolicyviolation', (event) => {
    refused.push(event.effectiveDirective + ' ' + event.blockedURI + ' ' + event.sample);
    document.documentElement.dataset.refused = refused.join();
  });`;

/** A page of this policy, with this in its body. */
async function openUnder(
  page: Page,
  server: RangeServer,
  policy: string,
  body: string,
  film: ServedFile = content,
): Promise<void> {
  server.serve('/film.bin', film);
  server.page('/watch.js', { js: WATCH });
  server.page('/strict', {
    html: `<!doctype html><html lang="en"><title>strict</title><link rel="icon" href="data:,">
      <script src="/watch.js"></script><script type="module" src="/dist/resumable-download.js"></script>
      <body>${body}</body>`,
    headers: { 'Content-Security-Policy': `${policy}; img-src data:` },
  });
  await page.goto(`${server.origin}/strict`);
}

test.describe('a policy that refuses the worker', () => {
  for (const [policy, directive] of [
    [
      "default-src 'none'; script-src 'self'; child-src 'self' blob:; connect-src 'self'; worker-src 'self'",
      'worker-src',
    ],
    ["default-src 'none'; script-src 'self' blob:; connect-src 'self'; child-src 'self'", 'child-src'],
    ["default-src blob:; script-src 'self'; connect-src 'self'", 'script-src'],
    ["default-src 'self'", 'default-src'],
  ] as const) {
    test(`is named by what it says of workers, ${directive}`, async ({ page, server }) => {
      await openUnder(page, server, policy, '<resumable-download src="/film.bin"></resumable-download>');
      await button(page, 'Download').click();
      const card = page.getByRole('group', { name: 'film.bin' });
      await expect(card).toContainText(`its ${directive} does not allow blob:`);
      await expect(card).toContainText('worker-url');
      await expect(button(page, 'Retry')).toBeVisible();
      expect(server.log.requests('/film.bin')).toEqual([]);
    });
  }

  test('names the URL of one that the page hosts', async ({ page, server }) => {
    await openUnder(page, server, "script-src 'self'; worker-src 'none'", FILM);
    await button(page, 'Download').click();
    const refused = `its worker-src does not allow ${server.origin}/dist/worker.js`;
    await expect(page.getByRole('group', { name: 'film.bin' })).toContainText(refused);
  });

  test('lets a download go on once a worker is named that it allows', async ({ page, server }) => {
    const body = '<resumable-download src="/film.bin"></resumable-download>';
    await openUnder(page, server, "script-src 'self'; worker-src 'self'", body);
    await button(page, 'Download').click();
    await expect(button(page, 'Retry')).toBeVisible();
    await page
      .locator('resumable-download')
      .evaluate((element) => element.setAttribute('worker-url', '/dist/worker.js'));
    await button(page, 'Retry').click();
    await expect(button(page, 'Save')).toBeVisible();
  });
});

test.describe('a page that may start no worker, beside one that may', () => {
  const POLICIES = ["worker-src 'none'", "require-trusted-types-for 'script'; trusted-types lit-html"];
  for (const policy of POLICIES) {
    test(`shows and steers what that one runs: ${policy}`, async ({ app, context, server }) => {
      const slow = { ...content, bytesPerSecond: 1e6 };
      server.serve('/film.bin', slow);
      const start = () => window.downloads.get('/film.bin').start();
      const statusIn = (tab: Page) => tab.evaluate(() => window.downloads.all[0]?.state.status);
      await app.evaluate(start);
      const strict = await context.newPage();
      await openUnder(strict, server, policy, '<resumable-download src="/film.bin"></resumable-download>', slow);
      const failures = await strict.evaluateHandle(() => {
        const failures: string[] = [];
        addEventListener('download-error', ({ download }) => void failures.push(download.state.status));
        return failures;
      });

      await expect(strict.getByText('Running in another tab')).toBeVisible();
      await button(strict, 'Pause').click();
      await expect.poll(() => statusIn(app)).toBe('paused');
      await button(strict, 'Resume').click();
      await expect.poll(() => statusIn(app)).toBe('downloading');
      await expect(button(strict, 'Pause')).toBeVisible();
      expect(await failures.jsonValue()).toEqual([]);

      await app.close();
      await expect(button(strict, 'Retry')).toBeVisible();
      const next = await context.newPage();
      await openApp(next, server); // goes on by itself: it was nobody's failure but of that page
      await expect(button(strict, 'Save')).toBeVisible();
      expect(await statusIn(next)).toBe('complete');
      expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(2 * MIB); // it was cut twice
    });
  }
});

/** As strict as a page can be that uses the library, but for what the two elements of it need. */
const STRICT = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types resumable-download lit-html',
].join('; ');

test('under a strict policy with Trusted Types everything works, and nothing is even tried that it forbids', async ({
  page,
  server,
}) => {
  await openUnder(page, server, STRICT, `${FILM}<download-shelf></download-shelf>`);
  const [film, shelf] = [page.locator('body > resumable-download'), page.locator('download-shelf')];
  await film.getByRole('button', { name: 'Download', exact: true }).click();
  await expect(film.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await expect(shelf.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  await film.getByRole('button', { name: 'Save', exact: true }).click();
  await film.getByRole('button', { name: 'Remove', exact: true }).click();
  await expect(film.getByRole('button', { name: 'Download', exact: true })).toBeVisible();
  expect(await page.locator('html').getAttribute('data-refused')).toBeNull();
});

test('a worker that one element names runs what all of them continue after a reload', async ({ page, server }) => {
  const body = `<resumable-download src="/other.bin"></resumable-download><download-shelf></download-shelf>${FILM}`;
  await openUnder(page, server, STRICT, body);
  server.serve('/other.bin', { ...content, bytesPerSecond: 1e5 });
  const first = page.locator('body > resumable-download').first();
  await first.getByRole('button', { name: 'Download', exact: true }).click();
  await expect(first.getByRole('status')).toHaveText('Downloading');
  server.serve('/other.bin', content);
  await page.reload();
  await expect(first.getByRole('button', { name: 'Save', exact: true })).toBeVisible();
  expect(await page.locator('html').getAttribute('data-refused')).toBeNull();
});

test('Trusted Types that do not allow the policy of the library are named', async ({ page, server }) => {
  const isEnforced = "require-trusted-types-for 'script'; trusted-types lit-html";
  await openUnder(page, server, isEnforced, FILM);
  test.skip(!(await page.evaluate(() => 'trustedTypes' in window)), 'this browser has no Trusted Types');
  await button(page, 'Download').click();
  await expect(page.getByRole('group', { name: 'film.bin' })).toContainText('trusted-types');
  await expect(page.getByRole('group', { name: 'film.bin' })).toContainText('resumable-download');
});

test('where the page allows it, the worker of the one-file module is a blob even with Trusted Types', async ({
  page,
  server,
}) => {
  const policy =
    "script-src 'self'; worker-src blob:; require-trusted-types-for 'script'; trusted-types resumable-download lit-html";
  await openUnder(page, server, policy, '<resumable-download src="/film.bin"></resumable-download>');
  await button(page, 'Download').click();
  await expect(button(page, 'Save')).toBeVisible();
  expect(await page.locator('html').getAttribute('data-refused')).toBeNull();
});
