import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { ByteRange } from '../../src/core/byte-range.js';
import {
  addRange,
  countBytes,
  endOf,
  freeRanges,
  type RangeSet,
  subtractRanges,
  toRangeSet,
  unite,
} from '../../src/core/range-set.js';

type Pair = readonly [start: number, end: number];

const ranges = (...pairs: Pair[]): RangeSet => pairs.map(([start, end]) => Object.freeze({ start, end }));

test.describe('a range joins the set', () => {
  const rows: [string, Pair[], Pair, Pair[]][] = [
    ['as the first one', [], [500, 1000], [[500, 1000]]],
    [
      'behind all others',
      [[0, 500]],
      [600, 700],
      [
        [0, 500],
        [600, 700],
      ],
    ],
    [
      'before all others',
      [[600, 700]],
      [0, 500],
      [
        [0, 500],
        [600, 700],
      ],
    ],
    [
      'between two',
      [
        [0, 1],
        [9, 10],
      ],
      [4, 5],
      [
        [0, 1],
        [4, 5],
        [9, 10],
      ],
    ],
    ['touching the one before it', [[0, 500]], [500, 700], [[0, 700]]],
    ['touching the one after it', [[500, 700]], [0, 500], [[0, 700]]],
    [
      'closing a hole',
      [
        [0, 4],
        [6, 9],
      ],
      [4, 6],
      [[0, 9]],
    ],
    [
      'overlapping several',
      [
        [0, 4],
        [6, 9],
        [11, 12],
      ],
      [3, 11],
      [[0, 12]],
    ],
    ['already in it', [[0, 10]], [3, 4], [[0, 10]]],
    [
      'around all of it',
      [
        [3, 4],
        [6, 7],
      ],
      [0, 10],
      [[0, 10]],
    ],
    ['empty, and changes nothing', [[0, 4]], [7, 7], [[0, 4]]],
  ];
  for (const [how, before, added, after] of rows) {
    test(how, () => {
      expect(addRange(ranges(...before), { start: added[0], end: added[1] })).toEqual(ranges(...after));
    });
  }
});

test.describe('what is missing', () => {
  // As chromium's FindSlicesToDownload has it.
  const rows: [string, Pair[], number, Pair[]][] = [
    ['of a file of which nothing is stored is all of it', [], 1000, [[0, 1000]]],
    ['after its beginning is its end', [[0, 500]], 1000, [[500, 1000]]],
    ['before its end is its beginning', [[500, 1000]], 1000, [[0, 500]]],
    [
      'between two stored ranges is the hole',
      [
        [0, 500],
        [800, 1000],
      ],
      1000,
      [[500, 800]],
    ],
    [
      'around stored ranges is every hole',
      [
        [1, 2],
        [4, 5],
      ],
      9,
      [
        [0, 1],
        [2, 4],
        [5, 9],
      ],
    ],
    ['of a complete file is nothing', [[0, 1000]], 1000, []],
    ['of an empty file is nothing', [], 0, []],
    ['never lies beyond the file', [[5, 2000]], 1000, [[0, 5]]],
  ];
  for (const [what, stored, completeLength, missing] of rows) {
    test(what, () => {
      expect(missingOf(ranges(...stored), completeLength)).toEqual(ranges(...missing));
    });
  }
});

test.describe('a set of ranges, told as a row of bits,', () => {
  const BITS = 40;
  const range = fc.tuple(fc.nat(BITS), fc.nat(BITS)).map(([start, end]): ByteRange => Object.freeze({ start, end }));
  const anyRanges = fc.array(range, { maxLength: 12 });
  const set = anyRanges.map((list) => Object.freeze(canonical(bitsOf(list))));

  test('is the same whatever the order in which its ranges came', () => {
    fc.assert(fc.property(anyRanges, (list) => assert.deepEqual(toRangeSet(list), canonical(bitsOf(list)))));
  });

  test('grows by just the bits that are added', () => {
    fc.assert(
      fc.property(set, range, (before, added) => {
        const after = addRange(before, added);
        assert.deepEqual(after, canonical(bitsOf([...before, added])));
        assert(isRangeSet(after));
      }),
      { numRuns: 2000 },
    );
  });

  test('is the same whichever of two ranges is added first, and how often', () => {
    fc.assert(
      fc.property(set, range, range, (before, a, b) => {
        const after = addRange(addRange(before, a), b);
        assert.deepEqual(addRange(addRange(before, b), a), after);
        assert.deepEqual(addRange(addRange(after, a), b), after);
      }),
    );
  });

  test('has with another the bits of both', () => {
    fc.assert(
      fc.property(set, set, (one, other) => {
        const bits = bitsOf(other);
        const both = unite(one, other);
        assert.deepEqual(both, canonical(bitsOf(one).map((bit, i) => bit || bits[i] === true)));
        assert(isRangeSet(both));
      }),
      { numRuns: 2000 },
    );
  });

  test('leaves free, with others, what is in none of them', () => {
    fc.assert(
      fc.property(set, set, set, range, (one, other, third, within) => {
        const taken = [one, other, third].map(bitsOf);
        const free = bitsOf([within]).map((bit, i) => bit && !taken.some((bits) => bits[i]));
        assert.deepEqual([...freeRanges(within, [one, other, third])], canonical(free));
      }),
      { numRuns: 2000 },
    );
  });

  test('loses just the bits that are taken', () => {
    fc.assert(
      fc.property(set, set, (before, taken) => {
        const bits = bitsOf(taken);
        const left = subtractRanges(before, taken);
        assert.deepEqual(left, canonical(bitsOf(before).map((bit, i) => bit && !bits[i])));
        assert(isRangeSet(left));
      }),
      { numRuns: 2000 },
    );
  });

  test('is, with what it misses, all of the file and nothing twice', () => {
    fc.assert(
      fc.property(set, fc.nat(BITS), (stored, completeLength) => {
        const missing = missingOf(stored, completeLength);
        const inside = bitsOf(stored).slice(0, completeLength);
        assert.deepEqual(missing, canonical(inside.map((bit) => !bit)));
        assert.equal(countBytes(missing) + inside.filter(Boolean).length, completeLength);
        const whole = completeLength === 0 ? [] : [{ start: 0, end: completeLength }];
        assert.deepEqual(toRangeSet([...missing, ...canonical(inside)]), whole);
      }),
    );
  });

  test('has as many bytes as bits, and ends after the last of them', () => {
    fc.assert(
      fc.property(set, (ranges) => {
        const bits = bitsOf(ranges);
        assert.equal(countBytes(ranges), bits.filter(Boolean).length);
        assert.equal(endOf(ranges), bits.lastIndexOf(true) + 1);
      }),
    );
  });

  function bitsOf(list: Iterable<ByteRange>): boolean[] {
    const bits = new Array<boolean>(BITS).fill(false);
    for (const { start, end } of list) bits.fill(true, start, Math.max(start, end));
    return bits;
  }

  /** The one set that these bits are. */
  function canonical(bits: readonly boolean[]): RangeSet {
    const starts = bits.flatMap((bit, i) => (bit && !bits[i - 1] ? [i] : []));
    return starts.map((start) => {
      const length = bits.slice(start).indexOf(false);
      return { start, end: length < 0 ? bits.length : start + length };
    });
  }
});

function missingOf(set: RangeSet, completeLength: number): RangeSet {
  return [...freeRanges({ start: 0, end: completeLength }, [set])];
}

function isRangeSet(set: RangeSet): boolean {
  return set.every(({ start, end }, i) => start < end && start > (set[i - 1]?.end ?? -1));
}
