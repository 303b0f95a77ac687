/** How long a server's objection to many requests at once holds, before one more is tried. */
const OBJECTION_MS = 30_000;

/** How many requests at once a server has borne, and when it last objected to more, on one clock in milliseconds. */
export interface LaneLimit {
  readonly lanes: number;
  readonly objectedAtMs: number;
}

export const NO_LANE_LIMIT: LaneLimit = { lanes: Number.POSITIVE_INFINITY, objectedAtMs: 0 };

/** A request was turned away while there were so many others. */
export function afterObjection(others: number, nowMs: number): LaneLimit {
  return { lanes: Math.max(1, others), objectedAtMs: nowMs };
}

/** One more than were borne for each half minute without an objection. */
export function lanesAllowed({ lanes, objectedAtMs }: LaneLimit, nowMs: number): number {
  return lanes + Math.floor((nowMs - objectedAtMs) / OBJECTION_MS);
}
