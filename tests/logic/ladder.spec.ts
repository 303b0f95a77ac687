import { expect, test } from '@playwright/test';
import { afterUnusable, afterUsable, type Ladder, TOP_OF_LADDER } from '../../src/core/ladder.js';

/** The rungs after each of so many unusable answers in a row. */
function rungsAfter(answers: number, dropped: boolean): string[] {
  let ladder = TOP_OF_LADDER;
  return Array.from({ length: answers }, () => {
    ladder = afterUnusable(ladder, dropped);
    return ladder.rung;
  });
}

test('each second unusable answer in a row leads one rung down, and the last rung bears any number', () => {
  expect(rungsAfter(6, false)).toEqual(['parallel', 'single', 'single', 'whole', 'whole', 'whole']);
});

test('ranges that are ignored now and then are asked for longer, before what is stored is given up', () => {
  expect(rungsAfter(9, true)).toEqual(['parallel', ...Array(6).fill('single'), 'whole', 'whole']);
});

test('a good answer in between forgives the ones before it, and leads to no higher rung', () => {
  const single: Ladder = { rung: 'single', unusableAnswers: 1 };
  const forgiven = afterUsable(single);
  expect(forgiven).toEqual({ rung: 'single', unusableAnswers: 0 });
  expect(afterUnusable(forgiven, false).rung).toBe('single');
});
