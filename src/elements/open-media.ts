import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Download } from '../page/download.js';
import { type FileKind, fileKind } from './card/file-kind.js';

/** What browsers show. */
export type MediaKind = Extract<FileKind, 'video' | 'audio' | 'image'>;

/** A finished file that is shown in place. */
export interface Media {
  readonly kind: MediaKind;
  /** Of a blob that is on the disk. */
  readonly url: string;
  /** It turned out that this browser cannot show it. */
  readonly hasFailed: boolean;
}

/** Shows the finished file of its host in place, when asked to, and holds its object URL no longer than it does. */
export class OpenMedia implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #shownDownload: () => Download | undefined;
  #opened: Download | undefined;
  #media: Media | undefined;

  /** @param shownDownload what the host shows, if its file may be shown */
  constructor(host: ReactiveControllerHost, shownDownload: () => Download | undefined) {
    this.#host = host;
    this.#shownDownload = shownDownload;
    host.addController(this);
  }

  /** `undefined` while nothing is open. */
  get media(): Media | undefined {
    return this.#media;
  }

  /** Rejects as `Download.file()` does. */
  async open(download: Download): Promise<void> {
    this.close();
    this.#opened = download;
    const file = await download.file();
    if (this.#opened !== download || this.#media) return; // it was closed meanwhile
    this.#media = { kind: mediaKind(download.name) ?? 'video', url: URL.createObjectURL(file), hasFailed: false };
    this.#host.requestUpdate();
  }

  close(): void {
    this.#drop();
    this.#host.requestUpdate();
  }

  fail(): void {
    if (this.#media) this.#media = { ...this.#media, hasFailed: true };
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    if (this.#opened && this.#opened !== this.#shownDownload()) this.#drop();
  }

  hostDisconnected(): void {
    this.close();
  }

  #drop(): void {
    if (this.#media) URL.revokeObjectURL(this.#media.url);
    this.#media = undefined;
    this.#opened = undefined;
  }
}

/** `undefined` for what browsers do not show. */
export function mediaKind(name: string): MediaKind | undefined {
  const kind = fileKind(name);
  return kind === 'video' || kind === 'audio' || kind === 'image' ? kind : undefined;
}
