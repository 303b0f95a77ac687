import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & Pick<Element, 'isConnected'>;

/** Redraws its host each second while something it shows runs out. */
export class Countdown implements ReactiveController {
  readonly #host: Host;
  readonly #until: () => number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param until the moment that the host counts down to, in milliseconds since the epoch */
  constructor(host: Host, until: () => number | undefined) {
    this.#host = host;
    this.#until = until;
    host.addController(this);
  }

  hostConnected(): void {
    this.#host.requestUpdate();
  }

  hostUpdated(): void {
    clearTimeout(this.#timer);
    if (!this.#host.isConnected) return;
    const leftMs = (this.#until() ?? 0) - Date.now();
    // Not setInterval: wake just after the shown second has passed.
    if (leftMs > 0) this.#timer = setTimeout(() => this.#host.requestUpdate(), (leftMs % 1000) + 1);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
  }
}
