import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type ByteRange, rangeLength } from '../../src/core/byte-range.js';
import { toGrowing } from '../../src/core/growing-set.js';
import {
  firstSlice,
  LARGEST_BUFFERED_SLICE_BYTES,
  LARGEST_SLICE_BYTES,
  nextSlice,
  type SlicePlan,
} from '../../src/core/lanes.js';
import { addRange, countBytes, endOf, freeRanges, type RangeSet, toRangeSet } from '../../src/core/range-set.js';

const MIB = 2 ** 20;
const GIB = 2 ** 30;
/** Ranges in MiB. */
const mib = (...pairs: [number, number][]): ByteRange[] =>
  pairs.map(([start, end]) => ({ start: start * MIB, end: end * MIB }));

test('a request asks for no less than 1 MiB where there is more, and for no more than 64 MiB', () => {
  expect(LARGEST_SLICE_BYTES).toBeGreaterThanOrEqual(MIB);
  expect(LARGEST_SLICE_BYTES).toBeLessThanOrEqual(64 * MIB);
});

test('of a server that gives only so much at once no more is asked for', () => {
  expect(firstSlice({ mostBytes: 300 })).toEqual(at(0, 300));
  expect(sliceOf([at(0, 900 * MIB)], [], { lanes: 6, mostBytes: 3 * MIB })).toEqual(at(0, 3 * MIB));
  expect(sliceOf([at(0, 1000)], [], { lanes: 6, mostBytes: 300 })).toEqual(at(0, 300));
  expect(sliceOf([at(600, 1000)], [], { lanes: 1, mostBytes: 300 })).toEqual(at(600, 900));
  expect(sliceOf([at(900, 1000)], [], { lanes: 1, mostBytes: 300 })).toEqual(at(900, 1000));
});

test('a request asks for two seconds of work, once it is known how much that is', () => {
  const asked = (mibPerSecond: number) =>
    sliceOf(mib([0, 900]), [], { lanes: 6, bytesPerSecond: mibPerSecond * MIB })?.end;
  expect([0.1, 3, 12, 100].map(asked)).toEqual([MIB, 6 * MIB, 24 * MIB, LARGEST_SLICE_BYTES]);
});

test('a browser that receives all that was asked for, read or not, is let ask for less', () => {
  const plan = { lanes: 6, bytesPerSecond: 100 * MIB };
  expect(sliceOf(mib([0, 9000]), [], { ...plan, isBuffered: true })).toEqual(at(0, LARGEST_BUFFERED_SLICE_BYTES));
  expect(sliceOf(mib([0, 9000]), [], plan)).toEqual(at(0, LARGEST_SLICE_BYTES));
});

test('the last requests of a file ask for a fifth of a second of work, if there is as much for each lane', () => {
  const asked = (freeMib: number) => sliceOf(mib([0, freeMib]), [], { lanes: 6, bytesPerSecond: 40 * MIB })?.end;
  expect([900, 120, 60].map(asked)).toEqual([LARGEST_SLICE_BYTES, 10 * MIB, 8 * MIB]);
  expect(asked(24)).toBe(4 * MIB); // so that each has something
});

test('slices get smaller in the last part of a file whose digest is computed meanwhile', () => {
  const asked = (start: number, mostBytes = Number.POSITIVE_INFINITY) => {
    const slice = sliceOf(mib([start, 900]), [], { lanes: 6, isHashed: true, mostBytes });
    return slice && rangeLength(slice) / MIB;
  };
  expect(asked(771)).toBe(8);
  expect(asked(772)).toBe(4);
  expect(asked(772, 3 * MIB)).toBe(3);
  expect(asked(899)).toBe(1);
});

