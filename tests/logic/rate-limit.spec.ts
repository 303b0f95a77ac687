import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { lanesForLimit, limitedSliceBytes, quantumBytes, reserve } from '../../src/core/rate-limit.js';

test('reservations follow one another without a gap, however late the next is asked for', () => {
  let freeAtMs = 1000;
  const starts: number[] = [];
  for (const nowMs of [1000, 1103, 1201, 1350]) {
    const next = reserve(freeAtMs, 100, 1000, nowMs);
    starts.push(next.startsAtMs);
    freeAtMs = next.freeAtMs;
  }
  expect(starts).toEqual([1000, 1100, 1200, 1300]);
});

test('what was not used is made up for only a little', () => {
  expect(reserve(1000, 100, 1000, 60_000)).toEqual({ startsAtMs: 59_750, freeAtMs: 59_850 });
});

test('over any time no more is let through than the limit, a quarter of a second and one reservation', () => {
  const asks = fc.array(fc.record({ afterMs: fc.nat(400), bytes: fc.integer({ min: 1, max: 500 }) }), { minLength: 2 });
  fc.assert(
    fc.property(asks, (asks) => {
      let [nowMs, freeAtMs] = [0, 0];
      const served = asks.map(({ afterMs, bytes }) => {
        nowMs += afterMs;
        const { startsAtMs, freeAtMs: next } = reserve(freeAtMs, bytes, 1000, nowMs);
        freeAtMs = next;
        return { atMs: Math.max(nowMs, startsAtMs), bytes };
      });
      for (const [first, { atMs: sinceMs }] of served.entries()) {
        let bytes = 0;
        for (const { atMs, bytes: more } of served.slice(first)) {
          bytes += more;
          expect(bytes).toBeLessThanOrEqual(atMs - sinceMs + 250 + 500);
        }
      }
    }),
  );
});

test('a reservation is of a sixteenth of a second, and never of nothing', () => {
  expect([1, 1600, 16_000_000].map(quantumBytes)).toEqual([1, 100, 1_000_000]);
});

test('all lanes together ask for a second ahead, but for no less than a request is worth', () => {
  expect([limitedSliceBytes(2e6, 2), limitedSliceBytes(6e6, 3), limitedSliceBytes(10_000, 2)]).toEqual([
    1e6,
    2e6,
    16 * 1024,
  ]);
});

for (const [what, held, lanes] of [
  ['wait for no limit get another', 0, 4],
  ['wait for it at times stay as many', 0.4, 3],
  ['wait for it most of the time are one too many', 0.9, 2],
] as const) {
  test(`three lanes that ${what}`, () => {
    expect(lanesForLimit(3, held)).toBe(lanes);
  });
}

test('one asks while the other receives, however long they wait', () => {
  expect(lanesForLimit(2, 1)).toBe(2);
});
