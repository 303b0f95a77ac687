import { expect, test } from '@playwright/test';
import { afterChanged, afterUnusable, isChanged, TOP_OF_LADDER, withoutSuspicion } from '../../src/core/ladder.js';

/** The rungs after each of so many unusable answers in a row. */
function rungsAfter(answers: number): string[] {
  let ladder = TOP_OF_LADDER;
  return Array.from({ length: answers }, () => {
    ladder = afterUnusable(ladder, false);
    return ladder.rung;
  });
}

test('each second unusable answer in a row leads one rung down, and the last rung bears any number', () => {
  expect(rungsAfter(6)).toEqual(['parallel', 'single', 'single', 'whole', 'whole', 'whole']);
});

test('a good answer in between forgives the ones before it, and leads to no higher rung', () => {
  const single = afterUnusable(afterUnusable(TOP_OF_LADDER, false), false);
  const forgiven = withoutSuspicion(afterUnusable(single, false));
  expect(forgiven).toEqual({ rung: 'single', unusableAnswers: 0, changedAnswers: 0 });
  expect(afterUnusable(forgiven, false).rung).toBe('single');
});

test('where asking for ranges cannot help, the first answer leads to the last rung', () => {
  expect(afterUnusable(TOP_OF_LADDER, true).rung).toBe('whole');
});

test('the third answer in a row of another version is believed', () => {
  const once = afterChanged(TOP_OF_LADDER);
  const twice = afterChanged(once);
  expect([once, twice, afterChanged(twice)].map(isChanged)).toEqual([false, false, true]);
  expect(isChanged(afterChanged(withoutSuspicion(twice)))).toBe(false);
});
