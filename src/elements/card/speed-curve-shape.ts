import { SLOTS } from './speed-curve-history.js';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where the curve is drawn, all in the same unit. */
export interface Box {
  readonly width: number;
  readonly height: number;
  /** Left free above and below the curve, and after its newest point. */
  readonly margin: number;
}

/** The speed at the top of the picture: stays as it is while the curve fits it well enough. */
export function topFor(before: number, speeds: readonly (number | undefined)[]): number {
  const peak = Math.max(1, ...speeds.map((speed) => speed ?? 0));
  return peak <= before && peak > before / 2.5 ? before : 1.3 * peak;
}

/** The points of each stretch without a gap. The newest lies at the end of the box, wherever the oldest does. */
export function stretchesOf(speeds: readonly (number | undefined)[], top: number, box: Box): Point[][] {
  const { width, height, margin } = box;
  const step = (width - margin) / (SLOTS - 1);
  const stretches: Point[][] = [[]];
  for (const [i, speed] of speeds.entries()) {
    if (speed === undefined) stretches.push([]);
    else {
      const share = Math.min(1, speed / top);
      const x = width - margin - (speeds.length - 1 - i) * step;
      stretches.at(-1)?.push({ x, y: height - margin - share * (height - 2 * margin) });
    }
  }
  return stretches.filter(({ length }) => length > 0);
}
