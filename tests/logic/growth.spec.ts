/** A plan grows neither with the file nor with its holes. How long it takes is measured in tests/bench/planning.bench.ts. */
import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { type ByteRange, rangeLength } from '../../src/core/byte-range.js';
import { type GrowingSet, grow, settle, toGrowing } from '../../src/core/growing-set.js';
import { type Fetching, nextSlice, sliceBytes } from '../../src/core/lanes.js';
import type { RangeSet } from '../../src/core/range-set.js';

const TIB = 2 ** 40;
const HOLES = 100_000;
const PLAN = { lanes: 6 };

test('in 1 TiB with 100,000 holes the next slice is the one that a look at all of the file finds', () => {
  fc.assert(
    fc.property(fc.integer(), fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (seed, chances) => {
      const chance = () => Number(chances.next().value);
      let stored = toGrowing(storedWithHoles(seed));
      const all = [...stored.settled]; // in any order
      const active: ByteRange[] = [];
      for (let step = 0; step < 30; step++) {
        while (active.length < PLAN.lanes) {
          const slice = nextSlice({ stored, active, completeLength: TIB }, PLAN);
          assert.deepEqual(slice, sliceFoundByLookingAtAll(all, active));
          if (!slice) break;
          active.push(slice);
        }
        const [ended] = active.splice(Math.floor(chance() * active.length), 1);
        if (!ended) break;
        const brought = { start: ended.start, end: ended.start + Math.ceil(chance() * rangeLength(ended)) };
        stored = grow(stored, brought);
        all.push(brought);
        if (chance() < 0.3) stored = settle(stored);
      }
    }),
    { numRuns: 5 },
  );
});

test('to plan a slice and to add what came looks at few of 100,000 ranges', () => {
  let looks = 0;
  const settled = new Proxy(storedWithHoles(1), {
    get(ranges, name, receiver) {
      if (typeof name === 'string' && /^\d+$/.test(name)) looks++;
      return Reflect.get(ranges, name, receiver);
    },
  });
  let stored: GrowingSet = { ...toGrowing(settled), recent: [] };
  const active: ByteRange[] = [];
  looks = 0;
  for (let count = 0; count < 100; count++) {
    const slice = nextSlice({ stored, active, completeLength: TIB }, PLAN);
    assert(slice);
    active.push(slice);
    if (active.length < PLAN.lanes) continue;
    const ended = active.shift();
    if (ended) stored = grow(stored, ended);
  }
  expect(looks / 100).toBeLessThan(1000);
});

/** As many ranges as holes, of some 5 MiB each. */
function storedWithHoles(seed: number): RangeSet {
  const period = Math.floor(TIB / HOLES);
  return Array.from({ length: HOLES }, (_, index) => {
    const share = 0.05 + 0.9 * pseudoRandom(seed + index);
    return { start: Math.floor((index + share) * period), end: (index + 1) * period };
  });
}

/** From 0 to 1. */
function pseudoRandom(seed: number): number {
  const hashed = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b);
  return ((hashed ^ (hashed >>> 13)) >>> 0) / 2 ** 32;
}

/** Without the algebra that is tested: every range is looked at. */
function sliceFoundByLookingAtAll(stored: readonly ByteRange[], active: Fetching['active']): ByteRange | undefined {
  let free: ByteRange | undefined;
  let freeBytes = 0;
  let done = 0;
  const end = { start: TIB, end: TIB };
  for (const range of [...stored, ...active, end].sort((a, b) => a.start - b.start)) {
    if (range.start > done) {
      free ??= { start: done, end: range.start };
      freeBytes += range.start - done;
    }
    done = Math.max(done, range.end);
  }
  if (!free) return undefined;
  const bytes = sliceBytes(freeBytes, PLAN);
  const isRestTooSmall = rangeLength(free) < bytes + 2 ** 20;
  return isRestTooSmall ? free : { start: free.start, end: free.start + bytes };
}
