import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { afterFailure, type Patience, parseRetryAfter, retryDelay } from '../../src/core/retry.js';

const MIB = 2 ** 20;
const HOUR_MS = 60 * 60 * 1000;
const LONGEST_DELAY_MS = 30_000;
const FRESH: Patience = { failures: 0, receivedBytes: 0 };

const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

test.describe('the delay before the next attempt', () => {
  // failures, the longest delay they may lead to
  const ceilings: [number, number][] = [
    [0, 0],
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [4, 8000],
    [5, 16_000],
    [6, LONGEST_DELAY_MS],
    [7, LONGEST_DELAY_MS],
  ];
  for (const [failures, ceiling] of ceilings) {
    test(`after ${failures} failures without substantial progress is a random part of ${ceiling} ms`, () => {
      const patience = { failures, receivedBytes: 1 };
      expect(retryDelay(patience, { random: 0 })).toBe(0);
      expect(retryDelay(patience, { random: 0.5 })).toBe(ceiling / 2);
      fc.assert(fc.property(random, (part) => assert.equal(retryDelay(patience, { random: part }), part * ceiling)));
    });
  }

  const limits: [string, number, number][] = [
    ['anything was ever received', 0, 4],
    ['there was substantial progress', 5 * MIB, 8],
  ];
  for (const [since, receivedBytes, attempts] of limits) {
    test(`is none after ${attempts} failures before ${since}: give up`, () => {
      expect(retryDelay({ failures: attempts - 1, receivedBytes }, { random: 0.5 })).toBeDefined();
      expect(retryDelay({ failures: attempts, receivedBytes }, { random: 0.5 })).toBeUndefined();
      expect(retryDelay({ failures: attempts + 100, receivedBytes }, { random: 0.5, retryAfterMs: 1 })).toBeUndefined();
    });
  }

  test('is never shorter than Retry-After, as far as an hour, and never longer than both', () => {
    const retryAfter = fc.oneof(fc.nat(2 * HOUR_MS), fc.constantFrom(0, HOUR_MS, Number.POSITIVE_INFINITY));
    fc.assert(
      fc.property(fc.nat(7), random, retryAfter, (failures, part, retryAfterMs) => {
        const delay = retryDelay({ failures, receivedBytes: 1 }, { random: part, retryAfterMs }) ?? Number.NaN;
        const floor = Math.min(retryAfterMs, HOUR_MS);
        return delay >= floor && delay <= Math.max(floor, LONGEST_DELAY_MS);
      }),
    );
  });

  test('at 429 with Retry-After: 1 is a second or more (curl 1634)', () => {
    const patience = afterFailure(FRESH, 0);
    expect(retryDelay(patience, { random: 0, retryAfterMs: parseRetryAfter('1', 0) })).toBe(1000);
  });
});

test.describe('patience', () => {
  test('counts failures while nothing comes', () => {
    const first = afterFailure(FRESH, 0);
    expect(first).toMatchObject({ failures: 1, receivedBytes: 0 });
    expect(afterFailure(first, 0)).toMatchObject({ failures: 2, receivedBytes: 0 });
  });

  const rows: [number, number][] = [
    [0, 4],
    [1, 4],
    [MIB - 1, 4],
    [MIB, 0],
    [MIB + 1, 0],
    [9000 * MIB, 0],
  ];
  for (const [receivedBytes, failures] of rows) {
    test(`at the fourth failure, ${receivedBytes} bytes after the third, is down by ${failures}`, () => {
      const patience = { failures: 3, receivedBytes: 7 * MIB };
      expect(afterFailure(patience, 7 * MIB + receivedBytes).failures).toBe(failures);
    });
  }

  test('begins anew when small pieces add up: every response is cut at 700 kB (surge FailAfterBytes)', () => {
    let patience = FRESH;
    for (let attempt = 1; attempt <= 100; attempt++) {
      patience = afterFailure(patience, attempt * 700_000);
      expect(retryDelay(patience, { random: 0.5 })).toBeDefined();
      expect(patience.failures).toBeLessThan(2);
    }
  });

  test('ends when pieces stay too small to ever add up', () => {
    let patience = FRESH;
    let attempts = 0;
    while (retryDelay(patience, { random: 0 }) !== undefined) {
      attempts += 1;
      patience = afterFailure(patience, attempts);
    }
    expect(attempts).toBe(8);
  });

  test('lasts eight attempts as soon as a single byte has come, and four before', () => {
    const silent = [1, 2, 3, 4].reduce((patience) => afterFailure(patience, 0), FRESH);
    const trickling = [1, 2, 3, 4].reduce((patience) => afterFailure(patience, 1), FRESH);
    expect(retryDelay(silent, { random: 0 })).toBeUndefined();
    expect(retryDelay(trickling, { random: 0 })).toBeDefined();
  });
});

