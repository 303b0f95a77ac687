import { sha256Hex } from '../range-server/digest.js';
import {
  expect,
  MIB,
  openApp,
  run,
  sha256Of,
  stateOf,
  storedFiles,
  storedRecords,
  test,
  untilStored,
} from './fixtures.js';

const content = { size: 24 * MIB, seed: 11 };
const slow = { ...content, bytesPerSecond: 4e6 };

test('nothing is stored, and all does not grow, before start()', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  const all = await app.evaluate((url) => {
    window.downloads.get(url);
    return window.downloads.all.length;
  }, url);
  expect(all).toBe(0);
  expect(await storedRecords(app)).toEqual([]);
  expect(await storedFiles(app)).toEqual([]);
  expect(server.log.requests('/film.bin')).toEqual([]);
});

test('the same id gives the same download, whatever way it is asked for', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  const same = await app.evaluate((url) => {
    const { downloads } = window;
    const download = downloads.get(url);
    const others = [
      downloads.get(new URL(url)),
      downloads.get({ url }),
      downloads.get(`${url}#t=1`),
      downloads.get('/film.bin'),
    ];
    return [...others, downloads.find(url)].map((other) => other === download);
  }, url);
  expect(same).toEqual([true, true, true, true, true]);
});

for (const [what, request] of [
  ['a URL that does not parse', 'http://'],
  ['an empty URL', ''],
  ['another scheme than http or https', 'ftp://example.org/x'],
  ['a URL with a password', 'http://me:secret@127.0.0.1/x'],
  ['an integrity that is no digest', { url: '/x', integrity: 'md5-abc' }],
  ['a digest of the wrong length', { url: '/x', integrity: 'sha256-AAAA' }],
  ['a header that cannot be sent', { url: '/x', headers: { 'a b': 'c' } }],
  ['a Range of its own', { url: '/x', headers: { range: 'bytes=0-1' } }],
] as const) {
  test(`${what} is refused at once, and nothing changes`, async ({ app }) => {
    const refused = await app.evaluate((request) => {
      try {
        window.downloads.get(request);
        return undefined;
      } catch (error) {
        if (!(error instanceof window.api.DownloadError)) throw error;
        return { code: error.code, name: error.name, words: error.message.split(' ').length };
      }
    }, request);
    expect(refused).toMatchObject({ code: 'invalid-request', name: 'DownloadError' });
    expect(refused?.words).toBeGreaterThan(4);
    expect(await app.evaluate(() => window.downloads.all.length)).toBe(0);
  });
}

test('opened twice it is the same engine, and stops at the last close()', async ({ app, server }) => {
  const url = server.serve('/film.bin', slow);
  const same = await app.evaluate(async (url) => {
    const again = await window.api.openDownloads();
    await again.get(url).start();
    again.close();
    return again === window.downloads && (await window.api.openDownloads({ namespace: 'other' })) !== again;
  }, url);
  expect(same).toBe(true);
  await untilStored(app, url, 2 * MIB);
  await app.evaluate(() => window.downloads.close());
  await expect.poll(() => server.log.requests('/film.bin').every(({ endedAt }) => endedAt)).toBe(true);
  const [record] = await storedRecords(app);
  expect(record).toMatchObject({ intent: 'run' }); // the next page continues
});

test('remove() in the middle leaves no byte, no record, and no request afterwards', async ({ app, server }) => {
  const url = server.serve('/film.bin', slow);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 2 * MIB);
  const end = await app.evaluate(async (url) => {
    const download = window.downloads.get(url);
    const finished = download.finished.catch((error) => error.code);
    await download.remove();
    return { finished: await finished, status: download.state.status, all: window.downloads.all.length };
  }, url);
  expect(end).toEqual({ finished: 'removed', status: 'removed', all: 0 });
  expect(await storedRecords(app)).toEqual([]);
  expect(await storedFiles(app)).toEqual([]);
  const requests = server.log.requests('/film.bin').length;
  await openApp(app, server);
  await app.waitForTimeout(700);
  expect(server.log.requests('/film.bin')).toHaveLength(requests);
  expect(await app.evaluate(() => window.downloads.all.length)).toBe(0);
});

