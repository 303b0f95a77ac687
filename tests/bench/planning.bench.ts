import { test } from '@playwright/test';
import type { ByteRange } from '../../src/core/byte-range.js';
import { grow, settle, toGrowing } from '../../src/core/growing-set.js';
import { nextSlice } from '../../src/core/lanes.js';
import { pack } from '../../src/storage/packed-ranges.js';
import { startRecord } from '../../src/storage/record.js';

const TIB = 2 ** 40;
const HOLES = 100_000;
const LANES = 6;
const ROUNDS = 20_000;
const WRITE_BYTES = 2 ** 20; // 1 MiB
const WRITES_PER_CHECKPOINT = 200;
const COPIES = 30;
const WANTED = {
  id: 'film',
  url: 'https://example.org/film.bin',
  name: undefined,
  integrity: undefined,
  credentials: 'same-origin',
  hadHeaders: false,
} as const;
const GOAL_MICROSECONDS = 50;

// In Node, whose engine is Chromium's: once is enough.
test.skip(({ browserName }) => browserName !== 'chromium');

test('planning in a file of 1 TiB with 100,000 holes', () => {
  let stored = toGrowing(storedWithHoles());
  const active: ByteRange[] = [];
  const planning: number[] = [];
  const adding: number[] = [];
  const settling: number[] = [];
  const telling: number[] = [];
  const storing: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    while (active.length < LANES) {
      const slice = timed(planning, () => nextSlice({ stored, active, completeLength: TIB }, { lanes: LANES }));
      if (!slice) throw new Error('There is always something missing');
      active.push(slice);
    }
    const [running] = active.splice(Math.floor(Math.random() * LANES), 1);
    if (!running) throw new Error('Each lane runs');
    const written = { start: running.start, end: Math.min(running.end, running.start + WRITE_BYTES) };
    stored = timed(adding, () => grow(stored, written));
    if (written.end < running.end) active.push({ start: written.end, end: running.end });
    if (round % WRITES_PER_CHECKPOINT > 0) continue;
    stored = timed(settling, () => settle(stored));
  }
  const record = { ...startRecord(undefined, WANTED, 0, 'file'), ranges: stored.settled };
  for (let copy = 0; copy < COPIES; copy++) {
    timed(telling, () => structuredClone(record.ranges));
    timed(storing, () => structuredClone(pack(record)));
  }
  tell('planning a slice', planning, GOAL_MICROSECONDS);
  tell('adding what was written', adding);
  tell('what a checkpoint covers', settling);
  tell('a copy of that for the page', telling);
  tell('a copy of that for the ledger', storing);
});

/** Of holes and of ranges there are as many, all of other lengths. */
function storedWithHoles(): ByteRange[] {
  const period = Math.floor(TIB / HOLES);
  return Array.from({ length: HOLES }, (_, index) => {
    const start = Math.floor((index + 0.05 + 0.9 * Math.random()) * period);
    return { start, end: (index + 1) * period };
  });
}

function timed<T>(microseconds: number[], work: () => T): T {
  const startedAt = performance.now();
  const result = work();
  microseconds.push(1000 * (performance.now() - startedAt));
  return result;
}

function tell(what: string, microseconds: readonly number[], goal?: number): void {
  const sorted = microseconds.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  const wanted = goal === undefined ? '' : `; wanted ${goal} µs`;
  process.stdout.write(`\n${what}: ${at(0.5)} µs, 99th percentile ${at(0.99)} µs${wanted}\n`);
}
