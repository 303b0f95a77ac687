import { expect, test } from '@playwright/test';
import { schedule } from '../../chaos/generate.js';
import type { Schedule } from '../../chaos/schedule.js';
import type { Fault } from '../../range-server/fault.js';

const MANY = Array.from({ length: 2000 }, (_, seed) => schedule(seed));

test('a seed always gives the same schedule, and its neighbour another', () => {
  expect(schedule(7)).toEqual(schedule(7));
  expect(new Set(MANY.map(({ seed: _, ...drawn }) => JSON.stringify(drawn))).size).toBe(MANY.length);
});

test('JSON can hold a schedule', () => {
  for (const drawn of MANY) expect(JSON.parse(JSON.stringify(drawn))).toEqual(drawn);
});

test('all that a server or a person can do is drawn from some seed', () => {
  const acts = new Set(MANY.flatMap(({ steps }) => steps.map(({ act }) => act.kind)));
  expect([...acts].sort()).toEqual(
    ['attend', 'away', 'cut', 'handOver', 'lose', 'offline', 'pause', 'reload', 'reopen', 'restart', 'serve'].sort(),
  );
  const effects = new Set(MANY.flatMap(faultsOf).flatMap((fault) => Object.keys(fault)));
  for (const effect of EFFECTS) expect(effects).toContain(effect);
});

test('versions that share their length and have no validator are only drawn with a digest', () => {
  for (const { setting } of MANY) {
    const sizes = setting.versions.map(({ size }) => size);
    const shareLength = new Set(sizes).size < sizes.length;
    if (shareLength && ['weak', 'none'].includes(setting.validators)) expect(setting.integrity).toBeDefined();
  }
});

test('a login page is never the first thing that a client without a digest sees of a file', () => {
  const withLogin = MANY.filter((drawn) => faultsOf(drawn).some(({ body }) => body !== undefined));
  expect(withLogin.length).toBeGreaterThan(50);
  for (const { setting, opening, steps, retries } of withLogin) {
    if (setting.integrity !== undefined) continue;
    expect(opening.faults.filter(({ body }) => body !== undefined)).toEqual([]);
    expect(steps.filter(({ act }) => act.kind === 'restart')).toEqual([]);
    expect(retries).toBe(0);
  }
});

test('most files are small, and some have no byte at all', () => {
  const sizes = MANY.map(({ setting }) => setting.versions[0]?.size ?? Number.NaN);
  expect(sizes.reduce((sum, size) => sum + size, 0) / sizes.length).toBeLessThan(12 * 2 ** 20);
  expect(sizes).toContain(0);
  expect(sizes).toContain(1);
});

function faultsOf({ opening, steps }: Schedule): Fault[] {
  return [opening, ...steps.flatMap(({ act }) => (act.kind === 'serve' ? [act] : []))].flatMap(({ faults }) => faults);
}

const EFFECTS: readonly (keyof Fault)[] = [
  'ignoreRange',
  'otherVersion',
  'capBytes',
  'wrongRange',
  'shiftBytes',
  'multipart',
  'status',
  'claimedStatus',
  'body',
  'extraBytes',
  'headers',
  'delayMs',
  'resetBeforeHeaders',
  'raw',
  'bytesPerSecond',
  'cutAfterBytes',
  'endAfterBytes',
  'stallAfterBytes',
  'stallMs',
];
