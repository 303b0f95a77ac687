/** Notices when somebody who tells every second that they live does not do so any more. */
export class Vigil {
  readonly #patienceSeconds: number;
  readonly #onSilence: () => void;
  #secondsOfSilence = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  /** @param patienceSeconds of this page's own running time: after a sleep, the other one needs a moment too */
  constructor(patienceSeconds: number, onSilence: () => void) {
    this.#patienceSeconds = patienceSeconds;
    this.#onSilence = onSilence;
  }

  /** It begins when they are first heard. */
  heard(): void {
    this.#secondsOfSilence = 0;
    this.#timer ??= setInterval(() => this.#count(), 1000);
  }

  end(): void {
    clearInterval(this.#timer);
  }

  #count(): void {
    this.#secondsOfSilence += 1;
    if (this.#secondsOfSilence < this.#patienceSeconds) return;
    this.end();
    this.#onSilence();
  }
}
