import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Download } from '../page/download.js';

type Listener = (download: Download) => void;

/** What all elements of a page know of a download besides its state, whichever of them has caused it. */
export class SharedFact<T> {
  readonly #values = new WeakMap<Download, T>();
  readonly #listeners = new Set<Listener>();

  get(download: Download): T | undefined {
    return this.#values.get(download);
  }

  /** @param value `undefined`: there is nothing to know any more */
  set(download: Download, value: T | undefined): void {
    if (value === undefined) this.#values.delete(download);
    else this.#values.set(download, value);
    for (const listener of this.#listeners) listener(download);
  }

  listen(listener: Listener): void {
    this.#listeners.add(listener);
  }

  ignore(listener: Listener): void {
    this.#listeners.delete(listener);
  }
}

/** Redraws its host when a fact of the download that it shows has changed. */
export class SharedFactWatch implements ReactiveController {
  readonly #facts: readonly Pick<SharedFact<unknown>, 'listen' | 'ignore'>[];
  readonly #look: Listener;

  /** @param isShown whether the host shows a download */
  constructor(
    host: ReactiveControllerHost,
    facts: readonly Pick<SharedFact<unknown>, 'listen' | 'ignore'>[],
    isShown: (download: Download) => boolean,
  ) {
    this.#facts = facts;
    this.#look = (download) => {
      if (isShown(download)) host.requestUpdate();
    };
    host.addController(this);
  }

  hostConnected(): void {
    for (const fact of this.#facts) fact.listen(this.#look);
  }

  hostDisconnected(): void {
    for (const fact of this.#facts) fact.ignore(this.#look);
  }
}
