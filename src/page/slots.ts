/** Lets a few work at once, and the others wait in the order they came, unless one of them is let go first. */
export class Slots {
  #limit: number;
  #taken = 0;
  /** By who waits. */
  #waiting = new Map<object, () => void>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  set limit(limit: number) {
    this.#limit = limit;
    this.#admit();
  }

  /** Whether a newcomer has to wait. */
  get areTaken(): boolean {
    return this.#taken >= this.#limit;
  }

  /**
   * Resolves to what gives the slot back, when there is one; rejects with the signal's reason.
   *
   * @param who must not wait for another one already
   */
  take(signal: AbortSignal, who: object = {}): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(who);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', abort);
        this.#waiting.delete(who);
        this.#taken += 1;
        resolve(() => this.#leave());
      };
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.set(who, enter);
      this.#admit();
    });
  }

  /** The next slot is its; `false`: it waits for none. */
  letGoFirst(who: object): boolean {
    const enter = this.#waiting.get(who);
    if (!enter) return false;
    this.#waiting.delete(who);
    this.#waiting = new Map([[who, enter], ...this.#waiting]);
    return true;
  }

  #leave(): void {
    this.#taken -= 1;
    this.#admit();
  }

  #admit(): void {
    for (const enter of this.#waiting.values()) {
      if (this.#taken >= this.#limit) return;
      enter();
    }
  }
}