test('remove() while starting rejects the start with removed, and nothing is left', async ({ app, server }) => {
  const url = server.serve('/film.bin', slow);
  for (const delayMs of [0, 1, 5, 20, 60]) {
    const codes = await app.evaluate(
      async ([url, delayMs]) => {
        const download = window.downloads.get(url);
        const started = download.start().then(
          () => 'started',
          (error) => error.code,
        );
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
        await download.remove();
        return started;
      },
      [url, delayMs] as const,
    );
    expect(delayMs === 0 ? ['removed'] : ['removed', 'started']).toContain(codes);
    expect(await storedRecords(app)).toEqual([]);
    expect(await storedFiles(app)).toEqual([]);
  }
});

test('what was removed can be started again, from zero', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  await run(app, { url });
  await app.evaluate((url) => window.downloads.get(url).remove(), url);
  expect(await stateOf(app, url)).toMatchObject({ status: 'removed', storedBytes: 0, totalBytes: undefined });
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('a page that dies between the tombstone and the removal leaves the rest to the next', async ({ app, server }) => {
  const url = server.serve('/film.bin', slow);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, MIB);
  await app.evaluate((url) => {
    FileSystemDirectoryHandle.prototype.removeEntry = () => new Promise(() => {});
    void window.downloads.get(url).remove();
  }, url);
  await expect.poll(async () => (await storedRecords(app)).map(({ removed }) => removed)).toEqual([true]);
  await openApp(app, server);
  expect(await app.evaluate(() => window.downloads.all.length)).toBe(0);
  await expect.poll(() => storedRecords(app)).toEqual([]);
  expect(await storedFiles(app)).toEqual([]);
});

test('a page that dies between the record and the file leaves a download that continues', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  server.page('/idle-worker.js', { js: '' });
  await app.evaluate((url) => {
    window.downloads.configure({ workerUrl: '/idle-worker.js' });
    return window.downloads.get(url).start();
  }, url);
  expect(await storedRecords(app)).toHaveLength(1);
  expect(await storedFiles(app)).toEqual([]);
  await openApp(app, server);
  await app.evaluate((url) => window.downloads.find(url)?.finished, url);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('finished rejects at a failure, and is a fresh promise after the next start()', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ when: { first: 1 }, status: 418 }] });
  const outcome = await app.evaluate(async (url) => {
    const download = window.downloads.get(url);
    const first = download.finished;
    await download.start();
    const code = await first.catch((error) => error.code);
    const settledIsKept = download.finished === first;
    await download.start();
    const fresh = download.finished !== first;
    await download.finished;
    return { code, settledIsKept, fresh };
  }, url);
  expect(outcome).toEqual({ code: 'http-status', settledIsKept: true, fresh: true });
});

test('a failure is still told after a reload, and Retry continues', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ when: { first: 1 }, status: 418 }] });
  await run(app, { url });
  await openApp(app, server);
  const code = await app.evaluate((url) => {
    const state = window.downloads.find(url)?.state;
    return state?.status === 'failed' ? state.error.code : undefined;
  }, url);
  expect(code).toBe('http-status');
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
});

test('of several downloads only as many transfer at once as are allowed, the others are queued', async ({
  app,
  server,
}) => {
  const urls = [1, 2, 3].map((n) => server.serve(`/film${n}.bin`, { size: 4 * MIB, seed: n, bytesPerSecond: 2e6 }));
  const most = await app.evaluate(async (urls) => {
    window.downloads.configure({ concurrentDownloads: 1 });
    const downloads = urls.map((url) => window.downloads.get(url));
    let most = 0;
    window.downloads.addEventListener('change', () => {
      const active = downloads.filter(({ state }) => ['connecting', 'downloading'].includes(state.status));
      most = Math.max(most, active.length);
    });
    await Promise.all(downloads.map((download) => download.start()));
    const queued = downloads.filter(({ state }) => state.status === 'queued').length;
    await downloads[2]?.pause(); // also one that waits for its turn
    await Promise.all(downloads.slice(0, 2).map(({ finished }) => finished));
    return { most, queued, last: downloads[2]?.state.status };
  }, urls);
  expect(most).toEqual({ most: 1, queued: 2, last: 'paused' });
});

