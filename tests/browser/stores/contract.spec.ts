/** What both stores promise, and what only one of them can. */

import { bundle } from '../bundle.js';
import { test as base, expect } from '../fixtures.js';
import type {} from './page.js';

const beside = (name: string) => bundle(new URL(name, import.meta.url));

const test = base.extend<object, { scripts: { page: string; worker: string } }>({
  scripts: [
    async ({ browserName: _ }, use) => use({ page: await beside('page.ts'), worker: await beside('store.worker.ts') }),
    { scope: 'worker' },
  ],
  page: async ({ page, server, scripts }, use) => {
    server.page('/stores/page.js', { js: scripts.page });
    server.page('/stores/worker.js', { js: scripts.worker });
    server.page('/stores/', {
      html: '<!doctype html><link rel="icon" href="data:,"><script src="page.js" type="module"></script>',
    });
    await page.goto(`${server.origin}/stores/`);
    await page.waitForFunction(() => window.contract);
    await use(page);
  },
});

for (const kind of ['opfs', 'indexeddb'] as const) {
  test.describe(kind, () => {
    test('of a new file there is nothing', async ({ page }) => {
      const seen = await page.evaluate(async (kind) => {
        const { store } = window.contract.start();
        const before = [
          await store.list(kind),
          await store.has(kind, 'film', 0),
          (await store.read(kind, 'film'))?.size,
        ];
        const film = await store.open(kind, 'film');
        const holds = [await film.holds(0, 0), await film.holds(0, 1)];
        const read = (await film.read(0, 10)).byteLength;
        await film.flush();
        const size = await film.size();
        await film.close();
        const after = [
          await store.list(kind),
          await store.has(kind, 'film', 0),
          (await store.read(kind, 'film'))?.size,
        ];
        return { before, holds, read, size, after };
      }, kind);
      expect(seen).toEqual({
        before: [[], false, undefined],
        holds: [true, false],
        read: 0,
        size: 0,
        after: [['film'], true, 0],
      });
    });

    test('what is written at any offset, also over what was there, is read back at once', async ({ page }) => {
      const seen = await page.evaluate(async (kind) => {
        const { start, bytes, difference } = window.contract;
        const { store } = start();
        const film = await store.open(kind, 'film');
        const expected = new Uint8Array(5 * 2 ** 20 + 17);
        const write = async (count: number, at: number, seed: number) => {
          expected.set(bytes(count, seed), at);
          await film.write(bytes(count, seed), at);
        };
        await write(1000, 5 * 2 ** 20 + 17 - 1000, 1); // far beyond the end
        await write(3 * 2 ** 20, 2 ** 19, 2); // over three borders of MiB
        await write(10, 2 ** 20 - 5, 3); // over one
        await film.flush();
        await write(70_000, 2 ** 20 - 35_000, 4); // over what was flushed
        await write(1, 0, 5);
        await write(2 ** 20, 2 ** 20, 6);
        const unflushed = difference(await film.read(0, expected.byteLength), expected);
        await film.flush();
        const flushed = difference(await film.read(0, expected.byteLength), expected);
        const inside = difference(await film.read(2 ** 20 - 3, 9), expected.subarray(2 ** 20 - 3, 2 ** 20 + 6));
        const beyond = (await film.read(expected.byteLength - 4, 100)).byteLength;
        return { unflushed, flushed, inside, beyond, size: await film.size() };
      }, kind);
      expect(seen).toEqual({ unflushed: -1, flushed: -1, inside: -1, beyond: 4, size: 5 * 2 ** 20 + 17 });
    });

    test('a file that is cut has nothing behind that, and zeros where it is lengthened', async ({ page }) => {
      const seen = await page.evaluate(async (kind) => {
        const { start, bytes, difference } = window.contract;
        const { store } = start();
        const film = await store.open(kind, 'film');
        const content = bytes(4 * 2 ** 20, 1);
        const differences: number[] = [];
        for (const length of [3 * 2 ** 20 + 5, 2 ** 20, 100, 0]) {
          for (const flushes of [0, 1, 2]) {
            await film.write(content, 0);
            if (flushes > 0) await film.flush();
            await film.resize(length);
            if (flushes > 1) await film.flush();
            await film.resize(4 * 2 ** 20);
            const expected = new Uint8Array(4 * 2 ** 20);
            expected.set(content.subarray(0, length));
            differences.push(difference(await film.read(0, 4 * 2 ** 20), expected));
            await film.flush();
            differences.push(difference(await film.read(0, 4 * 2 ** 20), expected));
          }
        }
        await film.resize(7);
        await film.flush();
        const size = await film.size();
        await film.close();
        return { differences: [...new Set(differences)], size, kept: (await store.read(kind, 'film'))?.size };
      }, kind);
      expect(seen).toEqual({ differences: [-1], size: 7, kept: 7 });
    });

    test('what was flushed is there after its worker was terminated in the middle of the next flush', async ({
      page,
    }) => {
      const seen = await page.evaluate(async (kind) => {
        const { start, bytes, difference } = window.contract;
        const { store, terminate } = start();
        const film = await store.open(kind, 'film');
        const content = bytes(6 * 2 ** 20 + 5, 1);
        await film.write(content, 0);
        await film.flush();
        film.write(bytes(2 * 2 ** 20, 2), content.byteLength).catch(() => {});
        film.flush().catch(() => {});
        await new Promise((resolve) => setTimeout(resolve, 3));
        terminate();
        const second = start();
        const again = await second.store.open(kind, 'film');
        const holds = await again.holds(0, content.byteLength);
        const read = await again.read(0, content.byteLength);
        await again.close();
        return { holds, difference: difference(read, content) };
      }, kind);
      expect(seen).toEqual({ holds: true, difference: -1 });
    });

    test('what is written and read during a flush is neither lost nor old', async ({ page }) => {
      const seen = await page.evaluate(async (kind) => {
        const { start, bytes, difference } = window.contract;
        const { store } = start();
        const film = await store.open(kind, 'film');
        const expected = new Uint8Array(8 * 2 ** 20);
        const underWay: Promise<unknown>[] = [];
        const differences: Promise<number>[] = [];
        for (let round = 0; round < 40; round++) {
          const at = (round * 777_777) % (7 * 2 ** 20);
          const piece = bytes(2 ** 20 - round, round);
          expected.set(piece, at);
          underWay.push(film.write(piece, at));
          if (round % 3 === 0) underWay.push(film.flush());
          // As much as the next round does not write over.
          if (round % 4 === 0) {
            differences.push(film.read(at, 700_000).then((read) => difference(read, piece.subarray(0, 700_000))));
          }
          if (round % 10 === 9) await Promise.all([...underWay, ...differences]);
        }
        await Promise.all(underWay);
        const size = await film.size();
        const all = [await film.read(0, size)];
        await film.flush();
        await film.close();
        const again = await store.open(kind, 'film');
        all.push(await again.read(0, size));
        await again.close(); // Comlink never settles calls of a proxy that was let go
        differences.push(...all.map(async (read) => difference(read, expected.subarray(0, size))));
        return [...new Set(await Promise.all(differences))];
      }, kind);
      expect(seen).toEqual([-1]);
    });

    test('a closed file is read whole, on any thread, and is whole only at its length', async ({ page }) => {
      const seen = await page.evaluate(async (kind) => {
        const { start, bytes, difference } = window.contract;
        const { store } = start();
        const film = await store.open(kind, 'film');
        const content = bytes(20 * 2 ** 20 + 5, 1);
        await film.write(content, 0);
        await film.flush();
        await film.close();
        const has = [content.byteLength - 1, content.byteLength, content.byteLength + 1];
        const blob = await store.read(kind, 'film');
        return {
          has: await Promise.all(has.map((bytes) => store.has(kind, 'film', bytes))),
          difference: difference(new Uint8Array((await blob?.arrayBuffer()) ?? []), content),
          part: difference(new Uint8Array((await blob?.slice(5, 3e6).arrayBuffer()) ?? []), content.subarray(5, 3e6)),
        };
      }, kind);
      expect(seen).toEqual({ has: [false, true, false], difference: -1, part: -1 });
    });

    test('a file that is deleted is gone, and others are not', async ({ page }) => {
      const seen = await page.evaluate(async (kind) => {
        const { start, bytes } = window.contract;
        const { store } = start();
        await store.delete(kind, 'film'); // there need not be one
        for (const name of ['film', 'film2', 'fil']) {
          const file = await store.open(kind, name);
          await file.write(bytes(2 ** 21, 1), 0);
          await file.flush();
          await file.close();
        }
        await store.delete(kind, 'film');
        const anew = await store.open(kind, 'film');
        const holds = await anew.holds(0, 1);
        await anew.close();
        await store.delete(kind, 'film');
        const has = await Promise.all(['film', 'film2', 'fil'].map((name) => store.has(kind, name, 2 ** 21)));
        return { list: (await store.list(kind)).toSorted(), holds, has };
      }, kind);
      expect(seen).toEqual({ list: ['fil', 'film2'], holds: false, has: [false, true, true] });
    });

    test('without room it says storage-full, and never that something was flushed', async ({
      page,
      browserName,
      server,
    }) => {
      test.skip(browserName !== 'chromium', 'Only the protocol of Chromium sets a quota');
      const session = await page.context().newCDPSession(page);
      await session.send('Storage.overrideQuotaForOrigin', { origin: server.origin, quotaSize: 20 * 2 ** 20 });
      const seen = await page.evaluate(async (kind) => {
        const { start, noise, difference } = window.contract;
        const { store } = start();
        const film = await store.open(kind, 'film');
        const flushed: Uint8Array[] = [];
        const append = async (piece: Uint8Array) => {
          await film.write(piece, flushed.length * 2 ** 20);
          await film.flush();
          flushed.push(piece);
          return '';
        };
        let code = '';
        while (flushed.length < 40 && code === '') code = await append(noise(2 ** 20)).catch((error) => error.message);
        const again = kind === 'opfs' ? code : await film.flush().catch((error) => error.message);
        await film.close();
        const second = await store.open(kind, 'film');
        const differences: number[] = [];
        for (const [index, piece] of flushed.entries()) {
          differences.push(difference(await second.read(index * 2 ** 20, 2 ** 20), piece));
        }
        const some = flushed.length > 3 && flushed.length <= 20;
        return { code, again, some, differences: [...new Set(differences)] };
      }, kind);
      expect(seen).toEqual({ code: 'storage-full', again: 'storage-full', some: true, differences: [-1] });
    });
  });
}

