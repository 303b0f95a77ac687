import { fileURLToPath } from 'node:url';
import type { FileContent } from '../range-server/content.js';
import { type Algorithm, integrityOf, reprDigestOf, sha256Integrity } from '../range-server/digest.js';
import { type RangeServer, startRangeServer } from '../range-server/range-server.js';
import { writeRecords } from './behind-its-back.js';
import { expect, MIB, openApp, run, stateOf, storedRecords, test, untilStored } from './fixtures.js';

const DIST = fileURLToPath(new URL('../../dist/', import.meta.url));
const WORKER = fileURLToPath(new URL('./worker/', import.meta.url));

/** Of an odd length, and longer than what is hashed at once. */
const content = { size: 5 * MIB + 3, seed: 51 };
const other = { ...content, seed: 52 };

const codeLoaded = (server: RangeServer, path = '/dist/digest.js') => server.log.requests(path).length > 0;

test('a file is complete when its digest matches, and never when it does not', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  for (const algorithm of ['sha256', 'sha384', 'sha512'] satisfies Algorithm[]) {
    const right = await run(app, { url, id: `right ${algorithm}`, integrity: await integrityOf(content, algorithm) });
    expect(right).toMatchObject({ status: 'complete', proof: 'digest' });
    expect(right.seen).toContain('verifying');
    const id = `wrong ${algorithm}`;
    const wrong = await run(app, { url, id, integrity: await integrityOf(other, algorithm) });
    expect(wrong).toMatchObject({ status: 'failed', code: 'integrity', storedBytes: content.size });
    expect(wrong.message).toContain((await integrityOf(content, algorithm)).slice('sha256-'.length));
    expect(await fileCode(app, id)).toBe('not-complete');
  }
});

test('of several digests any one of the strongest algorithm counts, and no other', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  const [right256, wrong256] = [await sha256Integrity(content), await sha256Integrity(other)];
  const [right512, wrong512] = [await integrityOf(content, 'sha512'), await integrityOf(other, 'sha512')];
  const ends = async (integrity: string) => (await run(app, { url, id: integrity, integrity })).status;
  expect(await ends(`${wrong256} ${right512}`)).toBe('complete');
  expect(await ends(`${wrong512} ${right512}`)).toBe('complete');
  expect(await ends(`${right256} ${wrong512}`)).toBe('failed');
});

test('an empty file has a digest too', async ({ app, server }) => {
  const empty = { bytes: new Uint8Array() };
  const url = server.serve('/empty', empty);
  expect(await run(app, { url, integrity: await sha256Integrity(empty) })).toMatchObject({ status: 'complete' });
  expect(await run(app, { url, id: 'wrong', integrity: await sha256Integrity(content) })).toMatchObject({
    code: 'integrity',
  });
});

test.describe('a Repr-Digest', () => {
  const serveWith = async (server: RangeServer, said: FileContent, cors: 'none' | 'plain' | 'exposed' = 'none') =>
    server.serve('/film.bin', { ...content, cors, headers: { 'Repr-Digest': await reprDigestOf(said, 'sha512') } });

  test('that the server shows is verified', async ({ app, server }) => {
    const url = await serveWith(server, content);
    expect(await run(app, { url })).toMatchObject({ status: 'complete', proof: 'digest' });
    await serveWith(server, other);
    expect(await run(app, { url, id: 'wrong' })).toMatchObject({ status: 'failed', code: 'integrity' });
    expect(await fileCode(app, 'wrong')).toBe('not-complete');
  });

  test('counts from another origin where that exposes it', async ({ app, server }) => {
    const elsewhere = await startRangeServer();
    const hidden = await serveWith(elsewhere, other, 'plain');
    expect(await run(app, { url: hidden, id: 'hidden' })).toMatchObject({ status: 'complete', proof: 'validator' });
    expect(codeLoaded(server)).toBe(false);
    const exposed = await serveWith(elsewhere, content, 'exposed');
    expect(await run(app, { url: exposed, id: 'exposed' })).toMatchObject({ status: 'complete', proof: 'digest' });
    expect(codeLoaded(server)).toBe(true);
    await elsewhere.close();
  });

  test('that is wrong does no harm where the page knows better', async ({ app, server }) => {
    const url = await serveWith(server, other);
    const integrity = await sha256Integrity(content);
    expect(await run(app, { url, integrity })).toMatchObject({ status: 'complete', proof: 'digest' });
  });

  test('that changes tells a new version where nothing else does', async ({ app, server }) => {
    const slow = { size: 16 * MIB, bytesPerSecond: 1e6, etag: null, lastModified: null };
    const [young, old] = [
      { ...slow, seed: 53 },
      { ...slow, seed: 54 },
    ];
    const served = async (version: typeof young) => ({
      ...version,
      headers: { 'Repr-Digest': await reprDigestOf(version, 'sha256') },
    });
    const url = server.serve('/film.bin', await served(old));
    await app.evaluate((url) => window.downloads.get(url).start(), url);
    await untilStored(app, url, 2 * MIB);
    server.serve('/film.bin', { ...(await served(young)), bytesPerSecond: 0 });
    server.cut('/film.bin');
    await app.evaluate((url) => window.downloads.find(url)?.finished, url);
    expect(await stateOf(app, url)).toMatchObject({ status: 'complete', proof: 'digest' });
  });

  test('of each slice by itself ends in one stream that has its own', async ({ app, server }) => {
    const film = { ...content, headers: { 'Repr-Digest': await reprDigestOf(content, 'sha256') } };
    const lie = { 'Repr-Digest': await reprDigestOf(other, 'sha256') };
    const url = server.serve('/film.bin', { ...film, faults: [{ when: { startsAtOrAfter: 1 }, headers: lie }] });
    await app.evaluate(() => window.downloads.configure({ connectionsPerDownload: 2 }));
    expect(await run(app, { url })).toMatchObject({ status: 'complete', proof: 'digest' });
  });
});

