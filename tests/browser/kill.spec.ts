import { killPlan } from '../kill/plan.js';
import { play } from '../kill/play.js';
import { toAnnotation } from '../kill/report-annotation.js';
import { expect, test } from './fixtures.js';

/** Set by `npm run kill`. */
const { KILL_SEED, KILL_RUNS } = process.env;
const FIRST_SEED = Number(KILL_SEED ?? 40);
const RUNS = Number(KILL_RUNS ?? 5);

test.skip(process.platform === 'win32', 'There are no process groups to kill');
test.describe.configure({ timeout: 300_000 }); // what gets nowhere is found out earlier, and told better

for (let seed = FIRST_SEED; seed < FIRST_SEED + RUNS; seed++) {
  test(`a browser that is killed at the moments of seed ${seed} goes on where it was, and the file is right`, async ({
    playwright,
    server,
    browserName,
    launchOptions,
  }, info) => {
    if (browserName === 'webkit') throw new Error('It has no profile on disk');
    const { executablePath: executable = playwright[browserName].executablePath(), args = [] } = launchOptions;
    const report = await play(
      killPlan(seed, KILL_SEED === undefined ? 'short' : 'long'),
      { name: browserName, executable, args },
      server,
    );
    info.annotations.push(toAnnotation(report));

    expect(report.failure).toBeUndefined();
    expect(report.isRight).toBe(true);
    for (const { sent, told, recorded } of report.kills) {
      expect(recorded).toBeGreaterThanOrEqual(told);
      expect(sent - recorded).toBeLessThanOrEqual(report.bound);
    }
    expect(report.sentTwice).toBeLessThanOrEqual(report.kills.length * report.bound);
  });
}
