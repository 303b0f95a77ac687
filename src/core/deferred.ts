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
