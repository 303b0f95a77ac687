import { namesOf } from '../core/schema.js';
import type { DownloadFacts } from '../core/state.js';
import type { WireStatus } from '../worker/protocol.js';

/** What tabs of one origin tell each other. */
export type TabMessage =
  /** The owner: how a download goes. What it does not say is as it said before, or as the record says. */
  | {
      readonly kind: 'state';
      readonly id: string;
      readonly to: WireStatus | undefined;
      readonly facts: Partial<DownloadFacts>;
      readonly serverName: string | undefined;
    }
  /** Whoever has written it: the record says something else than before; `isPressed`: because a person has started it. */
  | { readonly kind: 'record'; readonly id: string; readonly isPressed?: boolean }
  /** To the owner: it is to be tried again now; `isPressed`: a person wants that, else the page does. */
  | { readonly kind: 'press'; readonly id: string; readonly isPressed: boolean }
  /** To an owner that waits for headers: this tab has them. */
  | { readonly kind: 'want'; readonly id: string };

/** What each copy of this library on this page runs, under one name for all of them. */
const RUN_HERE = Symbol.for('resumable-download.run-here');

/**
 * The other tabs of this origin with the same namespace. A page that is put away neither hears nor is heard. Another copy of
 * this library on the page is as another tab is, but what it runs is run here.
 */
export class OtherTabs {
  readonly #name: string;
  readonly #listener: (message: TabMessage) => void;
  #channel: BroadcastChannel | undefined;

  constructor(namespace: string, listener: (message: TabMessage) => void) {
    this.#name = namesOf(namespace).channel;
    this.#listener = listener;
  }

  open(): void {
    if (this.#channel) return;
    this.#channel = new BroadcastChannel(this.#name);
    this.#channel.onmessage = ({ data }: MessageEvent<TabMessage>) => this.#listener(data);
  }

  close(): void {
    this.#channel?.close();
    this.#channel = undefined;
  }

  tell(message: TabMessage): void {
    this.#channel?.postMessage(message);
  }

  /** To be called when this tab begins to run a download, and when it ends that. */
  setRunHere(id: string, isRun: boolean): void {
    if (isRun) runHere().add(this.#nameOf(id));
    else runHere().delete(this.#nameOf(id));
  }

  /** Whether any copy of this library on this page runs it. */
  isRunHere(id: string): boolean {
    return runHere().has(this.#nameOf(id));
  }

  #nameOf(id: string): string {
    return `${this.#name}/${id}`;
  }
}

function runHere(): Set<string> {
  const page: typeof globalThis & { [RUN_HERE]?: Set<string> } = globalThis;
  page[RUN_HERE] ??= new Set();
  return page[RUN_HERE];
}
