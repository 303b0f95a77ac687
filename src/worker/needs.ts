import type { Parts } from './settlement.js';

/** Tells the page which host is asked, and for how many connections there is a use, whenever that has changed. */
export class Needs {
  readonly #parts: Parts;
  #told: { readonly origin: string; readonly connections: number } | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param lanesOfUse what more than that would bring is nothing */
  tell(lanesOfUse: number): void {
    const { means, route, knowledge } = this.#parts;
    const { origin } = new URL(route.current.url);
    const connections = Math.min(knowledge.lanesWanted(performance.now()), lanesOfUse);
    if (this.#told?.origin === origin && this.#told.connections === connections) return;
    this.#told = { origin, connections };
    means.page.asks(origin, connections);
  }
}
