import { Deferred } from '../core/deferred.js';
import { rejectWhenAborted } from './when-aborted.js';

/** What browsers tell of the network (Network Information API; only Chromium does). */
interface Connection extends EventTarget {
  readonly saveData?: boolean;
}

/** Whether a person is pressing something on this page. A browser that cannot tell is believed. */
export function isPressing(): boolean {
  return navigator.userActivation?.isActive ?? true;
}

/** Keeps a download that starts by itself from using data while a person has their browser save it, until they press. */
export class DataSaver {
  readonly #pressed = new Deferred();

  /** @param isPressed whether a person has started it */
  constructor(isPressed: boolean) {
    if (isPressed) this.press();
  }

  get isInTheWay(): boolean {
    return !this.#pressed.settled && connection()?.saveData === true;
  }

  press(): void {
    this.#pressed.resolve();
  }

  /** While it is in the way: resolves when it is not any more; rejects with the signal's reason. */
  async untilGone(signal: AbortSignal): Promise<void> {
    const listening = new AbortController();
    const switchedOff = new Promise<void>((resolve) => {
      connection()?.addEventListener('change', () => this.isInTheWay || resolve(), { signal: listening.signal });
    });
    await Promise.race([this.#pressed.promise, switchedOff, rejectWhenAborted(signal)]).finally(() =>
      listening.abort(),
    );
  }
}

function connection(): Connection | undefined {
  return (navigator as Navigator & { readonly connection?: Connection }).connection;
}
