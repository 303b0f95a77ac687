import type { Columns } from './range-map-columns.js';

/** What one lane is fetching, in device pixels: it receives at `head`, and goes on to `end`. */
export interface Lane {
  readonly head: number;
  readonly end: number;
}

// How strongly a column is inked, from 0 to 1.
const LEAST_STORED = 0.25;
const MOST_PARTLY_STORED = 0.6;
const ASKED_FOR = 0.18;
const HEAD = 0.9;
const BAND = 0.5;
const SHEEN = 0.4;

const GLOW_PX = 7; // CSS pixels until a head's glow has faded to a third
const BAND_SHARE = 0.3; // of the bar, to either side of the band's middle
const BAND_MS = 2200; // for one pass: calm

/** Partly stored columns are told from full and from empty ones at a glance, however full or empty they are. */
export function storedTones(stored: Columns): Columns {
  const partly = (share: number) => LEAST_STORED + (MOST_PARTLY_STORED - LEAST_STORED) * share;
  return stored.map((share) => (share === 0 || share === 1 ? share : partly(share)));
}

/** A tint over what is still to come, and a glow where bytes arrive, which is to be seen in the largest file. */
export function laneTones(lanes: readonly Lane[], width: number, pixelRatio: number): Columns {
  const tones = new Float64Array(width);
  const glow = GLOW_PX * pixelRatio;
  for (const { head, end } of lanes) {
    const last = Math.min(width, Math.max(end, head + 4 * glow));
    for (let x = Math.max(0, Math.floor(head - 8 * glow)); x < last; x++) {
      const ahead = x + 0.5 - head;
      const tint = ahead > 0 && x < end ? ASKED_FOR : 0;
      const away = ahead > 0 ? ahead : -ahead / 2; // a tail over what has come and is not recorded yet
      tones[x] = Math.max(tones[x] ?? 0, tint, HEAD * Math.exp(-away / glow));
    }
  }
  return tones;
}

/** A soft band on its way from before the beginning of the bar to past its end; without motion, an even tint. */
export function bandTones(width: number, nowMs: number | undefined): Columns {
  return new Float64Array(width).map((_, x) => BAND * (nowMs === undefined ? 0.5 : passing((x + 0.5) / width, nowMs)));
}

/** What is verified is whole, and a sheen passes over it. */
export function verifiedTones(width: number, share: number, nowMs: number | undefined): Columns {
  const edge = width * share;
  const sheen = (x: number) => (nowMs === undefined ? 0 : SHEEN * passing((x + 0.5) / edge, nowMs));
  return new Float64Array(width).map((_, x) => Math.max(0, Math.min(1, edge - x)) * (1 - sheen(x)));
}

/** How much of the band lies on a place between 0 and 1. */
function passing(place: number, nowMs: number): number {
  const phase = (1 - Math.cos((Math.PI * (nowMs % BAND_MS)) / BAND_MS)) / 2;
  const middle = phase * (1 + 2 * BAND_SHARE) - BAND_SHARE;
  const distance = (place - middle) / BAND_SHARE;
  return Math.abs(distance) < 1 ? Math.cos((Math.PI / 2) * distance) ** 2 : 0;
}
