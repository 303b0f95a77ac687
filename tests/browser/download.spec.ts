import { sha256Hex } from '../range-server/digest.js';
import { expect, sha256Of, test } from './fixtures.js';

const MIB = 2 ** 20;

test('a file is fetched in slices and ends complete with the right bytes', async ({ app, server }) => {
  const content = { size: 40 * MIB + 3, seed: 1 };
  const url = server.serve('/film.bin', content);
  const states = await app.evaluate(async (url) => {
    const download = window.downloads.get(url);
    const seen: string[] = [];
    download.addEventListener(
      'change',
      () => seen.at(-1) !== download.state.status && seen.push(download.state.status),
    );
    await download.start();
    await download.finished;
    return { seen, state: download.state };
  }, url);
  console.log(
    JSON.stringify(states),
    server.log.requests('/film.bin').map((r) => [r.range, r.status]),
  );
  expect(await sha256Of(app, url)).toBe(await sha256Hex(content));
});
