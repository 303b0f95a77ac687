import type { IncomingHttpHeaders } from 'node:http';
import { type ByteRange, rangeLength } from '../../src/core/byte-range.js';
import type { Fault, FaultCondition } from './fault.js';

/** What the conditions of faults look at. */
export interface RequestFacts {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly range: ByteRange | undefined;
  readonly inFlight: number;
  /** With its question mark, or empty. */
  readonly query: string;
  /** Of the whole file, in bytes. */
  readonly size: number;
}

/**
 * Chooses the faults of each request; to be asked once per request, since faults count.
 *
 * All faults whose condition holds apply together; where two name the same effect, the earlier in the list wins.
 */
export function createFaultSelection(faults: readonly Fault[]): (request: RequestFacts) => Fault {
  const counted = faults.map((fault) => ({ fault, counts: new Map<string, number>() }));
  return (request) => {
    const striking = counted.filter(({ fault: { when = {} }, counts }) => {
      if (!concerns(when, request)) return false;
      const counter = when.eachQuery ? request.query : '';
      const count = (counts.get(counter) ?? 0) + 1;
      counts.set(counter, count);
      return isDue(when, count);
    });
    return Object.assign({}, ...striking.map(({ fault }) => fault).reverse());
  };
}

function concerns(when: FaultCondition, { method, headers, range, inFlight, size }: RequestFacts): boolean {
  return (
    (when.method === undefined ? method !== 'OPTIONS' : when.method === method) &&
    (when.ranged === undefined || when.ranged === (range !== undefined)) &&
    (when.startsAtOrAfter === undefined || (range?.start ?? 0) >= when.startsAtOrAfter) &&
    (when.longerThan === undefined || (range ? rangeLength(range) : size) > when.longerThan) &&
    (when.moreInFlightThan === undefined || inFlight > when.moreInFlightThan) &&
    (when.lacksHeader === undefined || headers[when.lacksHeader.toLowerCase()] === undefined)
  );
}

function isDue(when: FaultCondition, count: number): boolean {
  return (
    (when.nth === undefined || count === when.nth) &&
    (when.first === undefined || count <= when.first) &&
    (when.after === undefined || count > when.after) &&
    (when.every === undefined || count % when.every === 0)
  );
}
