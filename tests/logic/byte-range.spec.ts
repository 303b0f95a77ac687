import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parseByteCount, parseContentRange, rangeLength, toRangeHeader } from '../../src/core/byte-range.js';

const MOST = Number.MAX_SAFE_INTEGER; // 2^53 − 1

test.describe('a Content-Range field is read', () => {
  // value, first byte and one past the last (or nothing), complete length, where it is from
  const rows: [string, [number, number] | undefined, number | undefined, string][] = [
    ['bytes 0-499/1234', [0, 500], 1234, 'RFC 9110, 14.4'],
    ['bytes 734-1233/1234', [734, 1234], 1234, 'RFC 9110, 14.4'],
    ['bytes 42-1233/1234', [42, 1234], 1234, 'RFC 9110, 14.4'],
    ['bytes 42-1233/*', [42, 1234], undefined, 'RFC 9110, 14.4: length unknown'],
    ['bytes */1234', undefined, 1234, 'RFC 9110, 14.4: unsatisfied'],
    ['bytes */0', undefined, 0, 'an empty file'],
    ['bytes 0-0/1', [0, 1], 1, 'one byte'],
    ['BYTES 0-0/1', [0, 1], 1, 'RFC 9110, 14.1: units in any case'],
    ['1-36/37', [1, 37], 37, 'no unit: gecko test_resumable_channel'],
    ['*/100', undefined, 100, 'no unit: curl test1475'],
    ['bytes=0-499/1234', [0, 500], 1234, 'the syntax of Range'],
    ['bytes: 0-499/1234', [0, 500], 1234, 'a colon'],
    ['bytes 0 - 499 / 1234', [0, 500], 1234, 'blanks'],
    ['\t bytes  0-499/1234 ', [0, 500], 1234, 'blanks around'],
    ['bytes 0007-0009/0010', [7, 10], 10, 'leading zeros'],
    [`bytes ${MOST - 2}-${MOST - 1}/${MOST}`, [MOST - 2, MOST], MOST, 'as far as numbers are exact'],
  ];
  for (const [value, range, completeLength, source] of rows) {
    test(`${JSON.stringify(value)} (${source})`, () => {
      const expected = range && { start: range[0], end: range[1] };
      expect(parseContentRange(value)).toEqual({ range: expected, completeLength });
    });
  }
});

test.describe('a Content-Range field is refused', () => {
  const DIGITS = '9'.repeat(400);
  const rows: [string | null, string][] = [
    [null, 'missing'],
    ['', 'empty'],
    ['  ', 'blank'],
    ['undefined', 'a slip of the server'],
    ['bytes ooga-booga-booga-booga', 'chromium InvalidRangeHeader'],
    ['items 0-5/10', 'another unit'],
    ['bytes', 'the unit alone'],
    ['bytes 0-5', 'no complete length'],
    ['bytes 0-5/', 'no complete length after the slash'],
    ['bytes /10', 'no range'],
    ['bytes 0-/10', 'no last byte'],
    ['bytes -5/10', 'no first byte'],
    ['bytes */*', 'it says nothing'],
    ['bytes 5-0/10', 'last before first: RFC 9110, 14.4'],
    ['bytes 0-10/10', 'last at the complete length: RFC 9110, 14.4'],
    ['bytes 0-99/10', 'last beyond the complete length: RFC 9110, 14.4'],
    ['bytes 0-0/0', 'a byte of an empty file'],
    ['bytes -1-5/10', 'negative first'],
    ['bytes 0--5/10', 'negative last'],
    ['bytes 0-5/-10', 'negative length'],
    ['bytes +0-5/10', 'a sign'],
    ['bytes 0x0-0x5/0x10', 'hexadecimal'],
    ['bytes 0.5-5.5/10', 'fractions'],
    ['bytes 0-5/1e3', 'an exponent'],
    ['bytes 0-5/NaN', 'NaN'],
    ['bytes 0-5/Infinity', 'Infinity'],
    ['bytes ٠-٥/١٠', 'digits of another script'],
    ['bytes 0-5/10 junk', 'words after it'],
    ['bytes 0-5/10;x=1', 'a parameter'],
    ['bytes 0-5/10, bytes 0-5/10', 'two of them'],
    ['bytes 0-5,7-8/10', 'two ranges'],
    [`bytes 0-5/${MOST + 1}`, 'a length of 2^53'],
    [`bytes 0-${MOST}/*`, 'an end of 2^53'],
    [`bytes ${MOST + 1}-${MOST + 3}/*`, 'a start beyond 2^53'],
    [`bytes 0-${DIGITS}/*`, 'an end of 400 digits'],
    [`bytes 0-5/${DIGITS}`, 'a length of 400 digits'],
    [`bytes ${DIGITS}-${DIGITS}/${DIGITS}`, 'nothing but digits'],
  ];
  for (const [value, source] of rows) {
    const shown = JSON.stringify(value);
    test(`${shown.length > 60 ? `${shown.slice(0, 60)}…` : shown} (${source})`, () => {
      expect(parseContentRange(value)).toBeUndefined();
    });
  }

  for (const [what, value] of [
    ['blanks', ' '.repeat(200_000)],
    ['blanks after the unit', `bytes${' '.repeat(200_000)}x`],
    ['digits', `bytes ${'1'.repeat(200_000)}x`],
  ] as const) {
    test(`in no time, however long: ${what}`, () => {
      const before = performance.now();
      expect(parseContentRange(value)).toBeUndefined();
      expect(performance.now() - before).toBeLessThan(500);
    });
  }
});