test('the code for digests is loaded only where one is known', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  await run(app, { url });
  expect(codeLoaded(server)).toBe(false);
  await run(app, { url, id: 'known', integrity: await sha256Integrity(content) });
  expect(codeLoaded(server)).toBe(true);
});

test('most of a file is hashed when its last byte comes', async ({ app, server }) => {
  const large = { size: 64 * MIB, seed: 55 };
  const url = server.serve('/film.bin', { ...large, bytesPerSecond: 4e6 });
  const verified = await app.evaluate(
    async (request) => {
      const download = window.downloads.get(request);
      const verified: number[] = [];
      download.addEventListener('change', ({ download: { state } }) => {
        if (state.status === 'verifying') verified.push(state.verifiedBytes);
      });
      await download.start();
      await download.finished;
      return verified;
    },
    { url, integrity: await sha256Integrity(large) },
  );
  expect(verified[0]).toBeGreaterThan(large.size / 2);
  expect(verified.at(-1)).toBe(large.size);
  expect(verified).toEqual(verified.toSorted((a, b) => a - b));
  expect((await storedRecords(app))[0]?.digest).toBeUndefined(); // nothing is left of it
});

test('after a reload the digest goes on from where it was recorded', async ({ app, server }) => {
  server.mount('/worker/', WORKER);
  server.page('/seen', { html: '' });
  const large = { size: 24 * MIB, seed: 56 };
  const url = server.serve('/film.bin', { ...large, bytesPerSecond: 500_000 });
  const request = { url, integrity: await sha256Integrity(large) };
  await app.evaluate((request) => window.downloads.get(request).start(), request);
  const hashedBytes = async () => (await storedRecords(app))[0]?.digest?.hashedBytes ?? 0;
  await expect.poll(hashedBytes, { timeout: 20_000 }).toBeGreaterThan(3 * MIB);
  await app.evaluate((url) => window.downloads.find(url)?.pause(), url);
  const recorded = await hashedBytes();

  server.serve('/film.bin', large);
  await openApp(app, server);
  await app.evaluate(() => window.downloads.configure({ workerUrl: '/worker/watched-worker.js' }));
  expect(await run(app, request)).toMatchObject({ status: 'complete', proof: 'digest' });
  const seen = server.log.requests('/seen').map(({ query }) => JSON.parse(decodeURIComponent(query.slice(1))));
  expect(seen.at(-1)).toMatchObject({ readFrom: recorded });
});

test('a state of another hash function is of no use, and does no harm', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 1e6 });
  const request = { url, integrity: await sha256Integrity(content) };
  await app.evaluate((request) => window.downloads.get(request).start(), request);
  const digest = async () => (await storedRecords(app))[0]?.digest;
  await expect.poll(digest, { timeout: 20_000 }).toBeDefined();
  await app.evaluate((url) => window.downloads.find(url)?.pause(), url);
  // As a later version of the library may leave it behind.
  const spoilt = { ...(await digest()), state: new Uint8Array(3) };
  await writeRecords(app, [{ ...(await storedRecords(app))[0], digest: spoilt }]);
  expect((await digest())?.state).toHaveLength(3);
  await openApp(app, server);
  expect(await run(app, request)).toMatchObject({ status: 'complete', proof: 'digest' });
});

test('a worker that the page hosts itself finds the code for digests beside it', async ({ app, server }) => {
  server.mount('/own/', DIST);
  const url = server.serve('/film.bin', content);
  await app.evaluate(() => window.downloads.configure({ workerUrl: '/own/worker.js' }));
  const ending = await run(app, { url, integrity: await sha256Integrity(content) });
  expect(ending).toMatchObject({ status: 'complete', proof: 'digest' });
  expect([codeLoaded(server, '/own/digest.js'), codeLoaded(server)]).toEqual([true, false]);
});

function fileCode(app: Parameters<typeof run>[0], id: string): Promise<unknown> {
  return app.evaluate(
    (id) =>
      window.downloads
        .find(id)
        ?.file()
        .catch(({ code }) => code),
    id,
  );
}
