import { markedTitle, withoutMarks } from './marked-title.js';

/** What all elements on the page, also those of other copies of this library, have put before the document's title. */
interface TitleMarks {
  /** What each has to say now; the first of them is shown. */
  readonly claims: Map<object, string | undefined>;
  /** All that were ever shown. */
  readonly shown: Set<string>;
}

const KEY = Symbol.for('resumable-download.title-marks');
const PATIENCE_MS = 250; // two that watch each other's titles must not end in a race

/** A mark before the document's title, such as a percentage. Whatever else writes the title goes on doing so. */
export class TitleMark {
  readonly #observer = new MutationObserver(() => {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      show();
    }, PATIENCE_MS);
  });
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isClaimed = false;

  /** Shows it, unless another was there before; `undefined`: nothing is to be said. */
  set(mark: string | undefined): void {
    if (!this.#isClaimed) {
      this.#isClaimed = true;
      // A page may keep an old title, mark and all, and bring it back later.
      this.#observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    }
    marks().claims.set(this, mark);
    show();
  }

  /** Leaves the title to the page. Must be called when whoever has it goes. */
  release(): void {
    if (!this.#isClaimed) return;
    this.#isClaimed = false;
    this.#observer.disconnect();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    marks().claims.delete(this);
    show();
  }
}

function show(): void {
  const { claims, shown } = marks();
  const mark = [...claims.values()].find(Boolean);
  const own = withoutMarks(document.title, shown);
  if (mark) shown.add(mark);
  const title = mark ? markedTitle(own, mark) : own;
  if (document.title !== title) document.title = title;
}

function marks(): TitleMarks {
  const page: Document & { [KEY]?: TitleMarks } = document;
  page[KEY] ??= { claims: new Map(), shown: new Set() };
  return page[KEY];
}
