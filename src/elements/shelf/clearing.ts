import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Download } from '../../page/download.js';
import { type Removal, throwAway } from '../removal.js';

/** Throws several downloads away at once, as one step that can be undone for a while, in which they are not shown. */
export class Clearing implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #removal: Removal | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Those that can be brought back. */
  get downloads(): readonly Download[] {
    return this.#removal?.downloads ?? [];
  }

  /** What cannot be removed is shown again, and its own button says why. */
  clear(downloads: readonly Download[]): void {
    this.#removal?.finish().catch(() => {});
    const removal = throwAway(downloads);
    this.#removal = removal;
    const end = () => {
      if (this.#removal === removal) this.#removal = undefined;
      this.#host.requestUpdate();
    };
    removal.ended.then(end, end);
    this.#host.requestUpdate();
  }

  undo(): void {
    this.#removal?.undo().catch(() => {}); // the card of one that cannot go on says why
  }

  /** @param isHeld whether somebody may be about to undo it: then its time does not pass */
  hold(isHeld: boolean): void {
    if (isHeld) this.#removal?.hold(this);
    else this.#removal?.release(this);
  }

  hostDisconnected(): void {
    this.hold(false);
  }
}
