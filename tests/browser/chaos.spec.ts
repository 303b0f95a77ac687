import { schedule } from '../chaos/generate.js';
import { play } from '../chaos/play.js';
import { expect, test } from './fixtures.js';

const FIRST = Number(process.env.CHAOS_SEED ?? 1);
const RUNS = Number(process.env.CHAOS_RUNS ?? 40);

test.describe.configure({ timeout: 200_000 });

for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
  test(`whatever happens by seed ${seed}, it ends in the right file or an honest failure`, async ({
    page,
    server,
  }, info) => {
    const drawn = schedule(seed);
    const verdict = await play(drawn, page, server);
    info.annotations.push({ type: 'chaos', description: JSON.stringify({ schedule: drawn, verdict }) });
    expect(verdict.violations, JSON.stringify(drawn)).toEqual([]);
  });
}
