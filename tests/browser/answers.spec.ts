import { sha256Hex } from '../range-server/digest.js';
import { startRangeServer } from '../range-server/range-server.js';
import { expect, hurry, MIB, openApp, run, sha256Of, test, untilStored } from './fixtures.js';

const content = { size: 9 * MIB + 1, seed: 5 };

test('a server that ignores ranges is read in one stream, and the state says so', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ ignoreRange: true }] });
  expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'whole', resumable: false });
  expect(server.log.requests('/film.bin')).toHaveLength(1);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('a body without a length is complete where it ends', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, chunked: true, faults: [{ ignoreRange: true }] });
  expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'whole', totalBytes: content.size });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

for (const size of [0, 1, 2]) {
  test(`a file of ${size} bytes is complete`, async ({ app, server }) => {
    const url = server.serve('/tiny', { bytes: Buffer.alloc(size, 7) });
    expect(await run(app, { url })).toMatchObject({ status: 'complete', totalBytes: size });
    expect(await sha256Of(app, url)).toBe(await sha256Hex({ bytes: Buffer.alloc(size, 7) }));
  });
}

for (const [status, code] of [
  [404, 'not-found'],
  [403, 'forbidden'],
  [418, 'http-status'],
  [500, 'http-status'],
] as const) {
  test(`status ${status} is a failure with the code ${code}, and a good answer later completes it`, async ({
    app,
    server,
  }) => {
    const url = server.serve('/film.bin', { ...content, faults: [{ status }] });
    expect(await run(app, { url })).toMatchObject({ status: 'failed', code, httpStatus: status });
    server.serve('/film.bin', content);
    expect(await run(app, { url })).toMatchObject({ status: 'complete' });
    expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  });
}

test('a busy server is waited for as long as it asks', async ({ app, server }) => {
  const faults = [{ when: { first: 1 }, status: 503, headers: { 'Retry-After': '2' } }];
  const url = server.serve('/film.bin', { ...content, faults });
  expect(await run(app, { url })).toMatchObject({ status: 'complete', seen: expect.arrayContaining(['waiting']) });
  const [first, second] = server.log.requests('/film.bin');
  expect((second?.startedAt ?? 0) - (first?.startedAt ?? 0)).toBeGreaterThan(1990);
});

test('connections that are cut cost only what had not arrived', async ({ app, server }) => {
  const url = server.serve('/film.bin', {
    ...content,
    bytesPerSecond: 2e6,
    faults: [{ when: { first: 4 }, cutAfterBytes: 700_000 }],
  });
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(MIB);
});

test('a file that changes while it is downloaded starts over, and versions are never mixed', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  const running = run(app, { url });
  await expect.poll(() => server.log.bytesSent('/film.bin')).toBeGreaterThan(2 * MIB);
  const next = { size: content.size, seed: 6 };
  server.serve('/film.bin', next);
  server.cut('/film.bin');
  expect(await running).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(next));
});

test('a login page that answers for a while is never taken for the file, and costs nothing stored', async ({
  app,
  server,
}) => {
  const login = { claimedStatus: 200, body: '<h1>Sign in</h1>', headers: { 'Content-Type': 'text/html', ETag: null } };
  const faults = [{ when: { startsAtOrAfter: 1, first: 6 }, ...login }];
  const url = server.serve('/film.bin', { size: 40 * MIB, seed: 5, faults });
  using _hurried = hurry(app);
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex({ size: 40 * MIB, seed: 5 }));
  expect(server.log.bytesSentTwice('/film.bin')).toBeLessThan(1000); // the login pages themselves
});

test('one hiccup that meets all lanes at once costs nothing stored', async ({ app, server }) => {
  const long = { size: 40 * MIB, seed: 5, bytesPerSecond: 8e6 };
  for (const hiccup of [{ ignoreRange: true }, { otherVersion: { seed: 6 } }] as const) {
    const url = server.serve('/film.bin', {
      ...long,
      faults: [{ when: { startsAtOrAfter: 16 * MIB, first: 4 }, ...hiccup }],
    });
    expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'parallel' });
    expect(await sha256Of(app, url)).toBe(await sha256Hex(long));
    await app.evaluate((url) => window.downloads.get(url).remove(), url);
  }
});

test('a stream without ranges that is always cut fails in the end', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ ignoreRange: true, cutAfterBytes: 700_000 }] });
  const started = server.log.requests().length;
  using _hurried = hurry(app);
  expect(await run(app, { url })).toMatchObject({ status: 'failed', code: 'network' });
  expect(server.log.requests().length - started).toBeLessThan(12);
});

test('a server that sends other ranges than asked is not believed, and read in one stream', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ wrongRange: { startBy: 1 } }] });
  expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'whole' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test.describe('on another origin', () => {
  test('with its headers exposed a file comes in slices', async ({ app }) => {
    await using other = await elsewhere();
    const url = other.server.serve('/film.bin', { ...content, cors: 'exposed' });
    expect(await run(app, { url })).toMatchObject({ status: 'complete', mode: 'parallel' });
    expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
    expect(other.server.log.requests().filter(({ method }) => method === 'OPTIONS')).toEqual([]);
  });

  test('with its headers hidden a file comes in slices once ranges are proved, and the advice names the header', async ({
    app,
  }) => {
    await using other = await elsewhere();
    const url = other.server.serve('/film.bin', { ...content, cors: 'plain', bytesPerSecond: 2e6 });
    const warnings: string[] = [];
    app.on('console', (message) => warnings.push(message.text()));
    const state = await run(app, { url });
    expect(state).toMatchObject({ status: 'complete', mode: 'parallel', resumable: true, proof: 'validator' });
    expect(state.advice).toContain('Access-Control-Expose-Headers: Content-Range');
    expect(warnings).toEqual([`resumable-download: ${state.advice}`]);
    expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
    expect(other.server.log.mostInFlight('/film.bin')).toBeGreaterThan(2);
    expect(other.server.log.requests().filter(({ method }) => method === 'OPTIONS')).toEqual([]);
  });

  test('with its headers hidden a reload continues after one comparison', async ({ app, server }) => {
    await using other = await elsewhere();
    const long = { size: 24 * MIB, seed: 7 };
    const url = other.server.serve('/film.bin', { ...long, cors: 'plain', bytesPerSecond: 1e6 });
    await app.evaluate((url) => window.downloads.get(url).start(), url);
    await untilStored(app, url, 12 * MIB);
    await openApp(app, server);
    await app.evaluate((url) => window.downloads.find(url)?.finished, url);
    expect(await sha256Of(app, url)).toBe(await sha256Hex(long));
    expect(other.server.log.bytesSentTwice('/film.bin')).toBeLessThan(4 * MIB);
  });

  test('without CORS it fails, and the message names both causes', async ({ app }) => {
    await using other = await elsewhere();
    const state = await run(app, { url: other.server.serve('/film.bin', content) });
    expect(state).toMatchObject({ status: 'failed', code: 'network' });
    expect(state.message).toMatch(/no connection.*CORS/);
  });

  test('where nobody listens it fails the same way', async ({ app }) => {
    const other = await elsewhere();
    await other.server.close();
    const state = await run(app, { url: `${other.server.origin}/film.bin` });
    expect(state).toMatchObject({ status: 'failed', code: 'network' });
    expect(state.message).toMatch(/no connection.*CORS/);
  });
});

async function elsewhere() {
  const server = await startRangeServer();
  return { server, [Symbol.asyncDispose]: () => server.close() };
}
