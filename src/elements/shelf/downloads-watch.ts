import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Download } from '../../page/download.js';
import type { Downloads } from '../../page/downloads.js';
import type { DownloadEvent } from '../../page/events.js';

const PAUSE_MS = 250; // between two looks: what all do together need not be told ten times a second

/** Follows all downloads while its host is connected. */
export class DownloadsWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onRemove: (event: DownloadEvent) => void;
  readonly #onLook: () => void;
  #downloads: Downloads | undefined;
  readonly #statuses = new WeakMap<Download, string>();
  #isConnected = false;
  #lookedAtMs = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param onRemove told before anything of a removed one has left the page
   * @param onLook told whenever anything may have changed: four times a second, and at each turn; the host is redrawn then, too
   */
  constructor(host: ReactiveControllerHost, onRemove: (event: DownloadEvent) => void, onLook: () => void) {
    this.#host = host;
    this.#onRemove = onRemove;
    this.#onLook = onLook;
    host.addController(this);
  }

  follow(downloads: Downloads | undefined): void {
    if (downloads === this.#downloads) return;
    this.#ignore();
    this.#downloads = downloads;
    if (this.#isConnected) this.#listen();
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#listen();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#ignore();
  }

  #listen(): void {
    this.#downloads?.addEventListener('add', this.#look);
    this.#downloads?.addEventListener('remove', this.#remove);
    this.#downloads?.addEventListener('change', this.#change);
    this.#look(); // much may have happened while nobody looked
  }

  #ignore(): void {
    this.#downloads?.removeEventListener('add', this.#look);
    this.#downloads?.removeEventListener('remove', this.#remove);
    this.#downloads?.removeEventListener('change', this.#change);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #remove = (event: DownloadEvent): void => {
    this.#onRemove(event);
    this.#look();
  };

  /** At once if it can: timers of a page that nobody sees may come once in a minute, and one may begin and end between two. */
  readonly #change = ({ download }: DownloadEvent): void => {
    const { status } = download.state;
    const isTurn = this.#statuses.get(download) !== status;
    this.#statuses.set(download, status);
    if (isTurn) {
      this.#look();
      return;
    }
    const leftMs = this.#lookedAtMs + PAUSE_MS - performance.now();
    if (leftMs <= 0) this.#look();
    else this.#timer ??= setTimeout(this.#look, leftMs);
  };

  readonly #look = (): void => {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lookedAtMs = performance.now();
    this.#onLook();
    this.#host.requestUpdate();
  };
}
