import { expect, test } from '@playwright/test';
import { afterObjection, lanesAllowed, NO_LANE_LIMIT } from '../../src/core/lane-limit.js';

const NOW_MS = 1_000_000;

test('without an objection there is no limit', () => {
  expect(lanesAllowed(NO_LANE_LIMIT, NOW_MS)).toBe(Number.POSITIVE_INFINITY);
});

test('after one as many are allowed as were answered, and one more each half minute', () => {
  const limit = afterObjection(2, NOW_MS);
  const after = [0, 29_999, 30_000, 90_000].map((elapsedMs) => lanesAllowed(limit, NOW_MS + elapsedMs));
  expect(after).toEqual([2, 2, 3, 5]);
});

test('one lane is always allowed', () => {
  expect(lanesAllowed(afterObjection(0, NOW_MS), NOW_MS)).toBe(1);
});
