import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { formatsFor } from '../../src/elements/languages/format.js';
import { readableFormats } from './readable-formats.js';

const english = readableFormats('en');

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

test('a line that begins with a percentage runs as its words do', () => {
  for (const locale of ['ar', 'fa', 'he', 'ar-EG']) expect(formatsFor(locale).percent(43)).not.toMatch(/\p{L}|\u200e/u);
});

test('a number and its unit never part at the end of a line', () => {
  for (const locale of ['en', 'zh-CN', 'de', 'es', 'fr', 'ja', 'ar', 'ar-EG', 'pt-BR', 'hi']) {
    const { bytes, rate, duration } = formatsFor(locale);
    for (const amount of [bytes(5.37e9), bytes(7), rate(48.3e6), duration(30), duration(180)]) {
      expect(amount).not.toMatch(/\p{Nd} /u);
    }
  }
});

test.describe('as each language writes it', () => {
  const rows: Record<string, string[]> = {
    en: ['5.37 GB', '999 bytes', '48.3 MB/s', '45 sec', '1 hr 20 min', '3 days', '43%'],
    'zh-CN': ['5.37 GB', '999字节', '48.3 MB/秒', '45秒', '1小时20分钟', '3天', '43%'],
    de: ['5,37 GB', '999 Byte', '48,3 MB/s', '45 Sek.', '1 Std. 20 Min.', '3 Tage', '43 %'],
    'de-CH': ['5.37 GB', '999 Byte', '48.3 MB/s', '45 Sek.', '1 Std. 20 Min.', '3 Tage', '43%'],
    es: ['5,37 GB', '999 bytes', '48,3 MB/s', '45 s', '1 h 20 min', '3 días', '43 %'],
    'es-MX': ['5.37 GB', '999 bytes', '48.3 MB/s', '45 s', '1 h 20 min', '3 días', '43%'],
    fr: ['5,37 Go', '999 octets', '48,3 Mo/s', '45 s', '1 h 20 min', '3 jours', '43 %'],
    ja: ['5.37 GB', '999 バイト', '48.3 MB/秒', '45 秒', '1 時間 20 分', '3 日', '43%'],
    ar: ['5.37 غيغابايت', '999 بايت', '48.3 ميغابايت في الثانية', '45 ثانية', 'ساعة و20 دقيقة', '3 أيام', '43%'],
    'ar-EG': ['٥٫٣٧ غيغابايت', '٩٩٩ بايت', '٤٨٫٣ ميغابايت في الثانية', '٤٥ ثانية', 'ساعة و٢٠ دقيقة', '٣ أيام', '٤٣٪'],
  };
  for (const [locale, written] of Object.entries(rows)) {
    test(locale, () => {
      const formats = readableFormats(locale, locale.startsWith('ar') ? 'long' : 'short');
      const { bytes, rate, duration, percent } = formats;
      const amounts = [bytes(5.37e9), bytes(999), rate(48.3e6)];
      const durations = [duration(45), duration(4800), duration(3 * 86_400)];
      expect([...amounts, ...durations, percent(43)]).toEqual(written);
    });
  }
});
