import { sha256Hex } from '../range-server/digest.js';
import { expect, MIB, openApp, sha256Of, stateOf, test, untilStored } from './fixtures.js';

test('a reload at 40 % continues without a press, and sends at most 5 % twice', async ({ app, server }) => {
  const content = { size: 256 * MIB, seed: 7 };
  // 5 % are 0.75 s of six connections: more than what comes between two checkpoints, on a busy machine too.
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 3e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 0.4 * content.size);
  await app.reload();
  await app.waitForFunction(() => window.downloads);
  expect((await stateOf(app, url)).storedBytes).toBeGreaterThan(0.35 * content.size);
  await app.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await stateOf(app, url)).toMatchObject({ status: 'complete', storedBytes: content.size });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(0.05 * content.size);
  expect(server.log.mostInFlight('/film.bin')).toBeGreaterThanOrEqual(4);
});

test('what was paused stays paused over a reload, asks for nothing, and continues on start()', async ({
  app,
  server,
}) => {
  const content = { size: 24 * MIB, seed: 8 };
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 4e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 4 * MIB);
  await app.evaluate((url) => window.downloads.find(url)?.pause(), url);
  const paused = await stateOf(app, url);
  expect(paused).toMatchObject({ status: 'paused', activeRanges: [] });
  const sent = server.log.requests('/film.bin').length;

  await openApp(app, server);
  expect(await stateOf(app, url)).toMatchObject({ status: 'paused', storedBytes: paused.storedBytes });
  await app.waitForTimeout(1000);
  expect(server.log.requests('/film.bin')).toHaveLength(sent);

  await app.evaluate(async (url) => {
    await window.downloads.find(url)?.start();
    await window.downloads.find(url)?.finished;
  }, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  const received = server.log.bytesSent('/film.bin') - content.size;
  expect(received).toBeLessThan(4 * MIB); // what the network had in flight when it was paused
});
