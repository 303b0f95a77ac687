import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { html, type TemplateResult } from 'lit';

type Host = ReactiveControllerHost & Element;

/** Of several elements that show the same, one speaks: that which spoke first, while it is to be seen. */
const speakers = new WeakMap<object, WeakRef<Element>>();

const SETTLE_MS = 300; // what is over sooner, such as being queued for a moment, is not worth a word

/** Tells those who cannot see the host what happens, politely and once. */
export class Announcer implements ReactiveController {
  readonly #host: Host;
  #text = '';
  #next = '';
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  /** @param subject of what it is said: whatever two hosts say of the same one is said once */
  say(text: string, subject: object): void {
    const speaker = speakers.get(subject)?.deref();
    if (speaker !== this.#host && isShown(speaker)) return;
    speakers.set(subject, new WeakRef(this.#host));
    this.#next = text;
    this.#timer ??= setTimeout(this.#speak, SETTLE_MS);
  }

  readonly #speak = (): void => {
    this.#timer = undefined;
    this.#text = this.#next;
    this.#host.requestUpdate();
  };

  /** Must be drawn from the host's first update on: a region that comes with its text is not spoken. */
  region(): TemplateResult {
    return html`<p class="spoken" aria-live="polite" aria-atomic="true">${this.#text}</p>`;
  }

  hostDisconnected(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#text = ''; // or it would be told again where the host comes back
  }
}

function isShown(element: Element | undefined): boolean {
  return element?.isConnected === true && element.getClientRects().length > 0;
}
