import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { share } from '../../src/core/share.js';

const ALL = Number.POSITIVE_INFINITY;

for (const [budget, wants, shares] of [
  [6, [], []],
  [6, [ALL], [6]],
  [6, [4], [4]],
  [6, [ALL, ALL, ALL], [2, 2, 2]],
  [5, [ALL, ALL, ALL], [2, 2, 1]],
  [6, [ALL, 1, ALL], [3, 1, 2]],
  [6, [1, 1, ALL], [1, 1, 4]],
  [6, [2, 2, ALL], [2, 2, 2]],
  [2, [ALL, ALL, ALL], [1, 1, 1]],
  [6, [0, ALL], [1, 5]],
  [ALL, [ALL, 3], [ALL, 3]],
] as const) {
  test(`${budget} among those that want ${wants.join(', ') || 'nothing'} are ${shares.join(', ') || 'nobody’s'}`, () => {
    expect(share(budget, wants)).toEqual(shares);
  });
}

test('nothing is wasted, nobody goes without, and nobody has more than one more than who wants as much', () => {
  const wants = fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constant(ALL)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 12 }), wants, (budget, wants) => {
      const shares = share(budget, wants);
      const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
      expect(sum(shares)).toBe(Math.max(wants.length, Math.min(budget, sum(wants))));
      for (const [index, its] of shares.entries()) {
        expect(its).toBeGreaterThanOrEqual(1);
        expect(its).toBeLessThanOrEqual(wants[index] ?? 0);
        const isSatisfied = its === wants[index];
        if (!isSatisfied) for (const other of shares) expect(other).toBeLessThanOrEqual(its + 1);
      }
    }),
  );
});