test('clear() removes everything of its namespace, and nothing of another', async ({ app, server }) => {
  const url = server.serve('/film.bin', { size: MIB, seed: 1 });
  await run(app, { url });
  await app.evaluate(async (url) => {
    const other = await window.api.openDownloads({ namespace: 'other user' });
    await other.get(url).start();
    await other.get(url).finished;
    await window.downloads.clear();
  }, url);
  expect(await storedRecords(app)).toEqual([]);
  expect(await storedFiles(app)).toHaveLength(1);
  expect(await app.evaluate(() => window.downloads.all.length)).toBe(0);
});

test('a file that the browser has dropped is storage-lost, and can be downloaded again', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  await run(app, { url });
  const code = await app.evaluate(async (url) => {
    const root = await navigator.storage.getDirectory();
    for await (const name of root.keys()) await root.removeEntry(name, { recursive: true });
    return window.downloads
      .get(url)
      .file()
      .catch((error) => error.code);
  }, url);
  expect(code).toBe('storage-lost');
  expect(await stateOf(app, url)).toMatchObject({ status: 'failed', storedBytes: 0 });
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('headers are sent and never stored: a restored download waits for them', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...slow, faults: [{ when: { lacksHeader: 'x-key' }, status: 401 }] });
  const request = { url, headers: { 'X-Key': 'secret' } };
  await app.evaluate((request) => window.downloads.get(request).start(), request);
  await untilStored(app, url, 2 * MIB);
  expect(JSON.stringify(await storedRecords(app))).not.toContain('secret');
  await openApp(app, server);
  await expect.poll(async () => (await stateOf(app, url)).status).toBe('waiting');
  expect(await stateOf(app, url)).toMatchObject({ reason: 'access' });
  await app.evaluate((request) => window.downloads.get(request).finished, request);
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});

test('another integrity than before starts over', async ({ app, server }) => {
  const url = server.serve('/film.bin', { size: MIB, seed: 1 });
  const digest = async (seed: number) =>
    `sha256-${Buffer.from(await sha256Hex({ size: MIB, seed }), 'hex').toString('base64')}`;
  expect(await run(app, { url, integrity: await digest(1) })).toMatchObject({ status: 'complete' });
  server.serve('/film.bin', { size: MIB, seed: 2 });
  expect(await run(app, { url, integrity: await digest(2) })).toMatchObject({ status: 'complete' });
  expect(await sha256Of(app, url)).toBe(await sha256Hex({ size: MIB, seed: 2 }));
});

test('a link that expires in the middle is replaced once for all lanes, and nothing stored is lost', async ({
  app,
  server,
}) => {
  const id = 'film';
  const old = server.serve('/old', { ...content, bytesPerSecond: 4e6, faults: [{ when: { after: 5 }, status: 403 }] });
  const fresh = server.serve('/fresh', content);
  const whys = await app.evaluate(
    async ([id, old, fresh]) => {
      const whys: string[] = [];
      window.downloads.configure({
        authorize: async (_, why) => {
          whys.push(why);
          return why === 'refused' ? { url: fresh } : undefined;
        },
      });
      await window.downloads.get({ id, url: old }).start();
      await window.downloads.get({ id, url: old }).finished;
      return whys;
    },
    [id, old, fresh] as const,
  );
  expect(whys).toEqual(['start', 'refused']);
  expect(server.log.bytesSent('/old') + server.log.bytesSent('/fresh')).toBeLessThan(content.size + 1000);
  expect(server.log.bytesSent('/fresh')).toBeGreaterThan(0);
});

test('a refusal that authorize cannot mend is forbidden, and what is stored stays', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...slow, faults: [{ when: { after: 5 }, status: 410 }] });
  expect(await run(app, { url })).toMatchObject({ status: 'failed', code: 'forbidden', httpStatus: 410 });
  expect((await stateOf(app, url)).storedBytes).toBeGreaterThan(MIB);
});

test('clear() also removes what is just being started', async ({ app, server }) => {
  const url = server.serve('/film.bin', slow);
  await app.evaluate(async (url) => {
    window.downloads
      .get(url)
      .start()
      .catch(() => {});
    await window.downloads.clear();
  }, url);
  expect(await storedRecords(app)).toEqual([]);
  expect(await storedFiles(app)).toEqual([]);
});

