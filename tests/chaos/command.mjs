/*
 * npm run chaos -- --seed 1 --runs 100 --browser both --workers 2
 *
 * Plays so many schedules, from that seed on, against what was built last. Fails if one of them violates anything.
 */
import { parseArgs } from 'node:util';
import { playInBrowsers } from '../play-in-browsers.mjs';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '100' },
    browser: { type: 'string', default: 'both' },
    workers: { type: 'string', default: '2' },
  },
});

playInBrowsers(
  values.browser,
  ['--config=tests', 'browser/chaos.spec.ts', '--reporter=./tests/chaos/summary.ts', `--workers=${values.workers}`],
  { CHAOS_SEED: values.seed, CHAOS_RUNS: values.runs },
);
