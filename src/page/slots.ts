/** Lets a few work at once, and the others wait in the order they came. */
export class Slots {
  #limit: number;
  #taken = 0;
  readonly #waiting = new Set<() => void>();

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

  /** Resolves to what gives the slot back, when there is one; rejects with the signal's reason. */
  take(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const abort = () => {
        this.#waiting.delete(enter);
        reject(signal.reason);
      };
      const enter = () => {
        signal.removeEventListener('abort', abort);
        this.#waiting.delete(enter);
        this.#taken += 1;
        resolve(() => this.#leave());
      };
      if (signal.aborted) return abort();
      signal.addEventListener('abort', abort, { once: true });
      this.#waiting.add(enter);
      this.#admit();
    });
  }

  #leave(): void {
    this.#taken -= 1;
    this.#admit();
  }

  #admit(): void {
    for (const enter of this.#waiting) {
      if (this.#taken >= this.#limit) return;
      enter();
    }
  }
}
