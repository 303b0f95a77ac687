import assert from 'node:assert/strict';
import { test } from '@playwright/test';
import fc from 'fast-check';
import type { ByteRange } from '../../src/core/byte-range.js';
import {
  beginningOf,
  countFree,
  freeOf,
  type GrowingSet,
  grow,
  settle,
  toGrowing,
} from '../../src/core/growing-set.js';
import { countBytes, freeRanges, toRangeSet } from '../../src/core/range-set.js';

const END = 40;
const range = fc.tuple(fc.nat(END), fc.nat(END)).map(([start, end]): ByteRange => ({ start, end }));

test('a set that grows is, whenever it is settled, the set of all that was added', () => {
  const steps = fc.array(fc.oneof({ weight: 4, arbitrary: range }, fc.constant('settle' as const)), { maxLength: 15 });
  fc.assert(
    fc.property(fc.array(range, { maxLength: 8 }), steps, range, (initial, changes, within) => {
      const added = [...initial];
      let grown: GrowingSet = toGrowing(toRangeSet(initial));
      for (const change of changes) {
        grown = change === 'settle' ? settle(grown) : grow(grown, change);
        if (change !== 'settle') added.push(change);
        const all = toRangeSet(added);
        const free = [...freeRanges(within, [all])];
        assert.deepEqual(settle(grown).settled, all);
        assert.equal(grown.bytes, countBytes(all));
        assert.equal(beginningOf(grown), all[0]?.start === 0 ? all[0].end : 0);
        assert.deepEqual(toRangeSet(freeOf(grown, within)), free);
        assert.equal(countFree(grown, within), countBytes(free));
      }
    }),
    { numRuns: 1000 },
  );
});
