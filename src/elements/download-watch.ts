import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { DownloadState } from '../core/state.js';
import type { Download } from '../page/download.js';

/** Follows one download while its host is connected. The download itself goes on without any host. */
export class DownloadWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #onChange: (download: Download, before: DownloadState | undefined) => void;
  #connected = false;
  #download: Download | undefined;
  #seen: DownloadState | undefined;

  /** @param onChange told of each new state, the first one included, with the one before it */
  constructor(host: ReactiveControllerHost, onChange: (download: Download, before: DownloadState | undefined) => void) {
    this.#host = host;
    this.#onChange = onChange;
    host.addController(this);
  }

  /**
   * Must be called after the host has drawn this download.
   *
   * @returns whether this is another download than before
   */
  follow(download: Download | undefined): boolean {
    if (download === this.#download) return false;
    this.#stop();
    this.#download = download;
    this.#seen = undefined;
    if (this.#connected) this.#listen();
    return true;
  }

  hostConnected(): void {
    this.#connected = true;
    this.#host.requestUpdate();
    this.#listen();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#stop();
  }

  #listen(): void {
    this.#download?.addEventListener('change', this.#look);
    this.#look(); // it may have gone on while nobody looked
  }

  #stop(): void {
    this.#download?.removeEventListener('change', this.#look);
  }

  readonly #look = (): void => {
    const download = this.#download;
    const before = this.#seen;
    if (!download || download.state === before) return;
    this.#seen = download.state;
    if (before) this.#host.requestUpdate(); // the first one is what the host has just drawn
    this.#onChange(download, before);
  };
}
