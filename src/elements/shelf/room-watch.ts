import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Downloads } from '../../page/downloads.js';
import type { Room } from './room.js';

const PAUSE_MS = 2000; // the room changes with each checkpoint, and asking for it is not free

/** Keeps an eye on the room that downloads take, while its host is connected. */
export class RoomWatch implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  readonly #downloads: () => Downloads | undefined;
  #room: Room | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: ReactiveControllerHost, downloads: () => Downloads | undefined) {
    this.#host = host;
    this.#downloads = downloads;
    host.addController(this);
  }

  /** As last measured; `undefined` where the browser does not tell. */
  get room(): Room | undefined {
    return this.#room;
  }

  /** Something may have changed. */
  measureSoon(): void {
    this.#timer ??= setTimeout(() => void this.#measure(), this.#room ? PAUSE_MS : 0);
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  async #measure(): Promise<void> {
    const room = await this.#downloads()
      ?.storage()
      .catch(() => undefined);
    this.#timer = undefined;
    this.#room = room?.quotaBytes ? room : undefined;
    this.#host.requestUpdate();
  }
}
