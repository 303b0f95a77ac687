import { setTimeout } from 'node:timers/promises';
import { sha256Hex } from '../range-server/digest.js';
import { expect, MIB, run, sha256Of, stateOf, test, untilStored } from './fixtures.js';

/** 20 MB/s in five lanes. */
const content = { size: 48 * MIB, seed: 91, bytesPerSecond: 4e6 };

test('a connection that is slow does not hold up the end: the others take over what it has left', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ when: { nth: 3 }, bytesPerSecond: 100_000 }] });
  const startedAt = performance.now();
  expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'parallel' });
  // It would take its connection half a minute.
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(2 * MIB); // what was under way when it was given up
});

test('a connection that falls silent is found out long before it counts as dead', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ when: { nth: 3 }, stallAfterBytes: 200_000 }] });
  const startedAt = performance.now();
  expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'parallel' });
  expect(performance.now() - startedAt).toBeLessThan(15_000);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('in a long file a connection that crawls is given up for a new one', async ({ app, server }) => {
  const long = { ...content, size: 160 * MIB };
  const url = server.serve('/film.bin', { ...long, faults: [{ when: { nth: 4 }, bytesPerSecond: 50_000 }] });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await app.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(server.log.requests('/film.bin')[3]?.bodyBytesSent).toBeLessThan(2 * MIB);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(long));
});

test('where every connection falls silent in the end, it is not asked ever faster', async ({ app, server }) => {
  const silent = { when: { startsAtOrAfter: 40 * MIB }, stallAfterBytes: 1000 };
  const url = server.serve('/film.bin', { ...content, faults: [silent] });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 40 * MIB);
  const before = server.log.requests('/film.bin').length;
  await setTimeout(25_000);
  expect((await stateOf(app, url)).status).toMatch(/downloading|waiting/);
  expect(server.log.requests('/film.bin').length - before).toBeLessThan(50);
});
