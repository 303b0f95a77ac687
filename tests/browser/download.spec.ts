import { sha256Hex } from '../range-server/digest.js';
import { expect, MIB, run, sha256Of, stateOf, test } from './fixtures.js';

test('a file is fetched in slices at once, and ends complete with the right bytes', async ({ app, server }) => {
  const content = { size: 40 * MIB + 3, seed: 1 };
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: 8e6 });
  const seen = await app.evaluate(async (url) => {
    const download = window.downloads.get(url);
    const statuses: string[] = [];
    download.addEventListener('change', () => {
      if (statuses.at(-1) !== download.state.status) statuses.push(download.state.status);
    });
    await download.start();
    await download.finished;
    return statuses;
  }, url);
  expect(seen).toEqual(['queued', 'connecting', 'downloading', 'complete']);
  expect(await stateOf(app, url)).toEqual({
    status: 'complete',
    storedBytes: content.size,
    totalBytes: content.size,
    storedRanges: [{ start: 0, end: content.size }],
    activeRanges: [],
    resumable: true,
    mode: 'parallel',
    proof: 'validator',
    kept: 'across-restarts',
    owner: undefined,
  });
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
  expect(server.log.bytesSentTwice('/film.bin')).toBe(0);
  expect(server.log.mostInFlight('/film.bin')).toBe(5);
});

test('progress only grows, and never says more than there is', async ({ app, server }) => {
  const size = 24 * MIB;
  const url = server.serve('/film.bin', { size, seed: 1, bytesPerSecond: 4e6 });
  const steps = await app.evaluate(async (url) => {
    const download = window.downloads.get(url);
    const steps: { stored: number; inRanges: number; frozen: boolean }[] = [];
    download.addEventListener('change', ({ download: { state } }) => {
      const inRanges = state.storedRanges.reduce((sum, { start, end }) => sum + end - start, 0);
      steps.push({ stored: state.storedBytes, inRanges, frozen: Object.isFrozen(state) });
    });
    await download.start();
    await download.finished;
    return steps;
  }, url);
  expect(steps.length).toBeGreaterThan(5);
  expect(steps.every(({ stored, inRanges, frozen }) => stored === inRanges && frozen && stored <= size)).toBe(true);
  expect(steps.map(({ stored }) => stored)).toEqual(steps.map(({ stored }) => stored).toSorted((a, b) => a - b));
});

test('speed and time left are right within 20 % after three seconds of a steady link', async ({ app, server }) => {
  const url = server.serve('/film.bin', { size: 64 * MIB, seed: 1, bytesPerSecond: 2e6 });
  await app.evaluate((url) => window.downloads.get(url).start(), url);
  await app.waitForTimeout(4000);
  const state = await stateOf(app, url);
  if (state.status !== 'downloading') throw new Error(`It is ${state.status}`);
  expect(state.connections).toBe(5);
  expect(state.bytesPerSecond / 10e6).toBeCloseTo(1, 0.4);
  expect((state.secondsLeft ?? 0) / ((64 * MIB - state.storedBytes) / 10e6)).toBeCloseTo(1, 0.4);
});

test('a file with its digest is complete when it matches, and never when it does not', async ({ app, server }) => {
  const content = { size: 5 * MIB, seed: 2 };
  const url = server.serve('/film.bin', content);
  const integrity = `sha256-${Buffer.from(await sha256Hex(content), 'hex').toString('base64')}`;
  expect(await run(app, { url, id: 'right', integrity })).toMatchObject({ status: 'complete', proof: 'digest' });
  const wrong = integrity.replace(/-.{6}/, '-AAAAAA');
  const failed = await run(app, { url, id: 'wrong', integrity: wrong });
  expect(failed).toMatchObject({ status: 'failed', code: 'integrity' });
  const file = await app.evaluate(() =>
    window.downloads
      .find('wrong')
      ?.file()
      .catch(({ code }) => code),
  );
  expect(file).toBe('not-complete');
});

test('the finished file has its name and media type, also after a reload', async ({ app, server }) => {
  const url = server.serve('/x?token=1', { bytes: Buffer.from('hello'), name: 'grüße.txt', contentType: 'text/plain' });
  await run(app, { url });
  const file = () =>
    app.evaluate(async (url) => {
      const file = await window.downloads.get(url).file();
      return { name: file.name, type: file.type, text: await file.text() };
    }, url);
  const whole = { name: 'grüße.txt', type: 'text/plain', text: 'hello' };
  expect(await file()).toEqual(whole);
  await app.reload();
  await app.waitForFunction(() => window.downloads);
  expect(await file()).toEqual(whole);
});

test('save() hands the file to the person with its name', async ({ app, server, browserName }) => {
  test.skip(browserName === 'firefox', 'Playwright cannot see downloads of this Firefox');
  const url = server.serve('/a.txt', { bytes: Buffer.from('hello'), name: 'hello.txt' });
  await run(app, { url });
  const saved = app.waitForEvent('download');
  await app.evaluate((url) => window.downloads.get(url).save(), url);
  expect((await saved).suggestedFilename()).toBe('hello.txt');
});