test('a digest that becomes known later is verified before the file is complete again', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  await run(app, { url });
  const right = `sha256-${Buffer.from(await sha256Hex(content), 'hex').toString('base64')}`;
  const sent = server.log.bytesSent('/film.bin');
  expect(await run(app, { url, integrity: right })).toMatchObject({ status: 'complete', proof: 'digest' });
  expect(server.log.bytesSent('/film.bin')).toBe(sent);

  const id = 'another';
  await run(app, { url, id });
  const request = { url, id, integrity: right.replace(/-.{6}/, '-AAAAAA') };
  await app.evaluate((request) => void window.downloads.get(request), request);
  await expect.poll(async () => (await stateOf(app, id)).status).toBe('failed');
});

test('a shorter file after a longer one is the shorter one, also when nobody says its length', async ({
  app,
  server,
}) => {
  const url = server.serve('/film.bin', slow);
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await untilStored(app, url, 10 * MIB);
  await app.evaluate((url) => window.downloads.get(url).pause(), url);
  const shorter = { size: 2 * MIB, seed: 12 };
  server.serve('/film.bin', { ...shorter, chunked: true, faults: [{ ignoreRange: true }] });
  expect(await run(app, { url })).toMatchObject({ status: 'complete', totalBytes: shorter.size });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(shorter));
});

test('commands after another integrity are carried out after it', async ({ app, server }) => {
  const url = server.serve('/film.bin', slow);
  const integrity = `sha256-${'A'.repeat(43)}=`;
  const other = `sha256-${'B'.repeat(43)}=`;
  const statuses = await app.evaluate(
    async ([url, integrity, other]) => {
      const { downloads } = window;
      const download = downloads.get({ url, integrity });
      await download.start();
      downloads.get({ url, integrity: other });
      await download.pause();
      const paused = download.state.status;
      await download.start();
      downloads.get({ url, integrity });
      await download.remove();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return [paused, download.state.status];
    },
    [url, integrity, other] as const,
  );
  expect(statuses).toEqual(['paused', 'removed']);
  expect(await storedRecords(app)).toEqual([]);
});

test('options that make no sense leave the defaults', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  for (const connectionsPerDownload of [0, Number.NaN, -1]) {
    await app.evaluate((connectionsPerDownload) => {
      window.downloads.configure({ connectionsPerDownload, concurrentDownloads: 0 });
    }, connectionsPerDownload);
    expect(await run(app, { url })).toMatchObject({ status: 'complete' });
    await app.evaluate((url) => window.downloads.get(url).remove(), url);
  }
});

test('start() gives a fresh finished at once', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...content, faults: [{ when: { first: 1 }, status: 418 }] });
  await run(app, { url });
  const end = await app.evaluate((url) => {
    const download = window.downloads.get(url);
    download.start();
    return download.finished.then(() => download.state.status);
  }, url);
  expect(end).toBe('complete');
});

test('a look-up changes nothing of what an earlier request said', async ({ app, server }) => {
  const url = server.serve('/film.bin', { ...slow, faults: [{ when: { lacksHeader: 'x-key' }, status: 401 }] });
  const request = { url, name: 'my film.bin', headers: { 'X-Key': 'secret' } };
  await app.evaluate((request) => window.downloads.get(request).start(), request);
  await untilStored(app, url, MIB);
  await app.evaluate((url) => window.downloads.get(url).pause(), url);
  expect(await app.evaluate((url) => window.downloads.get(url).name, url)).toBe('my film.bin');
  expect(await run(app, { url })).toMatchObject({ status: 'complete' });
});

test('authorize is called once at a time, and may bring a relative URL', async ({ app, server }) => {
  server.serve('/fresh', content);
  const url = server.serve('/film.bin', { ...content, faults: [{ status: 403 }] });
  const most = await app.evaluate(async (url) => {
    let running = 0;
    let most = 0;
    window.downloads.configure({
      authorize: async () => {
        running += 1;
        most = Math.max(most, running);
        await new Promise((resolve) => setTimeout(resolve, 200));
        running -= 1;
        return { url: '/fresh' };
      },
    });
    const download = window.downloads.get(url);
    await download.start();
    await download.pause();
    await download.start();
    await download.finished;
    return most;
  }, url);
  expect(most).toBe(1);
});

test('an authorize that fails is told as forbidden', async ({ app, server }) => {
  const url = server.serve('/film.bin', content);
  await app.evaluate(() => window.downloads.configure({ authorize: () => Promise.reject(new Error('signed out')) }));
  const state = await run(app, { url });
  expect(state).toMatchObject({ status: 'failed', code: 'forbidden' });
  expect(state.message).toContain('signed out');
});
