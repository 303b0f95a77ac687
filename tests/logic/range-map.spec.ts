import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import type { ByteRange } from '../../src/core/byte-range.js';
import { countBytes, toRangeSet } from '../../src/core/range-set.js';
import type { DownloadState } from '../../src/core/state.js';
import { UNKNOWN } from '../../src/core/transition.js';
import { Glide } from '../../src/elements/card/glide.js';
import { columnsOf, grown, growth, spansOf } from '../../src/elements/card/range-map-columns.js';
import { type Frame, RangePicture } from '../../src/elements/card/range-map-picture.js';
import { bandTones, laneTones, storedTones, verifiedTones } from '../../src/elements/card/range-map-tones.js';

const TIB = 2 ** 40;

const columns = (...values: number[]) => Float64Array.from(values);
const ranges = (...pairs: [start: number, end: number][]) => pairs.map(([start, end]) => ({ start, end }));

/** Any set of ranges of a file, with the file's length. */
const files = fc.oneof(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 2 ** 53 - 1 })).chain((totalBytes) =>
  fc.record({
    totalBytes: fc.constant(totalBytes),
    stored: fc
      .array(fc.tuple(fc.nat(totalBytes), fc.nat(totalBytes)), { maxLength: 30 })
      .map((pairs) => toRangeSet(pairs.map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) })))),
  }),
);
const widths = fc.integer({ min: 1, max: 300 });

test.describe('the columns of a bar', () => {
  const rows: [string, ByteRange[], number, number, number[]][] = [
    ['are empty when nothing is stored', [], 100, 4, [0, 0, 0, 0]],
    ['are full when all is stored', ranges([0, 100]), 100, 4, [1, 1, 1, 1]],
    ['are full up to the end of what is stored', ranges([0, 50]), 100, 4, [1, 1, 0, 0]],
    ['hold the share that is stored of each', ranges([0, 30], [50, 55]), 100, 4, [1, 0.2, 0.2, 0]],
    ['add up several ranges in one', ranges([0, 5], [10, 15], [90, 100]), 100, 2, [0.2, 0.2]],
    ['take the last byte for itself when there are more columns than bytes', ranges([1, 2]), 2, 4, [0, 0, 1, 1]],
    ['are empty of a file of no bytes', [], 0, 3, [0, 0, 0]],
    ['are none when there is no room', ranges([0, 50]), 100, 0, []],
  ];
  for (const [title, stored, totalBytes, width, expected] of rows) {
    test(title, () => expect([...columnsOf(stored, totalBytes, width)].map(rounded)).toEqual(expected));
  }

  test('show one missing byte of a tebibyte, wherever it is', () => {
    for (const missing of [0, 1, TIB / 4, TIB / 2, TIB - 1]) {
      const stored = toRangeSet(ranges([0, missing], [missing + 1, TIB]));
      const bar = columnsOf(stored, TIB, 600);
      const place = Math.floor((missing / TIB) * 600);
      assert(
        bar.every((share, x) => (x === place ? share < 1 && share > 0.99 : share === 1)),
        `byte ${missing}`,
      );
    }
  });

  test('show one stored byte of a tebibyte, wherever it is', () => {
    for (const byte of [0, 1, TIB / 4, TIB / 2, TIB - 1]) {
      const bar = columnsOf(ranges([byte, byte + 1]), TIB, 600);
      const place = Math.floor((byte / TIB) * 600);
      assert(
        bar.every((share, x) => (x === place ? share > 0 && share < 0.01 : share === 0)),
        `byte ${byte}`,
      );
    }
  });

  test('make a hairline of a hole and of a sliver, as wide as is asked for, also at the ends', () => {
    for (const missing of [0, 500, 999]) {
      const stored = toRangeSet(ranges([0, missing], [missing + 1, 1000]));
      expect(columnsOf(stored, 1000, 100, 3).filter((share) => share < 1)).toHaveLength(3);
      expect(columnsOf(ranges([missing, missing + 1]), 1000, 100, 3).filter((share) => share > 0)).toHaveLength(3);
    }
    expect(columnsOf(ranges([0, 1]), 1000, 2, 3).filter((share) => share > 0)).toHaveLength(2);
  });

  test('add up to what is stored', () => {
    fc.assert(
      fc.property(files, widths, ({ stored, totalBytes }, width) => {
        const sum = columnsOf(stored, totalBytes, width).reduce((sum, share) => sum + share, 0);
        const expected = (width * countBytes(stored)) / totalBytes;
        assert(Math.abs(sum - expected) < 0.001 * width, `${sum} of ${expected}`);
      }),
    );
  });

  test('are full only where nothing is missing, empty only where nothing is stored', () => {
    const smallFiles = files.filter(({ totalBytes }) => totalBytes <= 500);
    fc.assert(
      fc.property(
        smallFiles,
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 3 }),
        (file, width, hairline) => {
          const { stored, totalBytes } = file;
          const bar = columnsOf(stored, totalBytes, width, hairline);
          const isStored = (byte: number) => stored.some(({ start, end }) => start <= byte && byte < end);
          for (let byte = 0; byte < totalBytes; byte++) {
            for (let x = Math.floor((byte * width) / totalBytes); x < ((byte + 1) * width) / totalBytes; x++) {
              const share = bar[x] ?? Number.NaN;
              assert(share >= 0 && share <= 1);
              assert(isStored(byte) ? share > 0 : share < 1, `byte ${byte}, column ${x}`);
            }
          }
        },
      ),
    );
  });

  test('of a hundred thousand ranges are counted in one short pass', () => {
    const many = Array.from({ length: 1e5 }, (_, i) => ({ start: 10 * i, end: 10 * i + 3 }));
    const bar = columnsOf(many, 1e6, 1000);
    assert(bar.every((share) => Math.abs(share - 0.3) < 0.001));
    const before = performance.now();
    for (let i = 0; i < 5; i++) columnsOf(many, 1e6, 1000, 2);
    expect(performance.now() - before).toBeLessThan(5 * 100); // some 3 ms each on an idle machine
  });
});

