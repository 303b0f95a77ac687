/*
 * npm run bench -- digest --pairs 5 --browser both
 *
 * Measures what was built last in real browsers, in interleaved pairs, and prints medians. Judges nothing.
 */
import { parseArgs } from 'node:util';
import { playInBrowsers } from '../play-in-browsers.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '5' },
    browser: { type: 'string', default: 'both' },
  },
});

playInBrowsers(values.browser, ['--config=tests/bench', ...positionals.map((name) => `bench/${name}`)], {
  BENCH_PAIRS: values.pairs,
});
