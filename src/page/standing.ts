import { Deferred } from '../core/deferred.js';
import type { DownloadError } from '../core/errors.js';
import type { DownloadState } from '../core/state.js';
import { type Change, isAtRest, type Situation, toState, transition } from '../core/transition.js';

/** Where a download stands: its state, and the promise of how it ends. */
export class Standing {
  readonly #onChange: () => void;
  #situation: Situation;
  #state: DownloadState;
  #finished = new Deferred();

  /** @param onChange called when there is a new state */
  constructor(situation: Situation, onChange: () => void) {
    this.#onChange = onChange;
    this.#situation = situation;
    this.#state = toState(situation);
    this.#settle();
  }

  get state(): DownloadState {
    return this.#state;
  }

  get situation(): Situation {
    return this.#situation;
  }

  get finished(): Promise<void> {
    return this.#finished.promise;
  }

  /** What cannot follow changes nothing. */
  apply(change: Change): void {
    this.enter(transition(this.#situation, change));
  }

  /** Whatever was before. */
  enter(situation: Situation): void {
    if (situation === this.#situation) return;
    this.#situation = situation;
    this.#state = toState(situation);
    this.#settle();
    this.#onChange();
  }

  /** It rests here, and goes on elsewhere. */
  follow(): void {
    if (!isAtRest(this.#state)) return;
    this.renew();
    this.enter({ ...this.#situation, status: { status: 'connecting' } });
  }

  /** Another end is to come. */
  renew(): void {
    if (this.#finished.settled) this.#finished = new Deferred();
  }

  removed(error: DownloadError): void {
    this.#finished.reject(error);
  }

  #settle(): void {
    const state = this.#state;
    if (state.status === 'complete') this.#finished.resolve();
    if (state.status === 'failed') this.#finished.reject(state.error);
  }
}
