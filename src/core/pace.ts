/** What more requests at once must bring beyond what fewer did. */
const GROWTH = 1.05;
/** Fewer that brought so much more did so for another reason: a server may send its first bytes faster, say. */
const UNLIKE = 0.9;
/** So long is looked at what so many bring, before more are tried: about a tick. Milliseconds. */
const WIDENING_MS = 90;
/** And so long before there are fewer for it, or more again. */
const NARROWING_MS = 1000;
/** How long there are fewer: the network may change. Twice as long each time that more were tried in vain. */
const REST_MS = 10_000;

interface Moment {
  readonly atMs: number;
  readonly receivedBytes: number;
}

interface Yield {
  readonly lanes: number;
  readonly bytesPerSecond: number;
}

/** How many requests at once, found out by trying. All times on one clock, in milliseconds. */
export interface Pace {
  readonly lanes: number;
  /** Since when as many are at work. */
  readonly since?: Moment | undefined;
  /** What fewer brought, fewest first. */
  readonly fewer: readonly Yield[];
  /** What more brought, now that there are fewer. */
  readonly more?: Yield | undefined;
  /** Until when nothing else is tried. */
  readonly restsUntilMs: number;
  readonly restMs: number;
}

/** The first request is also the question whether there may be more. */
export const FIRST_PACE: Pace = { lanes: 1, fewer: [], restsUntilMs: 0, restMs: REST_MS };

/** What a transfer sees of its requests. */
export interface Sight extends Moment {
  /** How many there are, those that wait for their answers too. */
  readonly open: number;
  readonly receiving: number;
  /** How many there may be, whatever they bring. */
  readonly atMost: number;
}

/**
 * Widens in a moment, one to three to six, and goes back to the fewest that bring as much, within a twentieth. To be called
 * some times a second.
 */
export function keepPace(pace: Pace, sight: Sight): Pace {
  const { lanes, since } = pace;
  if (lanes > sight.atMost) return { ...FIRST_PACE, lanes: sight.atMost };
  if (sight.open !== lanes) return { ...pace, since: undefined };
  if (!since) return isConclusive(pace, sight) && sight.receiving < lanes ? pace : { ...pace, since: sight };
  if (sight.atMs < pace.restsUntilMs) return { ...pace, since: sight };
  const ms = sight.atMs - since.atMs;
  const now = { lanes, bytesPerSecond: ((sight.receivedBytes - since.receivedBytes) * 1000) / ms };
  if (pace.more) return ms < NARROWING_MS ? pace : narrowed(pace, pace.more, now, sight);
  if (lanes < sight.atMost) return ms < WIDENING_MS ? pace : widened(pace, now, sight);
  return ms < NARROWING_MS ? pace : widest(pace, now, sight);
}

/** More are tried in any case, but what follows from what they bring shows only when all have been answered. */
function isConclusive({ lanes, more }: Pace, { atMost }: Sight): boolean {
  return more !== undefined || lanes === atMost;
}

function widened(pace: Pace, now: Yield, sight: Sight): Pace {
  const lanes = Math.min(now.lanes === 1 ? 3 : 2 * now.lanes, sight.atMost);
  return { ...pace, lanes, since: undefined, fewer: [...pace.fewer, now] };
}

/** Fewer are tried again, if they seem to have brought as much. */
function widest(pace: Pace, now: Yield, sight: Sight): Pace {
  const enough = pace.fewer.find(({ bytesPerSecond }) => isAlike(bytesPerSecond, now.bytesPerSecond));
  if (!enough) return { ...pace, since: sight, fewer: [] };
  return { ...pace, lanes: enough.lanes, since: undefined, fewer: [], more: now };
}

/** More were better after all, or fewer it is for a while. */
function narrowed(pace: Pace, more: Yield, now: Yield, { atMs }: Sight): Pace {
  if (now.bytesPerSecond * GROWTH < more.bytesPerSecond) return { ...FIRST_PACE, lanes: more.lanes };
  const { lanes } = now;
  return { lanes, fewer: [], restsUntilMs: atMs + pace.restMs, restMs: 2 * pace.restMs };
}

function isAlike(fewer: number, more: number): boolean {
  return more < GROWTH * fewer && more >= UNLIKE * fewer;
}
