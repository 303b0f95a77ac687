import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { DownloadState } from '../../src/core/state.js';
import { UNKNOWN } from '../../src/core/transition.js';
import { NO_HISTORY, recordSpeed, SLOTS, type SpeedHistory } from '../../src/elements/card/speed-curve-history.js';
import { stretchesOf, topFor } from '../../src/elements/card/speed-curve-shape.js';

const downloading = (bytesPerSecond: number) =>
  ({ ...UNKNOWN, status: 'downloading', bytesPerSecond }) as DownloadState;
const paused = { ...UNKNOWN, status: 'paused' } as DownloadState;

/** It has been running for long enough to know its speed. */
const SETTLED: SpeedHistory = { ...NO_HISTORY, sinceMs: -5000 };

/** What is known after all this was seen at its moments. */
function after(...seen: [nowMs: number, state: DownloadState][]) {
  return seen.reduce((history, [nowMs, state]) => recordSpeed(history, state, nowMs), SETTLED).speeds;
}

test.describe('the history of a speed', () => {
  test('has one speed for each half second, however often it is told', () => {
    expect(
      after([1000, downloading(5)], [1100, downloading(6)], [1500, downloading(7)], [1999, downloading(8)]),
    ).toEqual([5, 7]);
  });

  test('stays the same object while there is nothing new to see', () => {
    const history = recordSpeed(SETTLED, downloading(5), 1000);
    expect(recordSpeed(history, downloading(6), 1400)).toBe(history);
    const waiting = recordSpeed(history, paused, 1400);
    expect(waiting).not.toBe(history);
    expect(recordSpeed(waiting, paused, 60_000)).toBe(waiting);
  });

  test('begins when the speed has settled, also after a pause', () => {
    const start = [0, 300, 2, 900].map((speed, i): [number, DownloadState] => [2000 + 500 * i, downloading(speed)]);
    const settled: [number, DownloadState] = [4000, downloading(7)]; // 1.5 s after the first speed
    expect(after([1000, paused], ...start, settled)).toEqual([7]);
    const gap = Array(5).fill(undefined);
    expect(after([1000, downloading(5)], [1500, paused], ...start, settled)).toEqual([5, ...gap, 7]);
  });

  test('keeps a speed of nothing in the middle, which is a stall', () => {
    expect(after([1000, downloading(5)], [1500, downloading(0)], [2000, downloading(5)])).toEqual([5, 0, 5]);
  });

  test('bridges reports that are late', () => {
    expect(after([1000, downloading(2)], [3000, downloading(10)])).toEqual([2, 4, 6, 8, 10]);
  });

  test('has a gap for a pause and for a silence, as long as they were, but not longer than a few seconds', () => {
    const gaps = (speeds: readonly (number | undefined)[]) => speeds.filter((speed) => speed === undefined).length;
    const pausedUntil = (endMs: number) =>
      after([1000, downloading(2)], [1500, paused], [endMs - 1500, downloading(9)], [endMs, downloading(2)]);
    expect(gaps(pausedUntil(4000))).toBe(5);
    expect(gaps(pausedUntil(3_600_000))).toBe(8);
    expect(gaps(after([1000, downloading(2)], [3_600_000, downloading(2)]))).toBe(7);
  });

  test('is bounded, and ends with what is newest', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5000), fc.option(fc.nat(100))), { maxLength: 400 }), (steps) => {
        let nowMs = 5000;
        let history = NO_HISTORY;
        for (const [stepMs, speed] of steps) {
          nowMs += stepMs;
          history = recordSpeed(history, speed === null ? paused : downloading(speed), nowMs);
          assert(history.speeds.length <= SLOTS);
          assert(history.slotMs <= nowMs);
          const isSettled = history.sinceMs !== undefined && nowMs - history.sinceMs >= 1500;
          if (isSettled && stepMs >= 500 && speed !== null) assert.equal(history.speeds.at(-1), speed);
        }
      }),
    );
  });
});

test.describe('the curve', () => {
  const box = { width: 122, height: 20, margin: 3 };

  test('ends at its newest speed, and reaches back by even steps', () => {
    const [stretch = []] = stretchesOf([0, 5, 10], 10, box);
    expect(stretch.map(({ x, y }) => [x, y])).toEqual([
      [117, 17],
      [118, 10],
      [119, 3],
    ]);
  });

  test('fills the box with a minute', () => {
    const [stretch = []] = stretchesOf(Array(SLOTS).fill(1), 2, box);
    expect([stretch.at(0)?.x, stretch.at(-1)?.x]).toEqual([0, 119]);
  });

  test('is interrupted by gaps', () => {
    const lengths = stretchesOf([undefined, 1, 2, undefined, undefined, 3, undefined], 5, box).map(
      ({ length }) => length,
    );
    expect(lengths).toEqual([2, 1]);
  });

  test('never leaves the box', () => {
    const speeds = fc.array(fc.option(fc.double({ min: 0, max: 1e12, noNaN: true }), { nil: undefined }), {
      maxLength: SLOTS,
    });
    fc.assert(
      fc.property(speeds, fc.double({ min: 0, max: 1e12, noNaN: true }), (speeds, before) => {
        for (const { x, y } of stretchesOf(speeds, topFor(before, speeds), box).flat()) {
          assert(x >= 0 && x <= 119 && y >= 3 && y <= 17, `${x}, ${y}`);
        }
      }),
    );
  });
});

test.describe('the top of the picture', () => {
  const rows: [string, number, number[], number][] = [
    ['leaves room above the fastest', 0, [1000, 400], 1300],
    ['stays when the speed moves a little', 1300, [1000, 1250], 1300],
    ['stays when it gets slower, for a while', 1300, [600], 1300],
    ['follows when it gets much slower', 1300, [400], 520],
    ['follows when it gets faster', 1300, [2000], 2600],
    ['is above nothing, too', 0, [0, 0], 1.3],
  ];
  for (const [title, before, speeds, expected] of rows) {
    test(title, () => expect(topFor(before, speeds)).toBeCloseTo(expected, 5));
  }
});
