import { createChance } from '../chaos/chance.js';

const MIB = 2 ** 20;

/** When a browser is killed. */
export type KillMoment =
  /** So many milliseconds after so many bytes of the file were sent to this browser. */
  | { readonly after: 'bytes'; readonly bytes: number; readonly ms: number }
  /** So many milliseconds after it was started, perhaps before its page is there. */
  | { readonly after: 'start'; readonly ms: number };

/** One download, and how often it is interrupted. */
export interface KillPlan {
  readonly seed: number;
  readonly size: number;
  /** Of each connection. */
  readonly bytesPerSecond: number;
  readonly kills: readonly KillMoment[];
}

/** Longer than between two checkpoints, so that every moment of one is met. */
const LONGEST_DELAY_MS = 400;
/** By then either browser has its page, on a machine with time to spare. */
const LONGEST_START_MS = 3000;

/** What a kill may cost is less than these, or nothing would be shown. */
const LONG = [20 * MIB, 32 * MIB] as const;
/** For everyday: the next page must find what the last one has told, and that is the sharper test. */
const SHORT = [4 * MIB, 12 * MIB] as const;

/** The same for the same seed; neighbouring seeds have nothing in common. */
export function killPlan(seed: number, length: 'short' | 'long'): KillPlan {
  const chance = createChance(seed);
  const size = chance.integer(...(length === 'long' ? LONG : SHORT));
  const count = chance.integer(1, 3);
  const kills = Array.from({ length: count }, (_, index): KillMoment => {
    // Never the first: the profile is still being made then, and nothing is recorded.
    if (index > 0 && chance.happens(20)) return { after: 'start', ms: chance.integer(0, LONGEST_START_MS) };
    return {
      after: 'bytes',
      bytes: chance.integer(1, Math.floor((0.8 * size) / count)),
      ms: chance.integer(0, LONGEST_DELAY_MS),
    };
  });
  return { seed, size, bytesPerSecond: chance.integer(1.5e6, 2.5e6), kills };
}
