import { expect, test } from '@playwright/test';
import { overlapCandidates, tellsPlace } from '../../src/core/overlap.js';

const KIB = 2 ** 10;

test('what is asked for again are the last 64 KiB of a stored range, and never the first byte of the file', () => {
  const stored = [
    { start: 0, end: 10 },
    { start: 100 * KIB, end: 300 * KIB },
  ];
  expect(overlapCandidates(stored)).toEqual([
    { start: 1, end: 10 },
    { start: 236 * KIB, end: 300 * KIB },
  ]);
  expect(overlapCandidates([{ start: 0, end: 1 }])).toEqual([]);
  expect(overlapCandidates([])).toEqual([]);
});

test('however many holes there are, only a few places are looked at', () => {
  const stored = Array.from({ length: 100_000 }, (_, index) => ({ start: 2 * index + 2, end: 2 * index + 3 }));
  expect(overlapCandidates(stored).length).toBeLessThan(10);
});

const bytes = (...values: number[]) => Uint8Array.from(values);

const rows: [string, Uint8Array, Uint8Array, boolean][] = [
  ['of one value tell nothing', bytes(7, 7, 7), bytes(1, 2, 3), false],
  ['as at the beginning of the file tell nothing', bytes(1, 2, 3), bytes(1, 2, 3), false],
  ['that differ from the beginning tell their place', bytes(1, 2, 4), bytes(1, 2, 3), true],
  ['longer than what is known of the beginning tell their place', bytes(1, 2, 3), bytes(1, 2), true],
  ['none at all tell nothing', bytes(), bytes(), false],
];
for (const [title, at, beginning, expected] of rows) {
  test(`bytes ${title}`, () => {
    expect(tellsPlace(at, beginning)).toBe(expected);
  });
}