test.describe('IndexedDB', () => {
  test('a file that is too long is refused before anything of it is written', async ({ page }) => {
    const seen = await page.evaluate(async () => {
      const { store } = window.contract.start();
      const film = await store.open('indexeddb', 'film');
      const codeOf = (work: Promise<unknown>) =>
        work.then(
          () => 'none',
          (error) => error.message,
        );
      return [
        await codeOf(film.resize(2 ** 30)),
        await codeOf(film.resize(2 ** 30 + 1)),
        await codeOf(film.write(new Uint8Array(2), 2 ** 30 - 1)),
        await film.size(),
      ];
    });
    expect(seen).toEqual(['none', 'storage-unavailable', 'storage-unavailable', 2 ** 30]);
  });

  test('chunks leave memory with the flush that stores them', async ({ page }) => {
    const seen = await page.evaluate(async () => {
      const { store } = window.contract.start();
      const film = await store.open('indexeddb', 'film');
      const seen: number[] = [];
      for (let chunk = 0; chunk < 8; chunk++) await film.write(new Uint8Array(2 ** 20), chunk * 2 ** 20);
      seen.push(await film.unflushedBytes());
      await film.write(new Uint8Array(10), 2 ** 20); // to one that is there already
      seen.push(await film.unflushedBytes());
      await film.flush();
      await film.write(new Uint8Array(1), 0);
      seen.push(await film.unflushedBytes());
      return seen.map((bytes) => bytes / 2 ** 20);
    });
    expect(seen).toEqual([8, 8, 1]);
  });

  for (const [what, bytes] of [
    ['missing', undefined],
    ['short', 1000],
  ] as const) {
    test(`a ${what} chunk is found`, async ({ page }) => {
      const seen = await page.evaluate(async (bytes) => {
        const { store } = window.contract.start();
        const film = await store.open('indexeddb', 'film');
        await film.write(new Uint8Array(4 * 2 ** 20).fill(1), 0);
        await film.flush();
        await film.close();
        const codeOf = (work: Promise<unknown>) =>
          work.then(
            () => 'none',
            (error) => error.message,
          );
        await new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open('resumable-download-1/contract/chunks');
          opening.onerror = reject;
          opening.onsuccess = () => {
            const writing = opening.result.transaction('chunks', 'readwrite');
            if (bytes === undefined) writing.objectStore('chunks').delete(['film', 2]);
            else writing.objectStore('chunks').put(new Uint8Array(bytes), ['film', 2]);
            writing.oncomplete = () => resolve(opening.result.close());
          };
        });
        const [has, read] = [await store.has('indexeddb', 'film', 4 * 2 ** 20), await store.read('indexeddb', 'film')];
        const again = await store.open('indexeddb', 'film');
        const code = bytes === undefined ? 'none' : await codeOf(again.read(0, 4 * 2 ** 20));
        await again.close();
        const third = await store.open('indexeddb', 'film');
        return { has, read, code, holds: [await third.holds(0, 2 ** 21), await third.holds(0, 2 ** 21 + 1)] };
      }, bytes);
      const code = bytes === undefined ? 'none' : 'storage-lost';
      expect(seen).toEqual({ has: false, read: undefined, code, holds: [true, false] });
    });
  }
});
