/*
 * npm run chaos -- --seed 1 --runs 100 --browser both --workers 2
 *
 * Plays so many schedules, from that seed on, against what was built last. Fails if one of them violates anything.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const BROWSERS = { chromium: ['chromium'], firefox: ['firefox'], both: ['chromium', 'firefox'] };

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '100' },
    browser: { type: 'string', default: 'both' },
    workers: { type: 'string', default: '2' },
  },
});
const browsers = BROWSERS[values.browser];
if (!browsers) throw new TypeError(`--browser is one of ${Object.keys(BROWSERS).join(', ')}`);

const { status, error } = spawnSync(
  process.execPath,
  [
    'node_modules/@playwright/test/cli.js',
    'test',
    '--config=tests',
    'browser/chaos.spec.ts',
    '--reporter=./tests/chaos/summary.ts',
    `--workers=${values.workers}`,
    ...browsers.map((browser) => `--project=${browser}`),
  ],
  { stdio: 'inherit', env: { ...process.env, CHAOS_SEED: values.seed, CHAOS_RUNS: values.runs } },
);
if (error) throw error;
process.exitCode = status ?? 1;
