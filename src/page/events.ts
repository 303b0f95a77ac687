import type { Download } from './download.js';

/** Says which download something happened to. What it is now stands in its `state`. */
export class DownloadEvent extends Event {
  readonly download: Download;

  constructor(type: 'add' | 'remove' | 'change', download: Download) {
    super(type);
    this.download = download;
  }
}

type Listener<E> = ((event: E) => void) | { handleEvent(event: E): void } | null;

/** An `EventTarget` that knows the events it fires. */
interface TypedEventTarget<Events extends Record<keyof Events, Event>> extends EventTarget {
  addEventListener<Type extends keyof Events>(
    type: Type,
    listener: Listener<Events[Type]>,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(...args: Parameters<EventTarget['addEventListener']>): void;
  removeEventListener<Type extends keyof Events>(
    type: Type,
    listener: Listener<Events[Type]>,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(...args: Parameters<EventTarget['removeEventListener']>): void;
}

export const TypedEventTarget = EventTarget as new <
  Events extends Record<keyof Events, Event>,
>() => TypedEventTarget<Events>;
