import { namesOf } from '../core/schema.js';
import type { LastWish, LastWishes } from '../storage/last-wish.js';

/**
 * In `localStorage`, which takes a line at once. Chromium drops each transaction of a page that goes away which still waits
 * for those of workers and other tabs. Where pages may not store anything there is nothing to wish either.
 */
export class PageWishes implements LastWishes {
  readonly #prefix: string;

  constructor(namespace: string) {
    this.#prefix = namesOf(namespace).lastWishes;
  }

  leave(file: string, wish: LastWish): void {
    try {
      lines()?.setItem(this.#prefix + file, wish);
    } catch {} // no room: it is as if the page had gone a moment earlier
  }

  /** Whether a line, of which another tab tells, is one. */
  isOne(key: string | null): boolean {
    return key?.startsWith(this.#prefix) ?? false;
  }

  get left(): ReadonlyMap<string, LastWish> {
    const left = new Map<string, LastWish>();
    for (const [key, wish] of Object.entries(lines() ?? {})) {
      if (this.isOne(key)) left.set(key.slice(this.#prefix.length), wish === 'rest' ? 'rest' : 'removed');
    }
    return left;
  }

  forget(fulfilled: ReadonlyMap<string, LastWish>): void {
    const { left } = this;
    for (const [file, wish] of fulfilled) if (left.get(file) === wish) lines()?.removeItem(this.#prefix + file);
  }
}

function lines(): Storage | undefined {
  try {
    return globalThis.window?.localStorage;
  } catch {
    return undefined;
  }
}
