/** Somebody who asks a host for something. */
interface Guest {
  holdOff(untilMs: number): void;
}

/** Until when hosts want to be left alone: what one download was told counts for all that ask the same host. */
export class BusyHosts {
  readonly #untilMs = new Map<string, number>();
  readonly #guests = new Map<Guest, string>();

  /** Milliseconds since the epoch; 0 for a host that never said so. */
  untilMs(host: string): number {
    return this.#untilMs.get(host) ?? 0;
  }

  /** Returns what ends it. */
  join(host: string, guest: Guest): () => void {
    this.#guests.set(guest, host);
    return () => this.#guests.delete(guest);
  }

  /** @param told who knows it already */
  tell(host: string, untilMs: number, told: Guest | undefined): void {
    this.#untilMs.set(host, Math.max(untilMs, this.untilMs(host)));
    for (const [guest, itsHost] of this.#guests) if (itsHost === host && guest !== told) guest.holdOff(untilMs);
  }
}
