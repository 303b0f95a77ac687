/** A promise that its owner settles. One without a listener is fine: its rejection is never unhandled. */
export class Deferred {
  readonly promise: Promise<void>;
  #resolve: () => void = () => {};
  #reject: (reason: unknown) => void = () => {};
  #settled = false;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    this.promise.catch(() => {});
  }

  get settled(): boolean {
    return this.#settled;
  }

  resolve(): void {
    this.#settled = true;
    this.#resolve();
  }

  reject(reason: unknown): void {
    this.#settled = true;
    this.#reject(reason);
  }
}

/** Rejects with the signal's reason when it is aborted; never resolves. */
export function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