test.describe('Retry-After', () => {
  const NOW_MS = Date.UTC(1994, 10, 6, 8, 49, 0);
  const rows: [string | null, number | undefined, string][] = [
    [null, undefined, 'missing'],
    ['120', 120_000, 'RFC 9110, 10.2.3: seconds'],
    ['0', 0, 'at once'],
    [' 7 ', 7000, 'blanks around'],
    ['1.5', 1500, 'a fraction, as some interfaces send it'],
    ['Sun, 06 Nov 1994 08:49:37 GMT', 37_000, 'RFC 9110, 5.6.7: IMF-fixdate'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 37_000, 'RFC 9110, 5.6.7: RFC 850'],
    ['Sun Nov  6 08:49:37 1994', 37_000, 'RFC 9110, 5.6.7: asctime, always in UTC'],
    ['Wed Nov 16 08:49:00 1994', 10 * 24 * HOUR_MS, 'asctime, day of two digits'],
    ['Fri, 31 Dec 1999 23:59:59 GMT', Date.UTC(1999, 11, 31, 23, 59, 59) - NOW_MS, 'RFC 9110, 10.2.3'],
    ['Sun, 06 Nov 1994 08:49:00 GMT', 0, 'now'],
    ['Sat, 05 Nov 1994 08:49:37 GMT', 0, 'in the past'],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0, 'the epoch'],
    ['', undefined, 'empty'],
    ['soon', undefined, 'a word'],
    ['soon 5', undefined, 'a word that Date.parse takes as a date'],
    ['2 minutes', undefined, 'a duration in words'],
    ['-1', undefined, 'negative'],
    ['1e3', undefined, 'an exponent'],
    ['0x10', undefined, 'hexadecimal'],
    ['NaN', undefined, 'NaN'],
    ['Infinity', undefined, 'Infinity'],
    ['1994-11-06T08:49:37Z', undefined, 'ISO 8601'],
    ['Sun, 99 Nov 1994 08:49:37 GMT', undefined, 'no such day'],
    ['Sun, 06 Foo 1994 08:49:37 GMT', undefined, 'no such month'],
    ['Sun, 06 Nov 1994 99:99:99 GMT', undefined, 'no such time'],
    ['120, 120', undefined, 'two of them'],
  ];
  for (const [value, delayMs, source] of rows) {
    test(`${JSON.stringify(value)} is ${delayMs === undefined ? 'not readable' : `${delayMs} ms`} (${source})`, () => {
      expect(parseRetryAfter(value, NOW_MS)).toBe(delayMs);
    });
  }

  test('reads every date alike in its three forms', () => {
    const seconds = fc.integer({ min: Date.UTC(1990, 0) / 1000, max: Date.UTC(2040, 0) / 1000 });
    fc.assert(
      fc.property(seconds, (second) => {
        const date = new Date(second * 1000);
        const [weekday = '', day = '', month = '', year = '', time = ''] = date.toUTCString().split(/,? /);
        const longWeekday = date.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
        const forms = [
          date.toUTCString(),
          `${longWeekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
          `${weekday} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`,
        ];
        for (const form of forms) assert.equal(parseRetryAfter(form, 0), second * 1000, form);
      }),
    );
  });

  test('is a finite number, never negative, or nothing, whatever it says', () => {
    const value = fc.oneof(
      fc.string(),
      fc.maxSafeNat().map(String),
      fc.constantFrom('9'.repeat(400), '1'.repeat(30), `0.${'9'.repeat(400)}`, 'Fri, 31 Dec 9999 23:59:59 GMT'),
      fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
    );
    fc.assert(
      fc.property(value, fc.maxSafeNat(), (text, nowMs) => {
        const delayMs = parseRetryAfter(text, nowMs);
        return delayMs === undefined || (Number.isFinite(delayMs) && delayMs >= 0);
      }),
      { numRuns: 10_000 },
    );
  });
});
