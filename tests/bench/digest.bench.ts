import { MIB, test } from '../browser/fixtures.js';
import { type Algorithm, integrityOf } from '../range-server/digest.js';
import { measure, median } from './measure.js';
import { DOWNLOAD_PAGE, type Timing } from './pages.js';
import { programOf } from './program.js';

const PAIRS = Number(process.env.BENCH_PAIRS ?? 5);
const LANES = 5; // to the page's own origin
const BYTES_PER_SECOND = 100e6;
const content = { size: 512 * MIB, seed: 7 };
const ALGORITHMS: readonly Algorithm[] = ['sha256', 'sha512'];

test('a file of 512 MiB at 100 MB/s, with a digest and without', async ({
  server,
  browserName,
  playwright,
  launchOptions,
}) => {
  const program = programOf({ browserName, playwright, launchOptions });
  const page = server.page('/', { html: DOWNLOAD_PAGE });
  const url = server.serve('/film.bin', { ...content, bytesPerSecond: BYTES_PER_SECOND / LANES });
  for (const algorithm of ALGORITHMS) {
    const integrity = await integrityOf(content, algorithm);
    const pairs: { without: Timing; with: Timing }[] = [];
    for (let pair = 0; pair < PAIRS; pair++) {
      const without = await measure(program, server, page, { url });
      pairs.push({ without, with: await measure(program, server, page, { url, integrity }) });
    }
    const ratio = median(pairs.map((pair) => pair.with.totalMs / pair.without.totalMs));
    const [plainMs, hashedMs] = [median(pairs.map((p) => p.without.totalMs)), median(pairs.map((p) => p.with.totalMs))];
    const verifyingMs = median(pairs.map((pair) => pair.with.verifyingMs));
    process.stdout.write(
      `${browserName} ${algorithm}: ${plainMs.toFixed()} ms without, ${hashedMs.toFixed()} ms with (ratio ${ratio.toFixed(2)}), ` +
        `of which ${verifyingMs.toFixed()} ms after the last byte; medians of ${PAIRS} pairs\n`,
    );
  }
});
