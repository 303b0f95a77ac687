import type { LastWish } from '../storage/last-wish.js';

/** What a download is told to do: one after the other, each with the outcome of the one before. */
export class CommandQueue {
  readonly #onWish: (wish: LastWish) => void;
  #last: Promise<unknown> = Promise.resolve();
  #wish: LastWish | undefined;

  /** @param onWish called with each wish when it is made */
  constructor(onWish: (wish: LastWish) => void) {
    this.#onWish = onWish;
  }

  /** What the next page does if this one goes away now: it was wanted last, and may not be recorded yet. */
  get wish(): LastWish | undefined {
    return this.#wish;
  }

  /** @param wish what the command comes to, where the next page can do it as well */
  run<T>(command: () => Promise<T>, wish?: LastWish): Promise<T> {
    const turn = this.#last.then(command);
    this.#last = turn.catch(() => {});
    if (wish) this.#wishUntil(turn, wish);
    return turn;
  }

  /** The opposite is wanted now. */
  forgetWish(): void {
    this.#wish = undefined;
  }

  #wishUntil(turn: Promise<unknown>, wish: LastWish): void {
    this.#wish = wish;
    this.#onWish(wish);
    const done = () => {
      if (this.#wish === wish) this.#wish = undefined;
    };
    turn.then(done, done);
  }
}
