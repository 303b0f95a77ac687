import type { Failure } from '../core/errors.js';
import { afterFailure, LONGEST_RETRY_AFTER_MS, type Patience, retryDelay } from '../core/retry.js';
import type { WireStatus } from './protocol.js';

const OFFLINE_RETRY_MS = 30_000;
const OTHERS_RECEIVE_MS = 30_000;

type Wait = Extract<WireStatus, { status: 'waiting' }> & { readonly until: number };

/** When requests may be sent again after failures. One wait for all lanes: they ask the same host. */
export class Waiting {
  readonly #onEnd: () => void;
  #patience: Patience;
  #wait: Wait | undefined;
  /** The host has said how long it wants to be left alone. */
  #isAskedFor = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onEnd called when requests may be sent again */
  constructor(patience: Patience, onEnd: () => void) {
    this.#patience = patience;
    this.#onEnd = onEnd;
  }

  /** `undefined`: requests may be sent. */
  get wait(): Wait | undefined {
    return this.#wait;
  }

  /** What an attempt after this one will have to be measured by. */
  get patience(): Patience {
    return this.#patience;
  }

  /** The attempts so far were for something else. */
  startOver(): void {
    this.#patience = { failures: 0, receivedBytes: 0 };
  }

  /** To be called now and then: timers stand still while a machine sleeps, and its clock goes on. */
  look(): void {
    if (this.#wait && Date.now() >= this.#wait.until) this.end();
  }

  /** Whatever the reason was, it is to be tried again now. */
  end(): void {
    clearTimeout(this.#timer);
    this.#wait = undefined;
    this.#isAskedFor = false;
    this.#onEnd();
  }

  /** Something has changed that may help, but for what the host has asked for. */
  hurry(): void {
    if (!this.#isAskedFor) this.end();
  }

  /** Begins to wait until a moment, in milliseconds since the epoch, for which another download was told to wait. */
  holdOff(untilMs: number): void {
    const delayMs = Math.min(untilMs - Date.now(), LONGEST_RETRY_AFTER_MS); // the clock may have been put back since
    if (delayMs <= 0 || (this.#wait && this.#wait.until >= untilMs)) return;
    this.#begin('server-busy', delayMs, this.#wait?.failure);
    this.#isAskedFor = true;
  }

  /**
   * Begins to wait; `false`: there were too many failures without progress. What fails while it waits already, on lanes
   * that were open before, is the same trouble and counts once.
   */
  after(
    failure: Failure,
    now: {
      url: string;
      receivedBytes: number;
      othersReceive: boolean;
      /** The server has shown the file at least once. */
      isSeen: boolean;
      retryAfterMs?: number | undefined;
      busy?: boolean;
    },
  ): boolean {
    if (failure.code === 'network' && isOffline(now.url)) return this.#begin('offline', OFFLINE_RETRY_MS, failure);
    this.#isAskedFor ||= now.retryAfterMs !== undefined;
    if (this.#wait) return this.#extend(now.retryAfterMs ?? 0);
    this.#patience = afterFailure(this.#patience, now.receivedBytes);
    const { retryAfterMs, isSeen } = now;
    const delayMs = retryDelay(this.#patience, { random: Math.random(), retryAfterMs, isSeen });
    if (delayMs === undefined && !now.othersReceive) return false;
    return this.#begin(now.busy ? 'server-busy' : 'retry', delayMs ?? OTHERS_RECEIVE_MS, failure);
  }

  #begin(reason: Wait['reason'], delayMs: number, failure: Failure | undefined): true {
    clearTimeout(this.#timer);
    this.#wait = { status: 'waiting', reason, until: Date.now() + delayMs, ...(failure && { failure }) };
    this.#timer = setTimeout(() => this.end(), delayMs);
    return true;
  }

  #extend(retryAfterMs: number): true {
    const wait = this.#wait;
    const delayMs = Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS);
    if (wait && Date.now() + delayMs > wait.until) this.#begin(wait.reason, delayMs, wait.failure);
    return true;
  }
}

/**
 * Whether the browser knows of no network while the address needs one. It may be wrong, so this only explains a failure
 * and never forbids an attempt.
 */
function isOffline(url: string): boolean {
  return !navigator.onLine && !/^(localhost|.+\.localhost|127\..+|\[::1\])$/.test(new URL(url).hostname);
}
