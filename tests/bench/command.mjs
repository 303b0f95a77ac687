/*
 * npm run bench -- digest --pairs 5 --browser both
 *
 * Measures what was built last in real browsers, in interleaved pairs, and prints medians. Judges nothing.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const BROWSERS = { chromium: ['chromium'], firefox: ['firefox'], both: ['chromium', 'firefox'] };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '5' },
    browser: { type: 'string', default: 'both' },
  },
});
const browsers = BROWSERS[values.browser];
if (!browsers) throw new TypeError(`--browser is one of ${Object.keys(BROWSERS).join(', ')}`);

const { status, error } = spawnSync(
  process.execPath,
  [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config=tests/bench',
    ...positionals.map((name) => `bench/${name}`),
    ...browsers.map((browser) => `--project=${browser}`),
  ],
  { stdio: 'inherit', env: { ...process.env, BENCH_PAIRS: values.pairs } },
);
if (error) throw error;
process.exitCode = status ?? 1;
