import type { IncomingHttpHeaders } from 'node:http';
import type { ByteRange } from '../../src/core/byte-range.js';
import type { Fault, FaultCondition } from './fault.js';

/** What the conditions of faults look at. */
export interface RequestFacts {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly range: ByteRange | undefined;
  readonly inFlight: number;
}

/**
 * Chooses the faults of each request; to be asked once per request, since faults count.
 *
 * All faults whose condition holds apply together; where two name the same effect, the earlier in the list wins.
 */
export function createFaultSelection(faults: readonly Fault[]): (request: RequestFacts) => Fault {
  const counted = faults.map((fault) => ({ fault, count: 0 }));
  return (request) => {
    const striking = counted.filter((entry) => {
      const { when = {} } = entry.fault;
      if (!concerns(when, request)) return false;
      entry.count += 1;
      return isDue(when, entry.count);
    });
    return Object.assign({}, ...striking.map(({ fault }) => fault).reverse());
  };
}

function concerns(when: FaultCondition, { method, headers, range, inFlight }: RequestFacts): boolean {
  return (
    (when.method === undefined ? method !== 'OPTIONS' : when.method === method) &&
    (when.ranged === undefined || when.ranged === (range !== undefined)) &&
    (when.startsAtOrAfter === undefined || (range?.start ?? 0) >= when.startsAtOrAfter) &&
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