test.describe('what has grown', () => {
  const rows: [string, number[], number[], number, number[]][] = [
    ['begins where it was', [1, 0, 0, 0], [1, 1, 1, 0], 0, [1, 0, 0, 0]],
    ['moves on from its beginning', [1, 0, 0, 0], [1, 1, 1, 0], 0.25, [1, 0.5, 0, 0]],
    ['ends where it is', [1, 0, 0, 0], [1, 1, 1, 0], 1, [1, 1, 1, 0]],
    ['closes a hole from its beginning', [1, 0, 0, 1], [1, 1, 1, 1], 0.5, [1, 1, 0, 1]],
    ['moves everywhere at once', [0, 0, 1, 0, 0], [1, 1, 1, 1, 1], 0.5, [1, 0, 1, 1, 0]],
    ['fills a column little by little', [0.2], [0.6], 0.5, [0.4]],
    ['is gone at once', [1, 1, 1], [1, 0, 0], 0.1, [1, 0, 0]],
    ['is there at once when the bar has another width', [0, 0], [1, 1, 1], 0.1, [1, 1, 1]],
  ];
  for (const [title, before, after, share, expected] of rows) {
    test(title, () => {
      expect([...grown(columns(...before), columns(...after), share)].map(rounded)).toEqual(expected);
    });
  }

  test('is never ahead of what is recorded, never behind what was shown, and comes nearer all the time', () => {
    fc.assert(
      fc.property(files, files, widths, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, width, share) => {
        const before = columnsOf(one.stored, one.totalBytes, width);
        const after = columnsOf(other.stored, other.totalBytes, width);
        const shown = grown(before, after, share);
        const later = grown(before, after, Math.min(1, share + 0.1));
        for (let x = 0; x < width; x++) {
          const [was = 0, is = 0, now = 0, soon = 0] = [before[x], after[x], shown[x], later[x]];
          assert(now <= is && soon <= is);
          assert(now >= Math.min(was, is) && soon >= now);
        }
        assert(growth(shown, after) <= growth(before, after) + 1e-9);
      }),
    );
  });
});

