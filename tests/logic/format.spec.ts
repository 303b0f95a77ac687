import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { formatsFor } from '../../src/elements/languages/format.js';

const english = formatsFor('en');

test.describe('bytes', () => {
  for (const [count, words] of [
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1000, '1 kB'],
    [1499, '1 kB'],
    [1500, '2 kB'],
    [999_499, '999 kB'],
    [999_500, '1.00 MB'], // never 1,000 kB
    [9_994_999, '9.99 MB'],
    [9_995_000, '10.0 MB'],
    [99_949_999, '99.9 MB'],
    [99_950_000, '100 MB'],
    [104_857_600, '105 MB'],
    [999_499_999, '999 MB'],
    [999_500_000, '1.00 GB'],
    [5_368_709_120, '5.37 GB'],
    [1e12, '1.00 TB'],
    [1e15, '1.00 PB'],
    [Number.MAX_SAFE_INTEGER, '9.01 PB'],
    [1e18, '1,000 PB'], // there is no larger unit
  ] as const) {
    test(`${count} are ${words}`, () => {
      expect(english.bytes(count)).toBe(words);
    });
  }

  test('are never written with more than three digits below the largest unit', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 999e15, noNaN: true }), (count) => {
        assert.match(english.bytes(count), /^(\d{1,3}|\d\.\d\d|\d\d\.\d) (bytes?|[kMGTP]B)$/);
      }),
    );
  });
});

test.describe('a part of a whole', () => {
  for (const [count, whole, words] of [
    [1.4e9, 3.2e9, '1.40'],
    [0, 999, '0'],
    [24.9e6, 2.43e9, '24.9 MB'],
    [0, 5.37e9, '0 bytes'],
    [5.37e9, 5.37e9, '5.37'],
  ] as const) {
    test(`of ${count} of ${whole} is written as ${words}`, () => {
      expect(english.part(count, whole)).toBe(words);
    });
  }
});

test.describe('a rate', () => {
  for (const [bytesPerSecond, words] of [
    [1, '1 byte per second'],
    [512.4, '512 bytes per second'],
    [498_000, '498 kB/s'],
    [48_300_000, '48.3 MB/s'],
    [1_200_000_000, '1.20 GB/s'],
  ] as const) {
    test(`of ${bytesPerSecond} is ${words}`, () => {
      expect(english.rate(bytesPerSecond)).toBe(words);
    });
  }
});

test.describe('a duration', () => {
  for (const [seconds, words] of [
    [-3, '1 sec'],
    [0, '1 sec'], // nothing is over before it is over
    [0.2, '1 sec'],
    [1, '1 sec'],
    [1.1, '2 sec'],
    [59, '59 sec'],
    [59.5, '60 sec'],
    [60, '1 min'],
    [61, '2 min'],
    [3599, '60 min'],
    [3600, '1 hr'],
    [3601, '1 hr 1 min'],
    [4830, '1 hr 21 min'],
    [7200, '2 hr'],
    [86_399, '24 hr'],
    [86_400, '1 day'],
    [86_401, '2 days'],
  ] as const) {
    test(`of ${seconds} seconds is ${words}`, () => {
      expect(english.duration(seconds)).toBe(words);
    });
  }
});

test('a percentage is a whole one', () => {
  expect([0, 7, 99, 100].map((whole) => english.percent(whole))).toEqual(['0%', '7%', '99%', '100%']);
});

test('numbers and units are written as the language writes them', () => {
  const german = formatsFor('de');
  const written = [german.bytes(5_368_709_120), german.rate(48_300_000), german.percent(7)];
  expect(written.map((words) => words.replace(/\s/, ' '))).toEqual(['5,37 GB', '48,3 MB/s', '7 %']);
});
