import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { crawls, type Runner, takeOver } from '../../src/core/balance.js';
import { rangeLength } from '../../src/core/byte-range.js';

const MIB = 2 ** 20;
const runner = (start: number, end: number, mibPerSecond: number): Runner => ({
  rest: { start: start * MIB, end: end * MIB },
  bytesPerSecond: mibPerSecond * MIB,
});
const newcomer = { bytesPerSecond: 10 * MIB, answerSeconds: 0 };

test.describe('an idle lane takes', () => {
  const rows: [string, Runner[], [number, number] | undefined][] = [
    ['nothing where nobody is at work', [], undefined],
    ['half of what one of its own speed has left', [runner(0, 20, 10)], [10, 20]],
    ['nearly all of what a much slower one has left', [runner(0, 11, 1)], [1, 11]],
    ['all of what one that stands still has left', [runner(5, 11, 0)], [5, 11]],
    ['from the one that would be the last to end', [runner(0, 8, 10), runner(20, 26, 2), runner(40, 60, 40)], [21, 26]],
    ['nothing that would be there in a moment', [runner(0, 1, 10)], undefined],
    ['nothing of a stream whose length nobody knows', [runner(0, Number.POSITIVE_INFINITY, 1)], undefined],
  ];
  for (const [title, runners, expected] of rows) {
    test(title, () => {
      const taken = takeOver(runners, newcomer);
      expect(taken && [taken.start / MIB, taken.end / MIB]).toEqual(expected);
    });
  }

  test('nothing where the answer comes too late to help', () => {
    expect(takeOver([runner(0, 20, 10)], { ...newcomer, answerSeconds: 1.8 })).toBeUndefined();
  });

  test('nothing while nobody knows how fast it will be', () => {
    expect(takeOver([runner(0, 20, 10)], { ...newcomer, bytesPerSecond: 0 })).toBeUndefined();
  });

  test('what lies within the rest of one, and saves time', () => {
    const count = fc.integer({ min: 0, max: 10 ** 12 });
    const rate = fc.integer({ min: 0, max: 10 ** 9 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(count, count, rate), { maxLength: 6 }),
        rate,
        fc.double({ min: 0, max: 10, noNaN: true }),
        (lanes, speed, wait) => {
          const runners = lanes.map(([start, bytes, bytesPerSecond]) => ({
            rest: { start, end: start + bytes },
            bytesPerSecond,
          }));
          const taken = takeOver(runners, { bytesPerSecond: speed, answerSeconds: wait });
          if (!taken) return;
          assert(taken.start < taken.end);
          const saves = runners.some(({ rest, bytesPerSecond }) => {
            const left = taken.start - rest.start;
            const after = Math.max(left === 0 ? 0 : left / bytesPerSecond, wait + rangeLength(taken) / speed);
            return rest.end === taken.end && left >= 0 && after < rangeLength(rest) / bytesPerSecond;
          });
          assert(saves);
        },
      ),
    );
  });
});

test('a lane crawls that brings less than a third of what the others do', () => {
  expect(crawls(runner(0, 9, 3), [runner(0, 9, 10), runner(0, 9, 10)])).toBe(true);
  expect(crawls(runner(0, 9, 4), [runner(0, 9, 10), runner(0, 9, 10)])).toBe(false);
  expect(crawls(runner(0, 9, 0), [])).toBe(false);
  expect(crawls(runner(0, 9, 0), [runner(0, 9, 0)])).toBe(false);
});