test.describe('a glide', () => {
  const motion = {
    between: (before: number, after: number, share: number) => before + (after - before) * share,
    isFar: (before: number, after: number) => after - before >= 1,
  };

  test('has its first value at once', () => {
    const glide = new Glide(motion);
    glide.to(5, 1000);
    expect([glide.at(1000), glide.isMoving(1000)]).toEqual([5, false]);
  });

  test('takes as long for a step as there was since the step before', () => {
    const glide = new Glide(motion);
    glide.to(0, 1000);
    glide.to(10, 1200);
    expect([1200, 1250, 1300, 1400, 9000].map((nowMs) => glide.at(nowMs))).toEqual([0, 2.5, 5, 10, 10]);
    expect([1399, 1400].map((nowMs) => glide.isMoving(nowMs))).toEqual([true, false]);
  });

  test('goes on from where it is when the next value comes early', () => {
    const glide = new Glide(motion);
    glide.to(0, 1000);
    glide.to(10, 1200);
    glide.to(20, 1300);
    expect([1300, 1350, 1400].map((nowMs) => glide.at(nowMs))).toEqual([5, 12.5, 20]);
  });

  test('takes neither no time nor long', () => {
    const glide = new Glide(motion);
    glide.to(0, 1000);
    glide.to(10, 1001);
    expect(glide.isMoving(1050)).toBe(true);
    glide.to(20, 99_000);
    expect(glide.isMoving(100_000)).toBe(false);
  });

  test('does not begin for a step that nobody would see, and can be cut short', () => {
    const glide = new Glide(motion);
    glide.to(0, 1000);
    glide.to(0.5, 1200);
    expect([glide.at(1200), glide.isMoving(1200)]).toEqual([0.5, false]);
    glide.to(5, 1400);
    glide.finish();
    expect([glide.at(1400), glide.isMoving(1400)]).toEqual([5, false]);
  });

  test('asked for a moment before it began, is where it began', () => {
    const glide = new Glide(motion);
    glide.to(0, 1000);
    glide.to(10, 1200);
    expect(glide.at(1190)).toBe(0);
  });
});

test.describe('the tones', () => {
  test('tell partly stored columns from empty and from full ones', () => {
    const [empty = 0, sliver = 0, half = 0, holed = 0, full = 0] = storedTones(columns(0, 1e-9, 0.5, 1 - 1e-9, 1));
    expect([empty, full]).toEqual([0, 1]);
    expect(sliver).toBeGreaterThan(0.2);
    expect(half).toBeGreaterThan(sliver + 0.1);
    expect(holed).toBeGreaterThan(half + 0.1);
    expect(holed).toBeLessThan(0.7);
  });

  test('of a lane are strongest where bytes arrive, and fade to an even tint before the end of what it asked for', () => {
    const tones = laneTones([{ head: 40.5, end: 150 }], 200, 1);
    expect(tones.indexOf(Math.max(...tones))).toBe(40);
    expect([...tones.slice(40, 150)]).toEqual([...tones.slice(40, 150)].sort((a, b) => b - a));
    expect(tones[149]).toBeGreaterThan(0.1);
    expect(tones[120]).toBe(tones[149]);
    expect([...tones.slice(150)]).toEqual(Array(50).fill(0));
    expect(tones[0]).toBeLessThan(0.06);
  });

  test('of a lane are to be seen in a file so large that it is less than a pixel', () => {
    expect(Math.max(...laneTones([{ head: 40.001, end: 40.002 }], 200, 2))).toBeGreaterThan(0.7);
    expect(Math.max(...laneTones([{ head: 199.9999, end: 200 }], 200, 2))).toBeGreaterThan(0.7);
  });

  test('of the band pass all of the bar in turn, and are even without motion', () => {
    const strongestAt = Array.from({ length: 22 }, (_, i) => bandTones(100, i * 100)).map((tones) =>
      tones.indexOf(Math.max(...tones)),
    );
    expect(strongestAt).toEqual([...strongestAt].sort((a, b) => a - b));
    expect(strongestAt.at(0)).toBe(0);
    expect(strongestAt.at(-1)).toBe(99);
    expect(new Set(bandTones(100, undefined)).size).toBe(1);
  });

  test('of what is verified end at its share, whatever passes over it', () => {
    for (const nowMs of [undefined, 0, 400, 1100]) {
      const tones = verifiedTones(100, 0.305, nowMs);
      assert(tones.slice(0, 30).every((tone) => tone > 0.5));
      assert(tones.slice(31).every((tone) => tone === 0));
    }
  });

  test('become as few rectangles as there are different neighbours', () => {
    expect(spansOf(columns(0, 0, 1, 1, 0.5, 0, 1))).toEqual([
      { start: 2, end: 4, value: 1 },
      { start: 4, end: 5, value: 0.5 },
      { start: 6, end: 7, value: 1 },
    ]);
    expect(spansOf(columns(0, 0))).toEqual([]);
  });
});

