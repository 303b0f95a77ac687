/*
 * npm run kill -- --runs 50 --seed 1 --browser both
 *
 * Downloads so many files, each by browsers that are killed in the middle, against what was built last. Prints a table,
 * and fails if a file was wrong or more was asked for again than a kill may cost.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const BROWSERS = { chromium: ['chromium'], firefox: ['firefox'], both: ['chromium', 'firefox'] };

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    browser: { type: 'string', default: 'both' },
    workers: { type: 'string', default: '1' },
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
    'browser/kill.spec.ts',
    '--reporter=./tests/kill/table.ts',
    `--workers=${values.workers}`,
    ...browsers.map((browser) => `--project=${browser}`),
  ],
  { stdio: 'inherit', env: { ...process.env, KILL_SEED: values.seed, KILL_RUNS: values.runs } },
);
if (error) throw error;
process.exitCode = status ?? 1;