test.describe('the wire', () => {
  const range = fc
    .tuple(fc.maxSafeNat(), fc.maxSafeNat())
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }))
    .filter(({ start, end }) => start < end);

  test('speaks of the last byte where we speak of one past it', () => {
    expect(toRangeHeader({ start: 0, end: 500 })).toBe('bytes=0-499');
    expect(toRangeHeader({ start: 9, end: 10 })).toBe('bytes=9-9');
  });

  test('brings back every range that a server repeats from Range', () => {
    fc.assert(
      fc.property(range, fc.boolean(), (asked, lengthKnown) => {
        const answered = `${toRangeHeader(asked).replace('=', ' ')}/${lengthKnown ? asked.end : '*'}`;
        expect(parseContentRange(answered)).toEqual({
          range: asked,
          completeLength: lengthKnown ? asked.end : undefined,
        });
      }),
    );
  });

  test('brings nothing but exact, ordered ranges inside the file, whatever it says', () => {
    const number = fc.oneof(
      fc.nat(20).map(String),
      fc.maxSafeNat().map(String),
      fc.constantFrom(`${MOST}`, `${MOST + 1}`, `${2 ** 64}`, '9'.repeat(400), '*', '', '-1', '0x1f', '1.5', '1e9'),
    );
    const unit = fc.constantFrom('bytes ', 'bytes ', 'bytes=', 'bytes', '', 'Bytes  ', 'bytes: ', 'items ');
    const dash = fc.constantFrom('-', '-', '-', ' - ', '--', '');
    const likely = fc
      .tuple(unit, fc.nat(20), dash, fc.nat(20), fc.oneof(fc.nat(40).map(String), fc.constant('*')))
      .map(([word, first, to, last, total]) => `${word}${first}${to}${last}/${total}`);
    const unlikely = fc
      .tuple(unit, number, dash, number, number)
      .map(([word, first, to, last, total]) => `${word}${first}${to}${last}/${total}`);
    const pieces = fc
      .array(fc.oneof(number, fc.constantFrom('bytes', ' ', '\t', '-', '/', '*', '=', ',')), { maxLength: 8 })
      .map((parts) => parts.join(''));
    let readable = 0;
    fc.assert(
      fc.property(fc.oneof(likely, unlikely, pieces, fc.string()), (value) => {
        const said = parseContentRange(value);
        if (!said) return true;
        readable += 1;
        const { range, completeLength } = said;
        if (completeLength !== undefined && !isCount(completeLength)) return false;
        if (!range) return completeLength !== undefined;
        const inside = range.end <= (completeLength ?? MOST);
        return isCount(range.start) && isCount(range.end) && rangeLength(range) > 0 && inside;
      }),
      { seed: 20_240_501, numRuns: 100_000 },
    );
    expect(readable).toBeGreaterThan(5000);
  });
});

test.describe('a number of bytes', () => {
  const rows: [string | null | undefined, number | undefined, string][] = [
    ['0', 0, 'nothing'],
    ['1234', 1234, 'digits'],
    ['030', 30, 'decimal despite the zero: WPT content-lengths.json'],
    [' 42\t', 42, 'blanks around'],
    [`${MOST}`, MOST, '2^53 − 1'],
    [`${MOST + 1}`, undefined, '2^53'],
    ['9223372036854775807', undefined, '2^63 − 1: curl test2093'],
    ['36893488147419103232', undefined, '2^65: curl test393'],
    ['9'.repeat(400), undefined, '400 digits'],
    ['42,42', undefined, 'twice: WPT content-lengths.json'],
    ['42s', undefined, 'WPT content-lengths.json'],
    ['0x20', undefined, 'WPT content-lengths.json'],
    ['-1', undefined, 'WPT content-lengths.json'],
    ['+1', undefined, 'a sign'],
    ['1.0', undefined, 'a fraction'],
    ['1e3', undefined, 'an exponent'],
    ['1 000', undefined, 'grouped'],
    ['NaN', undefined, 'NaN'],
    ['', undefined, 'empty'],
    [null, undefined, 'missing'],
    [undefined, undefined, 'missing'],
  ];
  for (const [value, count, source] of rows) {
    test(`${String(JSON.stringify(value)).slice(0, 40)} is ${count ?? 'no number of bytes'} (${source})`, () => {
      expect(parseByteCount(value)).toBe(count);
    });
  }
});

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