test.describe('the picture', () => {
  const frame: Frame = { width: 100, pixelRatio: 1, nowMs: 10_000, isStill: false };
  const state = (facts: object) => ({ ...UNKNOWN, totalBytes: 1000, ...facts }) as DownloadState;
  const downloading = (storedRanges: ByteRange[], activeRanges: ByteRange[] = []) =>
    state({ status: 'downloading', bytesPerSecond: 1, storedRanges, activeRanges });
  const storedUpTo = (tones: Float64Array) => tones.reduce((sum, tone) => sum + tone, 0);

  test('is there at once, then glides to each report', () => {
    const picture = new RangePicture();
    const first = picture.layers(downloading(ranges([0, 200])), frame);
    expect([storedUpTo(first.stored), first.moves]).toEqual([20, false]);
    const next = downloading(ranges([0, 400]));
    picture.layers(next, { ...frame, nowMs: 10_400 });
    const half = picture.layers(next, { ...frame, nowMs: 10_600 });
    expect([storedUpTo(half.stored), half.moves]).toEqual([30, true]);
    const end = picture.layers(next, { ...frame, nowMs: 10_800 });
    expect([storedUpTo(end.stored), end.moves]).toEqual([40, false]);
  });

  test('does not glide for a person who wants no motion, nor when the bar has got another width', () => {
    for (const change of [{ isStill: true }, { width: 200 }]) {
      const picture = new RangePicture();
      picture.layers(downloading(ranges([0, 200])), frame);
      const next = picture.layers(downloading(ranges([0, 400])), { ...frame, nowMs: 10_400, ...change });
      expect(storedUpTo(next.stored)).toBe(change.width ? 80 : 40);
      expect(next.moves).toBe(false);
    }
  });

  test('lets each lane glide along its own slice', () => {
    const picture = new RangePicture();
    const headOf = (tones: Float64Array, from: number, to: number) => {
      const part = tones.slice(from, to);
      return from + part.indexOf(Math.max(...part));
    };
    picture.layers(downloading([], ranges([105, 400], [505, 900])), frame);
    const next = downloading([], ranges([205, 400], [505, 900]));
    picture.layers(next, { ...frame, nowMs: 10_100 });
    const half = picture.layers(next, { ...frame, nowMs: 10_150 });
    expect([headOf(half.active, 0, 40), headOf(half.active, 45, 100), half.moves]).toEqual([15, 50, true]);
  });

  test('is whole when the download is complete, also of an empty file and of one that was never measured', () => {
    for (const totalBytes of [1000, 0, undefined]) {
      const { stored, moves } = new RangePicture().layers(state({ status: 'complete', totalBytes }), frame);
      expect([storedUpTo(stored), moves]).toEqual([100, false]);
    }
  });

  test('has lanes only while bytes come', () => {
    const activeRanges = ranges([100, 400]);
    expect(storedUpTo(new RangePicture().layers(downloading([], activeRanges), frame).active)).toBeGreaterThan(0);
    for (const status of ['waiting', 'verifying', 'paused']) {
      const { active } = new RangePicture().layers(state({ status, activeRanges, verifiedBytes: 0 }), frame);
      expect(storedUpTo(active)).toBe(0);
    }
    const picture = new RangePicture();
    picture.layers(downloading([], activeRanges), frame);
    const { active } = picture.layers(state({ status: 'waiting', activeRanges }), frame);
    expect(storedUpTo(active)).toBe(0);
  });

  test('moves while nothing can be measured, but not for a person who wants no motion', () => {
    for (const vague of [state({ status: 'connecting' }), { ...downloading([]), totalBytes: undefined }]) {
      expect(new RangePicture().layers(vague, frame).moves).toBe(true);
      const still = new RangePicture().layers(vague, { ...frame, isStill: true });
      expect(still.moves).toBe(false);
      expect(new Set(still.active).size).toBe(1);
    }
  });

  test('rests in every other state', () => {
    for (const status of ['idle', 'queued', 'waiting', 'paused', 'complete', 'removed', 'failed']) {
      expect(new RangePicture().layers(state({ status, storedRanges: ranges([0, 300]) }), frame).moves).toBe(false);
    }
  });

  test('shows what is verified above what is not', () => {
    const verifying = (verifiedBytes: number) =>
      state({ status: 'verifying', verifiedBytes, storedRanges: ranges([0, 1000]) });
    const { stored, verified } = new RangePicture().layers(verifying(250), { ...frame, isStill: true });
    expect(storedUpTo(verified)).toBe(25);
    assert(stored.every((tone) => tone > 0 && tone < 0.5));
  });
});

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
