import { share } from '../core/share.js';

/** The page needs one of the six connections that HTTP/1.1 grants it to its own origin. */
const CONNECTIONS_TO_OWN_ORIGIN = 5;

/** Somebody who asks a host for something. */
export interface Guest {
  holdOff(untilMs: number): void;
  /** So many requests at once it may send. */
  connections(count: number): void;
}

interface Stay {
  readonly origin: string;
  readonly wanted: number;
  /** As told. */
  readonly granted: number;
}

/**
 * The hosts (scheme, name and port) that the downloads of a page ask. A browser grants each six connections, whoever asks
 * it, so all downloads from one share a budget; and how long it wants to be left alone counts for all of them.
 */
export class Hosts {
  readonly #ownOrigin: string | undefined;
  readonly #untilMs = new Map<string, number>();
  /** In the order in which they came. */
  readonly #stays = new Map<Guest, Stay>();
  #budget: number;

  /** @param budget how many connections there are to one host */
  constructor(budget: number, ownOrigin: string | undefined) {
    this.#budget = budget;
    this.#ownOrigin = ownOrigin;
  }

  set budget(budget: number) {
    this.#budget = budget;
    for (const origin of new Set([...this.#stays.values()].map((stay) => stay.origin))) this.#divide(origin);
  }

  /** Milliseconds since the epoch; 0 for a host that never said so. */
  untilMs(origin: string): number {
    return this.#untilMs.get(origin) ?? 0;
  }

  /** It asks this host from now on, and no other, and has a use for so many connections. It is told how many it gets. */
  ask(guest: Guest, origin: string, wanted: number): void {
    const before = this.#stays.get(guest);
    this.#stays.set(guest, { origin, wanted, granted: before?.granted ?? 0 });
    if (before && before.origin !== origin) this.#divide(before.origin);
    this.#divide(origin);
  }

  leave(guest: Guest): void {
    const stay = this.#stays.get(guest);
    this.#stays.delete(guest);
    if (stay) this.#divide(stay.origin);
  }

  /** @param told who knows it already */
  holdOff(origin: string, untilMs: number, told: Guest | undefined): void {
    this.#untilMs.set(origin, Math.max(untilMs, this.untilMs(origin)));
    for (const [guest, stay] of this.#stays) if (stay.origin === origin && guest !== told) guest.holdOff(untilMs);
  }

  #divide(origin: string): void {
    const own = origin === this.#ownOrigin;
    const budget = own ? Math.min(this.#budget, CONNECTIONS_TO_OWN_ORIGIN) : this.#budget;
    const stays = [...this.#stays].filter(([, stay]) => stay.origin === origin);
    const shares = share(
      budget,
      stays.map(([, { wanted }]) => wanted),
    );
    for (const [index, [guest, stay]] of stays.entries()) {
      const granted = shares[index] ?? 1;
      if (granted === stay.granted) continue;
      this.#stays.set(guest, { ...stay, granted });
      guest.connections(granted);
    }
  }
}
