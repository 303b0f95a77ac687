/*
 * npm run kill -- --runs 50 --seed 1 --browser both
 *
 * Downloads so many files, each by browsers that are killed in the middle, against what was built last. Prints a table,
 * and fails if a file was wrong or more was asked for again than a kill may cost.
 */
import { parseArgs } from 'node:util';
import { playInBrowsers } from '../play-in-browsers.mjs';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    browser: { type: 'string', default: 'both' },
    workers: { type: 'string', default: '1' },
  },
});

playInBrowsers(
  values.browser,
  ['--config=tests', 'browser/kill.spec.ts', '--reporter=./tests/kill/table.ts', `--workers=${values.workers}`],
  { KILL_SEED: values.seed, KILL_RUNS: values.runs },
);
