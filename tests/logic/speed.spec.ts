import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { bytesPerSecond, observe, type Speed, secondsFor } from '../../src/core/speed.js';

const TICK_MS = 100;

/** What is observed of a link whose rate is given for each tick, in bytes per second. */
function observeLink(rates: readonly number[], jitter: readonly number[] = []): Speed[] {
  let speed = observe([], { atMs: 0, bytes: 0 });
  let [atMs, bytes] = [0, 0];
  return rates.map((rate, i) => {
    const tickMs = TICK_MS + (jitter[i] ?? 0);
    atMs += tickMs;
    bytes += Math.floor((rate * tickMs) / 1000);
    speed = observe(speed, { atMs, bytes });
    return speed;
  });
}

const ticks = (seconds: number) => (seconds * 1000) / TICK_MS;

test('a steady link is told within 20 % after 3 seconds, and from then on', () => {
  const rate = fc.integer({ min: 1000, max: 10 ** 10 });
  const jitter = fc.array(fc.integer({ min: -60, max: 400 }), { maxLength: ticks(20) });
  fc.assert(
    fc.property(rate, jitter, (steady, delays) => {
      for (const speed of observeLink(new Array(ticks(20)).fill(steady), delays).slice(ticks(3))) {
        assert(Math.abs(bytesPerSecond(speed) - steady) < steady * 0.2);
      }
    }),
  );
});

test('a link that sends in bursts is told within 20 % after 3 seconds', () => {
  const bursts = Array.from({ length: ticks(20) }, (_, i) => (i % 4 === 0 ? 4_000_000 : 0));
  for (const speed of observeLink(bursts).slice(ticks(3))) {
    assert(Math.abs(bytesPerSecond(speed) - 1_000_000) < 200_000);
  }
});

test('what comes late and then at once moves the speed by less than a fortieth a time', () => {
  const steady = new Array(ticks(10)).fill(1_000_000);
  const rates = [...steady, 0, 0, 0, 4_000_000, ...steady];
  const told = observeLink(rates).slice(ticks(3)).map(bytesPerSecond);
  for (const [i, now] of told.entries()) assert(Math.abs(now / (told[i - 1] ?? now) - 1) < 0.025);
});

test('a new rate is told after 5 seconds of it', () => {
  const rates = [...new Array(ticks(10)).fill(1_000_000), ...new Array(ticks(5.2)).fill(100_000)];
  expect(bytesPerSecond(observeLink(rates).at(-1) ?? [])).toBeCloseTo(100_000, -3);
});

test('a link that stops is told slower and slower, and 0 after 5 seconds', () => {
  const running = observeLink(new Array(ticks(10)).fill(1_000_000)).at(-1) ?? [];
  const last = running.at(-1) ?? { atMs: 0, bytes: 0 };
  let speed = running;
  let before = bytesPerSecond(running);
  for (let stoppedMs = TICK_MS; stoppedMs <= 5200; stoppedMs += TICK_MS) {
    speed = observe(speed, { atMs: last.atMs + stoppedMs, bytes: last.bytes });
    expect(bytesPerSecond(speed)).toBeLessThanOrEqual(before);
    before = bytesPerSecond(speed);
  }
  expect(before).toBe(0);
});

test('the first sample tells nothing, nor do samples of one moment', () => {
  expect(bytesPerSecond([])).toBe(0);
  expect(bytesPerSecond(observe([], { atMs: 5, bytes: 10 }))).toBe(0);
  expect(bytesPerSecond(observe(observe([], { atMs: 5, bytes: 10 }), { atMs: 5, bytes: 90 }))).toBe(0);
});

test('the speed is finite and never negative, and few samples are kept, however they come', () => {
  const steps = fc.array(
    fc.record({
      ms: fc.oneof(fc.nat(3), fc.nat(500), fc.nat(10 ** 8)),
      bytes: fc.oneof(fc.constant(0), fc.nat(2 ** 30)),
    }),
    { maxLength: 400 },
  );
  fc.assert(
    fc.property(steps, (list) => {
      let speed: Speed = [];
      let [atMs, bytes] = [0, 0];
      for (const step of list) {
        [atMs, bytes] = [atMs + step.ms, bytes + step.bytes];
        speed = observe(speed, { atMs, bytes });
        assert(Number.isFinite(bytesPerSecond(speed)) && bytesPerSecond(speed) >= 0);
        assert(speed.length < 60);
      }
    }),
  );
});

test.describe('the time that is left', () => {
  const rows: [string, number | undefined, number, number | undefined][] = [
    ['is the rest by the speed', 1000, 100, 10],
    ['is 0 when nothing is left', 0, 100, 0],
    ['is unknown while nothing comes', 1000, 0, undefined],
    ['is unknown while the length is unknown', undefined, 100, undefined],
  ];
  for (const [title, bytes, perSecond, seconds] of rows) {
    test(title, () => {
      expect(secondsFor(bytes, perSecond)).toBe(seconds);
    });
  }
});
