import { sha256Hex } from '../range-server/digest.js';
import { expect, MIB, openApp, run, sha256Of, stateOf, test, untilStored } from './fixtures.js';

const content = { size: 32 * MIB, seed: 31 };

test('a second tab waits for the owner, and takes over by itself when that goes', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 2 * MIB);
  const second = await context.newPage();
  await openApp(second, server);
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('elsewhere');
  expect((await stateOf(app, url)).owner).toBe('here');
  expect(server.log.bytesSentTwice('/film.bin')).toBe(0);

  await app.close();
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('here');
  await second.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
});

test('pausing in a second tab pauses the owner too', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  const second = await context.newPage();
  await openApp(second, server);
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('elsewhere');
  await second.evaluate((url) => window.downloads.find(url)?.pause(), url);
  await expect.poll(async () => (await stateOf(app, url)).status).toBe('paused');
  expect((await stateOf(second, url)).status).toBe('paused');
});

test('what the owner completes is complete in the second tab', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 4e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  const second = await context.newPage();
  await openApp(second, server);
  await second.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await stateOf(second, url)).toMatchObject({ status: 'complete', storedBytes: content.size });
  expect(await sha256Of(second, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSentTwice('/film.bin')).toBe(0);
});

test('removing in a second tab ends the transfer in the first, and nothing is left', async ({
  app,
  server,
  context,
}) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 2e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  const second = await context.newPage();
  await openApp(second, server);
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('elsewhere');
  await second.evaluate((url) => window.downloads.find(url)?.remove(), url);
  await expect.poll(async () => (await stateOf(app, url)).status).toBe('removed');
  expect(await app.evaluate(() => window.downloads.all.length)).toBe(0);
});

test('what another tab runs takes no turn of this one', async ({ app, server, context }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, MIB);
  const second = await context.newPage();
  await openApp(second, server);
  await second.evaluate(() => window.downloads.configure({ concurrentDownloads: 1 }));
  await expect.poll(async () => (await stateOf(second, url)).owner).toBe('elsewhere');
  const own = server.serve('/own.bin', { size: MIB, seed: 1 });
  expect(await run(second, { url: own })).toMatchObject({ status: 'complete' });
  expect((await stateOf(app, url)).status).toBe('downloading');
});
