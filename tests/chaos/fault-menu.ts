/** Everything that a server can do wrong in a schedule, each with a rule for where a client could find it out. */
import type { Fault } from '../range-server/fault.js';
import type { Chance } from './chance.js';
import type { Setting } from './schedule.js';
import { changes, changesShow, hasDigest, lengthsShow, rangesShow, validatorsMayLie } from './visibility.js';

/** One kind of fault, without its condition. */
interface Dish {
  /** How often, in proportion to the others. */
  readonly weight: number;
  readonly fair?: (setting: Setting) => boolean;
  readonly draw: (chance: Chance, setting: Setting) => Fault;
}

const KIB = 2 ** 10;
const MIB = 2 ** 20;

const LOGIN_PAGE = {
  claimedStatus: 200,
  body: '<!doctype html><h1>Sign in</h1>',
  headers: { 'Content-Type': 'text/html', ETag: null, 'Last-Modified': null },
} as const;

const BROKEN: readonly Dish[] = [
  { weight: 10, draw: (chance) => ({ cutAfterBytes: bytes(chance) }) },
  { weight: 3, draw: () => ({ cutAfterBytes: 0 }) },
  { weight: 6, draw: () => ({ resetBeforeHeaders: true }) },
  { weight: 4, draw: (chance) => ({ delayMs: chance.integer(100, 1500) }) },
  { weight: 5, draw: (chance) => ({ bytesPerSecond: chance.integer(100, 1000) * 1000 }) },
  { weight: 5, draw: (chance) => ({ stallAfterBytes: bytes(chance), stallMs: chance.integer(200, 2500) }) },
  // Each costs the twenty seconds until the engine gives it up.
  { weight: 3, draw: (chance) => ({ when: { nth: chance.integer(1, 2) }, stallAfterBytes: bytes(chance) }) },
  // Not on what may be a whole file: without its length, an early end is the end.
  { weight: 5, fair: hasRanges, draw: (chance) => ({ when: { ranged: true }, endAfterBytes: bytes(chance) }) },
  { weight: 2, draw: () => ({ raw: 'HTTP/1.1 206 Partial Content\r\nContent-Le' }) },
];

const REFUSALS: readonly Dish[] = [
  { weight: 10, draw: (chance) => ({ status: chance.oneOf([500, 502, 503, 504]) }) },
  {
    weight: 8,
    draw: (chance) => ({ status: chance.oneOf([408, 425, 429, 503]), headers: { 'Retry-After': '1' } }),
  },
  { weight: 4, draw: (chance) => ({ status: chance.oneOf([401, 403, 410]) }) },
  { weight: 4, draw: () => ({ status: 404 }) },
  { weight: 1, draw: (chance) => ({ status: chance.oneOf([204, 304, 400, 412, 418, 501]) }) },
  { weight: 2, draw: () => ({ status: 416 }) },
  { weight: 3, draw: (chance) => ({ when: { longerThan: chance.integer(MIB, 4 * MIB) }, status: 403 }) },
  {
    weight: 4,
    draw: (chance) => ({
      when: { moreInFlightThan: chance.integer(1, 4) },
      ...chance.oneOf<Fault>([{ status: 403 }, { status: 429 }, { status: 503 }, { resetBeforeHeaders: true }]),
    }),
  },
];

const WRONG_ANSWERS: readonly Dish[] = [
  { weight: 8, draw: () => ({ ignoreRange: true }) },
  { weight: 8, draw: (chance) => ({ capBytes: chance.integer(128 * KIB, 2 * MIB) }) },
  { weight: 4, fair: rangesShow, draw: (chance) => ({ wrongRange: { startBy: chance.oneOf([-1000, -1, 1, 4096]) } }) },
  { weight: 2, fair: rangesShow, draw: () => ({ wrongRange: { start: 0 } }) },
  { weight: 3, draw: (chance) => ({ wrongRange: { endBy: chance.oneOf([1, 100 * KIB]) } }) },
  { weight: 3, draw: () => ({ multipart: true }) },
  { weight: 2, draw: () => ({ claimedStatus: 206 }) },
  { weight: 4, fair: lengthsShow, draw: (chance) => ({ extraBytes: chance.integer(1, 100 * KIB) }) },
  { weight: 3, draw: (chance) => contentRange(chance.oneOf([null, 'nonsense', 'bytes 1-2/3', 'bytes */100'])) },
  { weight: 3, draw: () => ({ headers: { 'Content-Length': null } }) },
  { weight: 2, draw: () => ({ headers: { 'Content-Encoding': 'gzip' } }) },
  { weight: 2, draw: () => ({ gzip: true }) },
  { weight: 3, draw: () => LOGIN_PAGE },
];

const WRONG_VALIDATORS: readonly Dish[] = [
  { weight: 4, draw: () => ({ freshEtag: true }) },
  { weight: 3, fair: validatorsMayLie, draw: () => ({ headers: { ETag: null } }) },
  { weight: 2, fair: validatorsMayLie, draw: () => ({ headers: { ETag: null, 'Last-Modified': null } }) },
  { weight: 3, fair: validatorsMayLie, draw: () => ({ headers: { ETag: '"another"' } }) },
  {
    weight: 5,
    fair: (setting) => changes(setting) && changesShow(setting),
    draw: (chance, { versions: [first, ...others] }) => ({
      otherVersion: chance.oneOf([first ?? { size: 0, seed: 0 }, ...others]),
    }),
  },
];

const WRONG_CORS: readonly Dish[] = [
  { weight: 4, fair: isElsewhere, draw: () => ({ headers: { 'Access-Control-Allow-Origin': null } }) },
  {
    weight: 6,
    fair: (setting) => setting.origin === 'exposed' && validatorsMayLie(setting),
    draw: () => ({ headers: { 'Access-Control-Expose-Headers': null } }),
  },
];

/** Only a digest finds these out. */
const LIES: readonly Dish[] = [
  { weight: 4, fair: hasDigest, draw: (chance) => ({ shiftBytes: chance.oneOf([1, 4096]) }) },
  { weight: 4, fair: hasDigest, draw: (chance) => ({ endAfterBytes: bytes(chance) }) },
  { weight: 2, fair: hasDigest, draw: () => ({ claimedStatus: 200 }) },
  { weight: 2, fair: hasDigest, draw: () => ({ status: 416, headers: { 'Content-Range': 'bytes */0' } }) },
  { weight: 4, fair: hasDigest, draw: () => ({ otherVersion: { seed: 999, keepValidators: true } }) },
];

const MENU = [...BROKEN, ...REFUSALS, ...WRONG_ANSWERS, ...WRONG_VALIDATORS, ...WRONG_CORS, ...LIES];

export function drawFaultKind(chance: Chance, setting: Setting): Fault {
  const fair = MENU.filter((dish) => dish.fair?.(setting) ?? true);
  return chance.weighted(fair.map((dish) => [dish.weight, dish])).draw(chance, setting);
}

/** Whether it passes for a file of its own, with all that belongs to one. */
export function isLoginPage({ body }: Fault): boolean {
  return body !== undefined;
}

function hasRanges({ acceptRanges }: Setting): boolean {
  return acceptRanges !== 'none';
}

function isElsewhere({ origin }: Setting): boolean {
  return origin !== 'same';
}

function contentRange(value: string | null): Fault {
  return { headers: { 'Content-Range': value } };
}

function bytes(chance: Chance): number {
  return chance.integer(1, chance.oneOf([100 * KIB, MIB, 4 * MIB]));
}
