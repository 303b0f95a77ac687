import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MIB, test } from '../browser/fixtures.js';
import { startNginx } from '../browser/servers/nginx.js';
import { FILE, makeSite, SLOW_FILE } from '../browser/servers/site.js';
import { skipWithout } from '../browser/servers/steps.js';
import { measure, measureMemory, median } from './measure.js';
import { DISCARD_PAGE, DOWNLOAD_PAGE } from './pages.js';
import { programOf } from './program.js';

const PAIRS = Number(process.env.BENCH_PAIRS ?? 5);
const SLOW_BYTES_PER_SECOND = 12 * MIB; // for each connection

skipWithout('nginx');

for (const [what, file, size] of [
  ['1 GiB over loopback', FILE, 1024 * MIB],
  ['512 MiB at 12 MiB/s for each connection', SLOW_FILE, 512 * MIB],
] as const) {
  test(`${what}, beside the same ranges fetched and thrown away`, async ({
    server,
    browserName,
    playwright,
    launchOptions,
  }) => {
    const program = programOf({ browserName, playwright, launchOptions });
    await using site = await makeSite({ size, seed: 7 });
    await writeFile(join(site.root, 'download.html'), DOWNLOAD_PAGE);
    await writeFile(join(site.root, 'discard.html'), DISCARD_PAGE);
    await using nginx = await startNginx(site, { slowBytesPerSecond: SLOW_BYTES_PER_SECOND });
    const request = { url: file };
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      theirs.push((await measure(program, server, `${nginx.origin}/discard.html`, request)).totalMs);
      ours.push((await measure(program, server, `${nginx.origin}/download.html`, request)).totalMs);
    }
    const memory = await measureMemory(program, server, `${nginx.origin}/download.html`, request);
    const ratio = median(ours.map((ms, pair) => (theirs[pair] ?? 0) / ms));
    const rate = (times: number[]) => `${(size / 1000 / median(times)).toFixed()} MB/s`;
    process.stdout.write(
      `\n${browserName}, ${what}: ${rate(ours)}, thrown away ${rate(theirs)} (ratio ${ratio.toFixed(2)}), ` +
        `${(memory / MIB).toFixed()} MiB above idle; medians of ${PAIRS} pairs\n`,
    );
  });
}
