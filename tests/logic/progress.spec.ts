import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { DownloadState } from '../../src/core/state.js';
import { UNKNOWN } from '../../src/core/transition.js';
import { wholePercent, wholeShare } from '../../src/elements/card/progress.js';

test.describe('the percentage', () => {
  const rows: [string, Partial<DownloadState>, number | undefined][] = [
    ['is unknown while the length is', { status: 'connecting' }, undefined],
    ['is unknown while the length is, however much is stored', { status: 'paused', storedBytes: 9 }, undefined],
    ['is 0 when nothing is stored', { status: 'paused', storedBytes: 0, totalBytes: 1000 }, 0],
    ['is rounded down', { status: 'paused', storedBytes: 19, totalBytes: 1000 }, 1],
    ['is 99 when all but a byte is stored', { status: 'paused', storedBytes: 999, totalBytes: 1000 }, 99],
    [
      'is 99 while all is stored and checked',
      { status: 'verifying', verifiedBytes: 1000, storedBytes: 1000, totalBytes: 1000 },
      99,
    ],
    ['is 100 when it is complete', { status: 'complete', storedBytes: 1000, totalBytes: 1000 }, 100],
    ['is 100 when an empty file is complete', { status: 'complete', storedBytes: 0, totalBytes: 0 }, 100],
    ['is 0 when an empty file is not', { status: 'paused', storedBytes: 0, totalBytes: 0 }, 0],
  ];
  for (const [title, state, percent] of rows) {
    test(title, () => {
      expect(wholePercent({ ...UNKNOWN, ...state } as DownloadState)).toBe(percent);
    });
  }
});

test('a share is a whole number from 0 to 100, and 100 only of the whole', () => {
  const size = fc.oneof(fc.nat(2000), fc.maxSafeNat());
  fc.assert(
    fc.property(size, size, (one, other) => {
      const [part, whole] = one < other ? [one, other] : [other, one];
      const share = wholeShare(part, whole);
      assert(Number.isInteger(share) && share >= 0 && share <= 100);
      if (part === whole && whole > 0) assert.equal(share, 100);
      if (part <= whole - whole / 1000) assert(share < 100);
    }),
  );
});

test('a share of nothing is 0, and more than the whole is 100', () => {
  expect([wholeShare(0, 0), wholeShare(5, 0), wholeShare(7, 5), wholeShare(-1, 5)]).toEqual([0, 0, 100, 0]);
});
