import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { TitleMark } from './document-title.js';

type Host = ReactiveControllerHost & Pick<Element, 'isConnected'>;

/** Says in the document's title how far everything is, and that it is done when nobody was looking. */
export class TitleProgress implements ReactiveController {
  readonly #host: Host;
  readonly #isWanted: () => boolean;
  readonly #mark = new TitleMark();
  #running: string | undefined;
  #ended: string | undefined;
  #isPutAway = false;

  /** @param isWanted asked after each update of the host */
  constructor(host: Host, isWanted: () => boolean) {
    this.#host = host;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  /** @param mark how far it is; `undefined`: nothing is under way */
  tell(mark: string | undefined): void {
    this.#running = mark;
    this.#show();
  }

  /** @param mark shown until somebody looks at the page, if nobody does now */
  end(mark: string): void {
    this.#ended = document.visibilityState === 'hidden' ? mark : undefined;
    this.tell(undefined);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
    // The browser keeps the title of a page that is left, for its history.
    window.addEventListener('pagehide', this.#putAway);
    window.addEventListener('pageshow', this.#takeUp);
  }

  hostUpdated(): void {
    this.#show();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    window.removeEventListener('pagehide', this.#putAway);
    window.removeEventListener('pageshow', this.#takeUp);
    this.#mark.release();
  }

  readonly #look = (): void => {
    if (document.visibilityState === 'visible') this.#ended = undefined;
    this.#show();
  };

  readonly #putAway = (): void => {
    this.#isPutAway = true;
    this.#show();
  };

  readonly #takeUp = (): void => {
    this.#isPutAway = false;
    this.#show();
  };

  #show(): void {
    if (this.#host.isConnected && this.#isWanted() && !this.#isPutAway) this.#mark.set(this.#running ?? this.#ended);
    else this.#mark.release();
  }
}
