import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & Pick<Element, 'isConnected'>;

/** Keeps the screen on while its host wants that and is to be seen. Where the browser does not let it, nothing happens. */
export class KeepAwake implements ReactiveController {
  readonly #host: Host;
  readonly #isWanted: () => boolean;
  #lock: Promise<WakeLockSentinel | undefined> | undefined;

  /** @param isWanted asked after each update of the host */
  constructor(host: Host, isWanted: () => boolean) {
    this.#host = host;
    this.#isWanted = isWanted;
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#look);
  }

  hostUpdated(): void {
    this.#look();
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#look);
    this.#release();
  }

  readonly #look = (): void => {
    const isSeen = this.#host.isConnected && document.visibilityState === 'visible';
    if (isSeen && this.#isWanted())
      this.#lock ??= requestLock(); // once, also when it was refused
    else this.#release();
  };

  #release(): void {
    this.#lock?.then((lock) => lock?.release()).catch(() => {});
    this.#lock = undefined;
  }
}

/** The browser takes it away when the page is hidden. */
async function requestLock(): Promise<WakeLockSentinel | undefined> {
  try {
    return await navigator.wakeLock.request('screen');
  } catch {
    return undefined; // a low battery, a policy, or no such thing
  }
}
