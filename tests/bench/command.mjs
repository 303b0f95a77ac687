/*
 * npm run bench -- loopback slow-connections --pairs 5 --browser both
 *
 * Measures what was built last in real browsers, beside other ways to get a file, in rounds. Without names: all
 * scenarios, and `checkpoints`, `planning` and `restore`, which have no others beside them. Prints a table, and keeps what it measured in tests/bench/results/, from which the README's part is made.
 * Judges nothing.
 *
 *   --quick    one round with small files, to see that everything works; kept in test-results/bench/ alone
 *   --threads  says which threads of the browser use the processor; kept in test-results/bench/ alone
 *   --disk     profiles and targets in the directory for temporary files, not in memory
 */
import { parseArgs } from 'node:util';
import { playInBrowsers } from '../play-in-browsers.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pairs: { type: 'string', default: '5' },
    browser: { type: 'string', default: 'both' },
    quick: { type: 'boolean', default: false },
    threads: { type: 'boolean', default: false },
    disk: { type: 'boolean', default: false },
  },
});

const ALONE = ['checkpoints', 'planning', 'restore'];
const scenarios = positionals.filter((name) => !ALONE.includes(name));
const files = positionals.map((name) => (ALONE.includes(name) ? name : 'scenarios'));

playInBrowsers(values.browser, ['--config=tests/bench', ...files.map((name) => `/bench/${name}.bench`)], {
  BENCH_SCENARIOS: scenarios.join(' '),
  BENCH_PAIRS: values.pairs,
  BENCH_QUICK: values.quick ? '1' : '',
  BENCH_THREADS: values.threads ? '1' : '',
  BENCH_STORAGE: values.disk ? 'disk' : 'memory',
});
