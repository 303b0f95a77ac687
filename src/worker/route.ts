import type { Access } from './protocol.js';

/**
 * Where requests go. After a redirect they go straight to its target, which spares a round trip for each slice, and on
 * a mirror network keeps all slices with one host; when the target turns one away, back to the URL that the page gave.
 */
export class Route {
  #given: Access;
  #current: Access;
  #mayShortcut = true;

  constructor(given: Access) {
    this.#given = given;
    this.#current = given;
  }

  /** What the next request goes with. Compare by identity to see whether an earlier one went another way. */
  get current(): Access {
    return this.#current;
  }

  renew(given: Access): void {
    this.#given = given;
    this.#current = given;
    this.#mayShortcut = true;
  }

  /** A request that went as given was answered from this URL. */
  redirected(access: Access, url: string): void {
    if (!this.#mayShortcut || access !== this.#given || this.#current !== this.#given || url === access.url) return;
    // What the author sends along is meant for that origin, and may be a secret.
    const staysHome = new URL(url).origin === new URL(access.url).origin;
    this.#current = { ...access, url, headers: staysHome ? access.headers : {} };
  }

  /** A request was turned away; `true`: ask again on another way, for this one was only the target of a redirect. */
  leave(access: Access): boolean {
    if (access === this.#given) return false;
    if (access === this.#current) {
      this.#current = this.#given;
      this.#mayShortcut = false;
    }
    return true;
  }
}
