import { createChance } from './chance.js';
import { isLoginPage } from './fault-menu.js';
import { drawFaults } from './fault-set.js';
import type { Schedule } from './schedule.js';
import { drawSetting } from './setting.js';
import { drawStep } from './step.js';
import { hasDigest } from './visibility.js';

/** A seed, a whole number below 2 ** 32, gives the same schedule until something in what is drawn here changes. */
export function schedule(seed: number): Schedule {
  const chance = createChance(seed);
  const setting = drawSetting(chance);
  return withoutUnfairness({
    seed,
    setting,
    opening: { version: 0, faults: chance.happens(60) ? drawFaults(chance, setting) : [] },
    steps: Array.from({ length: chance.integer(0, 5) }, () => drawStep(chance, setting)),
    retries: chance.oneOf([0, 0, 1, 2]),
    ...(chance.happens(2) && { patient: true }),
  });
}

/** Who begins anew, and is given a login page then, can only take it for the file. */
function withoutUnfairness(schedule: Schedule): Schedule {
  const { setting, opening, steps } = schedule;
  const phases = [opening, ...steps.flatMap(({ act }) => (act.kind === 'serve' ? [act] : []))];
  if (hasDigest(setting) || !phases.some(({ faults }) => faults.some(isLoginPage))) return schedule;
  return {
    ...schedule,
    opening: { ...opening, faults: opening.faults.filter((fault) => !isLoginPage(fault)) },
    steps: steps.filter(({ act }) => act.kind !== 'restart' && act.kind !== 'lose'),
    retries: 0,
  };
}
