import type { FileHost } from './file-host.js';
import type { SeenState } from './invariants.js';
import { type Asked, MOST_WAITS, mostRequests, requestsAsked, SUBSTANTIAL_BYTES } from './request-bound.js';
import type { Schedule } from './schedule.js';

/** Watches over how much a download tries from one beginning to the next. */
export class Effort {
  readonly #schedule: Schedule;
  readonly #host: FileHost;
  #before: Asked;
  #waitsUntil = new Set<number>();
  #furthestBytes = 0;
  #countedFromBytes = 0;
  #greatestShare = 0;

  constructor(schedule: Schedule, host: FileHost) {
    this.#schedule = schedule;
    this.#host = host;
    this.#before = host.asked();
  }

  /** The most that was ever asked, as a part of what could be explained. */
  get greatestShare(): number {
    return this.#greatestShare;
  }

  /** How often it has waited since the beginning. */
  get waits(): number {
    return this.#waitsUntil.size;
  }

  /** @param isNew whether nothing that was fetched before counts any more */
  begin(isNew: boolean): void {
    this.#before = this.#host.asked();
    this.#waitsUntil = new Set();
    if (isNew) this.#furthestBytes = 0;
    this.#countedFromBytes = this.#furthestBytes;
  }

  /** What is too much, in words. */
  see({ status, reason, until, storedBytes }: SeenState): string[] {
    this.#furthestBytes = Math.max(this.#furthestBytes, storedBytes);
    if (this.#furthestBytes - this.#countedFromBytes >= SUBSTANTIAL_BYTES) this.begin(false);
    if (status === 'waiting' && reason !== 'offline' && until !== null) this.#waitsUntil.add(until);
    const asked = difference(this.#host.asked(), this.#before);
    const most = mostRequests(this.#schedule, asked);
    this.#greatestShare = Math.max(this.#greatestShare, requestsAsked(asked) / most);
    return [
      ...(requestsAsked(asked) > most ? ['more requests than can be explained'] : []),
      ...(this.waits > MOST_WAITS ? [`more than ${MOST_WAITS} waits without progress`] : []),
    ];
  }
}

function difference(now: Asked, before: Asked): Asked {
  return {
    answered: now.answered - before.answered,
    unanswered: now.unanswered - before.unanswered,
    bytesSent: now.bytesSent - before.bytesSent,
  };
}
