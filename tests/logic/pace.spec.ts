import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { FIRST_PACE, keepPace, type Pace } from '../../src/core/pace.js';

const TICK_MS = 100;
const AT_MOST = 6;

/** How many lanes there are after each second, where so many bring so many bytes per second. */
function play(rate: (lanes: number, atMs: number) => number, seconds: number, atMost = AT_MOST): number[] {
  let pace: Pace = FIRST_PACE;
  let receivedBytes = 0;
  const counts: number[] = [];
  for (let atMs = 0; atMs < seconds * 1000; atMs += TICK_MS) {
    pace = keepPace(pace, { atMs, receivedBytes, open: pace.lanes, receiving: pace.lanes, atMost });
    receivedBytes += (rate(pace.lanes, atMs) * TICK_MS) / 1000;
    if ((atMs + TICK_MS) % 1000 === 0) counts.push(pace.lanes);
  }
  return counts;
}

test('the first lane is alone', () => {
  expect(FIRST_PACE.lanes).toBe(1);
});

test('as many as there may be, within a second, where each brings the same', () => {
  expect(play((lanes) => lanes * 1e6, 5)).toEqual([6, 6, 6, 6, 6]);
  expect(play((lanes) => lanes * 1e6, 3, 5)).toEqual([5, 5, 5]);
  expect(play((lanes) => lanes * 1e6, 2, 1)).toEqual([1, 1]);
});

test('one, where more bring nothing more; tried again after ten seconds, then after twenty', () => {
  const counts = play(() => 1e6, 45);
  const triedAt = counts.flatMap((lanes, second) => (lanes > 1 ? [second] : []));
  expect(triedAt).toEqual([0, 12, 34, 35]); // how many there are at the end of each second
});

test('three, where six bring nothing more', () => {
  expect(play((lanes) => Math.min(lanes, 3) * 1e6, 8).slice(2)).toEqual([3, 3, 3, 3, 3, 3]);
});

test('as many as there may be, also where nobody is answered for a while', () => {
  let pace: Pace = FIRST_PACE;
  for (let atMs = 0; atMs < 1000; atMs += TICK_MS) {
    pace = keepPace(pace, { atMs, receivedBytes: atMs, open: pace.lanes, receiving: 1, atMost: AT_MOST });
  }
  expect(pace.lanes).toBe(6);
});

test('six, where three bring nothing more than one, and six do', () => {
  expect(play((lanes) => (lanes < 6 ? 1e6 : 2e6), 8).slice(1)).toEqual(Array(7).fill(6));
});

test('more again, when fewer bring less than it seemed at first', () => {
  const counts = play((lanes, atMs) => (atMs < 300 ? 6e6 : lanes * 1e6), 8);
  expect(counts).toEqual([6, 1, 6, 6, 6, 6, 6, 6]);
});

test('more, once they bring more', () => {
  const counts = play((lanes, atMs) => (atMs < 5000 ? 1e6 : lanes * 1e6), 20);
  expect(counts.slice(2, 10)).toEqual(Array(8).fill(1));
  expect(counts.slice(14)).toEqual(Array(6).fill(6));
});

test('as many as there may be, from a server that sends the first bytes of all faster', () => {
  expect(play((lanes, atMs) => (atMs < 400 ? 100e6 : lanes * 1e6), 5).at(-1)).toBe(6);
});

test('fewer at once when there may be fewer, and more again when there may be', () => {
  let pace: Pace = { ...FIRST_PACE, lanes: 6 };
  const see = (atMs: number, atMost: number) => {
    pace = keepPace(pace, { atMs, receivedBytes: atMs * pace.lanes, open: pace.lanes, receiving: pace.lanes, atMost });
  };
  see(0, 2);
  expect(pace.lanes).toBe(2);
  for (let atMs = 100; atMs < 1000; atMs += TICK_MS) see(atMs, 6);
  expect(pace.lanes).toBeGreaterThan(2);
});

test('nothing is concluded while some lanes wait for their first answers, or there are more or fewer', () => {
  const trial: Pace = { ...FIRST_PACE, lanes: 3, fewer: [{ lanes: 1, bytesPerSecond: 1e6 }] };
  for (const { from, ...seen } of [
    { from: { ...trial, lanes: 6 }, open: 6, receiving: 5 },
    { from: { ...trial, more: { lanes: 6, bytesPerSecond: 2e6 } }, open: 3, receiving: 2 },
    { from: trial, open: 2, receiving: 2 },
    { from: trial, open: 4, receiving: 4 },
  ]) {
    let pace = from;
    for (let atMs = 0; atMs < 5000; atMs += TICK_MS) {
      pace = keepPace(pace, { atMs, receivedBytes: 0, atMost: 6, ...seen });
    }
    expect(pace).toEqual(from);
  }
});

test('never none, and never more than there may be', () => {
  const sight = fc.record({
    stepMs: fc.integer({ min: 0, max: 20_000 }),
    bytes: fc.integer({ min: 0, max: 10 ** 10 }),
    open: fc.integer({ min: 0, max: 8 }),
    waiting: fc.integer({ min: 0, max: 8 }),
    atMost: fc.integer({ min: 1, max: 8 }),
  });
  fc.assert(
    fc.property(fc.array(sight, { maxLength: 60 }), (sights) => {
      let [pace, atMs, receivedBytes] = [FIRST_PACE, 0, 0];
      for (const { stepMs, bytes, open, waiting, atMost } of sights) {
        atMs += stepMs;
        receivedBytes += bytes;
        pace = keepPace(pace, { atMs, receivedBytes, open, receiving: Math.max(0, open - waiting), atMost });
        assert(pace.lanes >= 1 && pace.lanes <= atMost);
      }
    }),
  );
});
