/**
 * How much a download may try, whatever its server does, from one beginning to the next: a press, a new page, the return
 * of the network, or substantial progress.
 */
import type { Schedule } from './schedule.js';

/** From which on the engine counts its attempts anew. */
export const SUBSTANTIAL_BYTES = 2 ** 20; // 1 MiB

const LANES = 6;
/** Failures without substantial progress before a download fails. */
const ATTEMPTS = 8;
/** Questions asked again without counting as failures: down two rungs, two changes, what the ranges or the ETags are worth. */
const QUESTIONS = 8;
/** Firefox repeats a request up to ten times by itself on connections that were reset. */
const BROWSER_REPEATS = 10;

/** A download waits once for each attempt that failed, with no lane open. */
export const MOST_WAITS = ATTEMPTS + QUESTIONS;

/** What was counted since the beginning. */
export interface Asked {
  /** Requests that the server answered, redirects included. */
  readonly answered: number;
  /** Requests that it only reset. */
  readonly unanswered: number;
  readonly bytesSent: number;
}

/**
 * The most requests that can be explained:
 *
 *     hops × (bytesSent / smallest slice + 2 × lanes × (attempts + questions))
 *
 * A slice that succeeds brings 1 MiB, or what the server caps it to. An attempt may meet all lanes, and leave each of them
 * a gap that costs one request more, hence 2.
 */
export function mostRequests(schedule: Schedule, { bytesSent }: Pick<Asked, 'bytesSent'>): number {
  const hops = schedule.setting.redirect ? 2 : 1;
  return hops * (Math.ceil(bytesSent / smallestSlice(schedule)) + 2 * LANES * (ATTEMPTS + QUESTIONS));
}

/** What the engine is accountable for. */
export function requestsAsked({ answered, unanswered }: Asked): number {
  return answered + Math.ceil(unanswered / BROWSER_REPEATS);
}

function smallestSlice({ opening, steps }: Schedule): number {
  const phases = [opening, ...steps.flatMap(({ act }) => (act.kind === 'serve' ? [act] : []))];
  const caps = phases.flatMap(({ faults }) => faults.map(({ capBytes }) => capBytes ?? SUBSTANTIAL_BYTES));
  return Math.min(SUBSTANTIAL_BYTES, ...caps);
}
