import { reserve } from '../core/rate-limit.js';
import type { Limit } from '../worker/protocol.js';

/** Somebody who receives, and keeps to what it is told. */
export interface Receiver {
  /** `undefined`: there is none. */
  limit(limit: Limit | undefined): void;
}

/**
 * One limit over all that receive. They reserve what they will read, one after the other, and wait for its time
 * themselves: a page has no timers to rely on while it is hidden.
 */
export class RateLimit {
  readonly #receivers = new Set<Receiver>();
  #bytesPerSecond: number | undefined;
  #freeAtMs = 0;

  /** `undefined`: none. */
  set bytesPerSecond(bytesPerSecond: number | undefined) {
    if (bytesPerSecond === this.#bytesPerSecond) return;
    this.#bytesPerSecond = bytesPerSecond;
    this.#tellAll();
  }

  join(receiver: Receiver): void {
    this.#receivers.add(receiver);
    this.#tellAll();
  }

  leave(receiver: Receiver): void {
    if (this.#receivers.delete(receiver)) this.#tellAll();
  }

  /** Milliseconds until so many bytes may be read. */
  reserve(bytes: number): number {
    if (this.#bytesPerSecond === undefined) return 0;
    const nowMs = performance.now();
    const { startsAtMs, freeAtMs } = reserve(this.#freeAtMs, bytes, this.#bytesPerSecond, nowMs);
    this.#freeAtMs = freeAtMs;
    return Math.max(0, startsAtMs - nowMs);
  }

  #tellAll(): void {
    const total = this.#bytesPerSecond;
    const limit = total === undefined ? undefined : { share: total / this.#receivers.size, total };
    for (const receiver of this.#receivers) receiver.limit(limit);
  }
}
