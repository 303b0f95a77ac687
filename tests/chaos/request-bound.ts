/** How many requests a download may send, whatever its server does. */
import type { Schedule } from './schedule.js';

const MIB = 2 ** 20;

const LANES = 6;
/** Failures without substantial progress, 1 MiB, before a download fails. */
const ATTEMPTS = 8;
/** Questions asked again without counting as failures: down two rungs, two changes, what the ranges or the ETags are worth. */
const QUESTIONS = 8;
/** Firefox repeats a request up to ten times by itself on connections that were reset. */
const BROWSER_REPEATS = 10;

/** What was counted while a schedule was played. */
export interface Asked {
  /** Requests that the server answered, redirects included. */
  readonly answered: number;
  /** Requests that it only reset. */
  readonly unanswered: number;
  readonly bytesSent: number;
  /** How often attempts may begin to be counted anew: presses, pages, returns of the network. */
  readonly beginnings: number;
}

/**
 * The most requests that can be explained:
 *
 *     hops × (slices + 2 × lanes × (beginnings × (attempts + questions) + attempts × bytesSent / 1 MiB))
 *
 * Each slice that succeeds brings 1 MiB or what the server caps it to. Each attempt may meet all lanes, and leave each of
 * them a gap that costs one request more, hence 2; 1 MiB of progress begins the count of attempts anew.
 */
export function mostRequests(
  schedule: Schedule,
  { bytesSent, beginnings }: Pick<Asked, 'bytesSent' | 'beginnings'>,
): number {
  const hops = schedule.setting.redirect ? 2 : 1;
  const slices = Math.ceil(bytesSent / smallestSlice(schedule));
  const failures = beginnings * (ATTEMPTS + QUESTIONS) + ATTEMPTS * Math.floor(bytesSent / MIB);
  return hops * (slices + 2 * LANES * failures);
}

/** What the engine is accountable for. */
export function requestsAsked({ answered, unanswered }: Asked): number {
  return answered + Math.ceil(unanswered / BROWSER_REPEATS);
}

function smallestSlice({ opening, steps }: Schedule): number {
  const phases = [opening, ...steps.flatMap(({ act }) => (act.kind === 'serve' ? [act] : []))];
  const caps = phases.flatMap(({ faults }) => faults.map(({ capBytes }) => capBytes ?? MIB));
  return Math.min(MIB, ...caps);
}
