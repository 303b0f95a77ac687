import type { Failure } from '../core/errors.js';
import { afterFailure, LONGEST_RETRY_AFTER_MS, type Patience, retryDelay } from '../core/retry.js';
import type { WireStatus } from './protocol.js';

const OFFLINE_RETRY_MS = 30_000;
const OTHERS_RECEIVE_MS = 30_000;

type Wait = Extract<WireStatus, { status: 'waiting' }> & { readonly until: number; readonly failure: Failure };

/** When requests may be sent again after failures. One wait for all lanes: they ask the same host. */
export class Waiting {
  readonly #onEnd: () => void;
  #patience: Patience;
  #wait: Wait | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param onEnd called when requests may be sent again */
  constructor(receivedBytes: number, onEnd: () => void) {
    this.#patience = { failures: 0, receivedBytes };
    this.#onEnd = onEnd;
  }

  /** `undefined`: requests may be sent. */
  get wait(): Wait | undefined {
    return this.#wait;
  }

  /** Whatever the reason was, it is to be tried again now. */
  end(): void {
    clearTimeout(this.#timer);
    this.#wait = undefined;
    this.#onEnd();
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
      retryAfterMs?: number | undefined;
      busy?: boolean;
    },
  ): boolean {
    if (failure.code === 'network' && isOffline(now.url)) return this.#begin('offline', OFFLINE_RETRY_MS, failure);
    if (this.#wait) return this.#extend(now.retryAfterMs ?? 0);
    this.#patience = afterFailure(this.#patience, now.receivedBytes);
    const delayMs = retryDelay(this.#patience, { random: Math.random(), retryAfterMs: now.retryAfterMs });
    if (delayMs === undefined && !now.othersReceive) return false;
    return this.#begin(now.busy ? 'server-busy' : 'retry', delayMs ?? OTHERS_RECEIVE_MS, failure);
  }

  #begin(reason: Wait['reason'], delayMs: number, failure: Failure): true {
    clearTimeout(this.#timer);
    this.#wait = { status: 'waiting', reason, until: Date.now() + delayMs, failure };
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
