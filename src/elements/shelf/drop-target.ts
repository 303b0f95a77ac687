import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { mayHoldLinks } from './transfer-links.js';

type Host = ReactiveControllerHost & HTMLElement;

/** Lets links be dropped on its host. What comes from the host itself, or over a field that takes text, is left alone. */
export class DropTarget implements ReactiveController {
  readonly #host: Host;
  readonly #isOpen: () => boolean;
  readonly #onDrop: (transfer: DataTransfer) => void;
  #isOver = false;
  #isFromHere = false;

  /** @param isOpen whether anything may be dropped; asked at each movement */
  constructor(host: Host, isOpen: () => boolean, onDrop: (transfer: DataTransfer) => void) {
    this.#host = host;
    this.#isOpen = isOpen;
    this.#onDrop = onDrop;
    host.addController(this);
  }

  /** Whether something is being dragged over it that can be dropped here. */
  get isOver(): boolean {
    return this.#isOver;
  }

  hostConnected(): void {
    for (const [type, listener] of this.#listeners) this.#host.addEventListener(type, listener);
  }

  hostDisconnected(): void {
    for (const [type, listener] of this.#listeners) this.#host.removeEventListener(type, listener);
    this.#isFromHere = false;
    this.#setOver(false);
  }

  readonly #move = (event: DragEvent): void => {
    const { dataTransfer } = event;
    const isWelcome = dataTransfer && this.#isWelcome(event, dataTransfer);
    if (isWelcome) {
      event.preventDefault();
      // Only what the source allows is ever dropped.
      dataTransfer.dropEffect = /copy|all|uninitialized/i.test(dataTransfer.effectAllowed) ? 'copy' : 'link';
    }
    this.#setOver(Boolean(isWelcome));
  };

  readonly #drop = (event: DragEvent): void => {
    this.#setOver(false);
    const { dataTransfer } = event;
    if (!dataTransfer || !this.#isWelcome(event, dataTransfer)) return;
    event.preventDefault();
    this.#onDrop(dataTransfer);
  };

  readonly #leave = ({ relatedTarget }: DragEvent): void => {
    if (!(relatedTarget instanceof Node && this.#host.contains(relatedTarget))) this.#setOver(false);
  };

  readonly #begin = (): void => {
    this.#isFromHere = true;
  };

  readonly #end = (): void => {
    this.#isFromHere = false;
  };

  readonly #listeners = [
    ['dragenter', this.#move],
    ['dragover', this.#move],
    ['dragleave', this.#leave],
    ['drop', this.#drop],
    ['dragstart', this.#begin],
    ['dragend', this.#end],
  ] as const;

  #isWelcome(event: DragEvent, transfer: DataTransfer): boolean {
    const isTaken = event.defaultPrevented || takesText(event);
    return !isTaken && !this.#isFromHere && this.#isOpen() && mayHoldLinks(transfer);
  }

  #setOver(isOver: boolean): void {
    if (isOver === this.#isOver) return;
    this.#isOver = isOver;
    this.#host.requestUpdate();
  }
}

/** Whether it happens in a field that makes something of a text itself. */
export function takesText(event: Event): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea'));
}