test.describe('the next slice', () => {
  const rows: [string, { missing: RangeSet; active?: ByteRange[]; lanes?: number }, ByteRange | undefined][] = [
    ['is none when nothing is missing', { missing: [] }, undefined],
    [
      'is none when all that is missing is being fetched',
      { missing: mib([0, 4]), active: mib([2, 4], [0, 2]) },
      undefined,
    ],
    ['is none when one byte is left and is being fetched', { missing: [at(9, 10)], active: [at(9, 10)] }, undefined],
    ['is a single byte when that is all that is missing', { missing: [at(9, 10)] }, at(9, 10)],
    ['is of 8 MiB in a large file', { missing: [at(0, 10 * GIB)] }, at(0, 8 * MIB)],
    [
      'begins behind what is being fetched',
      { missing: [at(0, 10 * GIB)], active: mib([0, 16]) },
      at(16 * MIB, 24 * MIB),
    ],
    [
      'begins in the first hole that nobody fetches',
      { missing: mib([1, 2], [5, 6], [8, 900]), active: mib([5, 6], [1, 2]) },
      at(8 * MIB, 16 * MIB),
    ],
    ['stops where a stored range begins', { missing: mib([3, 5], [700, 900]) }, at(3 * MIB, 5 * MIB)],
    ['gets smaller towards the end', { missing: mib([80, 100]), lanes: 5 }, at(80 * MIB, 82 * MIB)],
    ['is never smaller than 1 MiB where there is more', { missing: mib([98, 100]), lanes: 6 }, at(98 * MIB, 99 * MIB)],
    [
      'takes a rest along that is too small for a request of its own',
      { missing: [at(0, 2 * MIB - 1)] },
      at(0, 2 * MIB - 1),
    ],
    [
      'takes over the rest of one that ended early',
      { missing: mib([4, 900]), active: mib([16, 32]) },
      at(4 * MIB, 12 * MIB),
    ],
  ];
  for (const [title, { missing, active = [], lanes = 6 }, expected] of rows) {
    test(title, () => {
      expect(sliceOf(missing, active, { lanes })).toEqual(expected);
    });
  }
});

test('slices cover what is missing exactly once, in whatever order they end and however little each brings', () => {
  fc.assert(
    fc.property(
      fc.record({
        completeLength: fc.oneof(fc.integer({ min: 1, max: 5 * MIB }), fc.integer({ min: 1, max: 300 * MIB })),
        stored: fc.array(fc.tuple(fc.nat(300 * MIB), fc.nat(20 * MIB)), { maxLength: 6 }),
        lanes: fc.integer({ min: 1, max: 6 }),
        ends: fc.infiniteStream(fc.record({ lane: fc.nat(5), brings: fc.constantFrom(0, 0.001, 0.5, 1, 1, 1) })),
      }),
      ({ completeLength, stored: initial, lanes, ends }) => {
        const withinFile = initial.map(([start, bytes]) => at(start, Math.min(start + bytes, completeLength)));
        let stored = toRangeSet(withinFile);
        const active: ByteRange[] = [];
        for (;;) {
          while (active.length < lanes) {
            const slice = nextSlice({ stored: toGrowing(stored), active, completeLength }, { lanes });
            if (!slice) break;
            expectSensible(slice, freeOf(stored, active, completeLength));
            active.push(slice);
          }
          if (active.length === 0) break;
          const { lane, brings } = ends.next().value;
          const [ended] = active.splice(lane % active.length, 1);
          if (!ended) continue;
          const received = at(ended.start, ended.start + Math.ceil(brings * rangeLength(ended)));
          const before = countBytes(stored);
          stored = addRange(stored, received);
          assert.equal(countBytes(stored), before + rangeLength(received));
        }
        assert.deepEqual(stored, [at(0, completeLength)]);
      },
    ),
    { numRuns: 300 },
  );
});

function sliceOf(missing: RangeSet, active: readonly ByteRange[], plan: SlicePlan): ByteRange | undefined {
  const completeLength = endOf(missing);
  const stored = toGrowing([...freeRanges(at(0, completeLength), [missing])]);
  return nextSlice({ stored, active, completeLength }, plan);
}

/** The first range that is neither stored nor being fetched, found without the algebra that is tested. */
function freeOf(stored: RangeSet, active: readonly ByteRange[], completeLength: number): ByteRange {
  const taken = [...stored, ...active].sort((a, b) => a.start - b.start);
  let start = 0;
  for (const range of taken) {
    if (range.start > start) return at(start, range.start);
    start = Math.max(start, range.end);
  }
  return at(start, completeLength);
}

function expectSensible(slice: ByteRange, free: ByteRange): void {
  assert.equal(slice.start, free.start);
  assert(slice.end <= free.end);
  assert(rangeLength(slice) >= Math.min(MIB, rangeLength(free)));
  assert(rangeLength(slice) < 9 * MIB);
  assert(slice.end === free.end || free.end - slice.end >= MIB, 'no rest too small for a request of its own');
}

function at(start: number, end: number): ByteRange {
  return { start, end };
}
