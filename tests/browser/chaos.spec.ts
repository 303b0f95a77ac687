import type { Page, TestInfo } from '@playwright/test';
import { schedule } from '../chaos/generate.js';
import { play } from '../chaos/play.js';
import { REGRESSIONS } from '../chaos/regressions.js';
import type { Schedule } from '../chaos/schedule.js';
import { toAnnotation } from '../chaos/verdict-annotation.js';
import type { RangeServer } from '../range-server/range-server.js';
import { expect, test } from './fixtures.js';

/** Set by `npm run chaos`. */
const { CHAOS_SEED, CHAOS_RUNS } = process.env;
const FIRST_SEED = Number(CHAOS_SEED ?? 1);
const RUNS = Number(CHAOS_RUNS ?? 40);

test.describe.configure({ timeout: 240_000 }); // what never ends is found out earlier, and told better

for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
  test(`whatever happens by seed ${seed}, it ends in the right file or an honest failure`, ({ page, server }, info) =>
    expectNoViolation(schedule(seed), page, server, info));
}

if (CHAOS_SEED === undefined) {
  for (const { why, schedule } of REGRESSIONS) {
    test(`${why}: it ends in the right file or an honest failure`, ({ page, server }, info) =>
      expectNoViolation(schedule, page, server, info));
  }
}

async function expectNoViolation(schedule: Schedule, page: Page, server: RangeServer, info: TestInfo): Promise<void> {
  const verdict = await play(schedule, page, server);
  info.annotations.push(toAnnotation({ schedule, verdict }));
  expect(verdict.violations, JSON.stringify(schedule)).toEqual([]);
}
