import { patientExpect as expect, MIB, openElements, storedFiles, strictTest as test } from '../fixtures.js';

const SHELF = '<download-shelf></download-shelf>';
const film = (name: string) => `<resumable-download src="/${name}" autostart></resumable-download>`;

test('an empty shelf says so, in words or in what a page puts inside', async ({ page, server }) => {
  await openElements(page, server, SHELF);
  await expect(page.getByRole('heading', { name: 'Downloads' })).toBeVisible();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await expect(page.getByText(/ used, .* left$/)).toBeVisible();

  await openElements(page, server, '<download-shelf><p>Go and find something</p></download-shelf>');
  await expect(page.getByText('Go and find something')).toBeVisible();
  await expect(page.getByText('Nothing here yet')).toBeHidden();
});

test('a shelf lists what is downloaded, newest first, also after a reload, and what is removed no more', async ({
  page,
  server,
}) => {
  for (const [index, name] of ['first.bin', 'second.bin', 'third.bin'].entries()) {
    server.serve(`/${name}`, { size: MIB, seed: index });
  }
  await openElements(page, server, SHELF);
  const shelf = page.locator('download-shelf');
  const cards = shelf.getByRole('listitem').getByRole('group', { name: '.bin' });
  await expect(shelf.getByText('Nothing here yet')).toBeVisible();
  for (const [index, name] of ['first.bin', 'second.bin', 'third.bin'].entries()) {
    await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), film(name));
    await expect(cards).toHaveCount(index + 1);
  }
  const names = () => cards.getByTitle('.bin').allTextContents();
  await expect.poll(names).toEqual(['third.bin', 'second.bin', 'first.bin']);

  await openElements(page, server, SHELF);
  await expect.poll(names).toEqual(['third.bin', 'second.bin', 'first.bin']);
  await expect(shelf.getByRole('button', { name: 'Save' })).toHaveCount(3);

  await shelf.getByRole('group', { name: 'second.bin' }).getByRole('button', { name: 'Remove' }).click();
  await expect.poll(names).toEqual(['third.bin', 'first.bin']);
  await expect.poll(() => storedFiles(page)).toHaveLength(2);
});

test('the room that the downloads take is told, and told anew', async ({ page, server }) => {
  server.serve('/film.bin', { size: 30 * MIB, seed: 1 });
  await openElements(page, server, SHELF);
  const room = page.getByText(/ used, .* left$/);
  const usedMegabytes = async () => {
    const [, amount, unit] = /^([\d.]+)\s(\S+) used/.exec((await room.textContent()) ?? '') ?? [];
    return unit === 'MB' ? Number(amount) : 0;
  };
  await expect(room).toBeVisible();
  expect(await usedMegabytes()).toBeLessThan(30);
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), film('film.bin'));
  await expect.poll(usedMegabytes).toBeGreaterThanOrEqual(31);
});

test('a card that goes leaves the focus in the shelf, and that of another card where it is', async ({
  page,
  server,
}) => {
  server.serve('/one.bin', { size: MIB, seed: 1 });
  server.serve('/other.bin', { size: MIB, seed: 2 });
  await openElements(page, server, `${film('one.bin')}${film('other.bin')}${SHELF}`);
  const shelf = page.locator('download-shelf');
  const inShelf = (name: string) => shelf.getByRole('group', { name });
  await expect(shelf.getByRole('button', { name: 'Save' })).toHaveCount(2);
  await inShelf('one.bin').getByRole('button', { name: 'Remove' }).focus();
  await page.evaluate(() => {
    const element = document.querySelector<HTMLElementTagNameMap['resumable-download']>('[src="/other.bin"]');
    return element?.download?.remove();
  });
  await expect(inShelf('other.bin')).toHaveCount(0);
  await expect(inShelf('one.bin').getByRole('button', { name: 'Remove' })).toBeFocused();
  await page.evaluate(() => {
    const element = document.querySelector<HTMLElementTagNameMap['resumable-download']>('[src="/one.bin"]');
    return element?.download?.remove();
  });
  await expect(inShelf('one.bin')).toHaveCount(0);
  await expect(shelf.getByRole('heading', { name: 'Downloads' })).toBeFocused();
});

test('a page sets the downloads of a namespace, and others after them', async ({ page, server }) => {
  server.serve('/mine.bin', { size: MIB, seed: 1 });
  server.serve('/yours.bin', { size: MIB, seed: 2 });
  await openElements(page, server, SHELF);
  const show = (namespace: string, path: string) =>
    page.evaluate(
      async ([module, namespace, path]) => {
        const { openDownloads } = (await import(module)) as typeof import('../../../src/elements.js');
        const downloads = await openDownloads({ namespace });
        const shelf = document.querySelector('download-shelf');
        if (shelf) shelf.downloads = downloads;
        await downloads.get(path).start();
      },
      [`${server.origin}/dist/resumable-download.js`, namespace, path] as const,
    );
  const cards = page.locator('download-shelf').getByRole('group', { name: '.bin' });
  await show('mine', '/mine.bin');
  await expect(page.getByRole('group', { name: 'mine.bin' })).toBeVisible();
  await show('yours', '/yours.bin');
  await expect(page.getByRole('group', { name: 'yours.bin' })).toBeVisible();
  await expect(cards).toHaveCount(1);
});

test('a shelf that is away hears nothing, and knows everything when it is back', async ({ page, server }) => {
  server.serve('/film.bin', { size: MIB, seed: 1 });
  await openElements(page, server, SHELF);
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await page.evaluate(async (html) => {
    const shelf = document.querySelector('download-shelf');
    shelf?.remove();
    document.body.insertAdjacentHTML('beforeend', html);
    await new Promise((resolve) => document.addEventListener('download-complete', resolve, { once: true }));
    if (shelf) document.body.append(shelf);
  }, film('film.bin'));
  await expect(page.locator('download-shelf').getByRole('button', { name: 'Save' })).toBeVisible();
});
