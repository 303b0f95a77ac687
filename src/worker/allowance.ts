import { Deferred } from '../core/deferred.js';
import { FEWEST_LIMITED_LANES, lanesForLimit, limitedSliceBytes, quantumBytes } from '../core/rate-limit.js';
import type { Limit } from './protocol.js';

/** So long after lanes have waited for the limit their pace tells of the limit: it is measured over that time. */
const TAINTED_MS = 5000;
/** So many looks decide whether there should be more lanes, or fewer. */
const LOOKS = 5;

/**
 * What the page grants this worker: connections, and bytes. While there is a limit, bytes are reserved a little ahead of
 * those that are read, one reservation at a time; what was read beyond them is a debt, and while there is one, nothing is
 * read.
 */
export class Allowance {
  /** How many requests may be open at once. */
  connections = 1;
  readonly #reserve: (bytes: number) => Promise<number>;
  #limit: Limit | undefined;
  #balanceBytes = 0;
  #isReserving = false;
  #waiting: Deferred | undefined;
  #endSleep: () => void = () => {};
  #heldAtMs = Number.NEGATIVE_INFINITY;
  #looks = 0;
  #heldLooks = 0;
  #usefulLanes = FEWEST_LIMITED_LANES;

  /** @param reserve resolves to the milliseconds until so many bytes may be read */
  constructor(reserve: (bytes: number) => Promise<number>) {
    this.#reserve = reserve;
  }

  /** `undefined`: there is none any more, and whatever waits goes on. */
  set limit(limit: Limit | undefined) {
    const before = this.#limit;
    this.#limit = limit;
    if (!limit) {
      this.#balanceBytes = 0;
      this.#endSleep();
      this.#settle();
    } else if (before) {
      // What was read as fast as was allowed then is not paid for longer now.
      this.#balanceBytes *= Math.min(1, limit.total / before.total);
    } else {
      this.#usefulLanes = FEWEST_LIMITED_LANES;
    }
  }

  get isLimited(): boolean {
    return this.#limit !== undefined;
  }

  /** How many lanes are of use: with a limit few are. */
  get lanes(): number {
    return this.#limit ? Math.min(this.connections, this.#usefulLanes) : this.connections;
  }

  /** The most that one request may ask for. Bytes. */
  get mostBytes(): number {
    return this.#limit ? limitedSliceBytes(this.#limit.share, this.lanes) : Number.POSITIVE_INFINITY;
  }

  /** Whether how fast lanes are is up to the limit, and tells nothing of their connections. */
  get isFelt(): boolean {
    return performance.now() - this.#heldAtMs < TAINTED_MS;
  }

  /** What was read before its time. Bytes. */
  get owedBytes(): number {
    return Math.max(0, -this.#balanceBytes);
  }

  received(bytes: number): void {
    if (!this.#limit) return;
    this.#balanceBytes -= bytes;
    void this.#payAhead();
  }

  /** `undefined`: more may be read at once. */
  untilPaid(): Promise<void> | undefined {
    if (!this.#limit || this.#balanceBytes >= 0) return undefined;
    this.#waiting ??= new Deferred();
    return this.#waiting.promise;
  }

  /** To be called every tick. */
  look(): void {
    if (!this.#limit) return;
    this.#looks += 1;
    if (this.#waiting) {
      this.#heldLooks += 1;
      this.#heldAtMs = performance.now();
    }
    if (this.#looks < LOOKS) return;
    const most = Math.max(FEWEST_LIMITED_LANES, this.connections);
    this.#usefulLanes = Math.min(most, lanesForLimit(this.#usefulLanes, this.#heldLooks / this.#looks));
    this.#looks = 0;
    this.#heldLooks = 0;
  }

  /** So that who is slower than its share never waits for those that are not. */
  async #payAhead(): Promise<void> {
    if (this.#isReserving) return;
    this.#isReserving = true;
    while (this.#limit && this.#balanceBytes < quantumBytes(this.#limit.total)) {
      const bytes = quantumBytes(this.#limit.total);
      await this.#sleep(await this.#reserve(bytes));
      if (this.#limit) this.#balanceBytes += bytes;
      if (this.#balanceBytes >= 0) this.#settle();
    }
    this.#isReserving = false;
  }

  #sleep(ms: number): Promise<void> | undefined {
    if (ms <= 0 || !this.#limit) return undefined;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #settle(): void {
    this.#waiting?.resolve();
    this.#waiting = undefined;
  }
}
