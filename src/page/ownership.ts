import type { Failure } from '../core/errors.js';
import type { RangeSet } from '../core/range-set.js';
import type { DownloadFacts } from '../core/state.js';
import type { OtherTabs, TabMessage } from './other-tabs.js';
import type { Standing } from './standing.js';
import { fromWire, toWire } from './wire.js';

/** An owner in another tab tells how it goes ten times a second, and once if nothing does. */
const SILENCE_MS = 3000;

/** Whose a download's file is to write: this tab's, another's, or nobody's. What the owner tells, all tabs show. */
export class Ownership {
  readonly #id: string;
  readonly #standing: Standing;
  readonly #otherTabs: OtherTabs;
  readonly #onSilence: () => void;
  /** Why this tab could not even try, though others may be able to: its policy lets no worker run, say. */
  inability: Failure | undefined;
  #isHere = false;
  #isAwaited = false;
  /** What the other tabs were last told to be stored. There may be very many ranges, which need not be told each time. */
  #told: RangeSet | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;

  /** @param onSilence called when the owner in another tab is not heard any more */
  constructor(id: string, standing: Standing, otherTabs: OtherTabs, onSilence: () => void) {
    this.#id = id;
    this.#onSilence = onSilence;
    this.#standing = standing;
    this.#otherTabs = otherTabs;
  }

  get isHere(): boolean {
    return this.#isHere;
  }

  /** Whether this tab waits for the lock. */
  get isAwaited(): boolean {
    return this.#isAwaited;
  }

  /** This tab has the lock. */
  take(): void {
    this.leave();
    this.#isHere = true;
    this.#otherTabs.setRunHere(this.#id, true);
    this.inability = undefined;
    this.#standing.apply({ to: { status: 'connecting' }, facts: { owner: 'here' } });
  }

  /** Another tab has it, and is expected to tell how it goes; this one waits for the lock. */
  await(): void {
    this.#isAwaited = true;
    this.follow();
  }

  /** Another tab has it, and is expected to tell how it goes. */
  follow(): void {
    this.#standing.apply({ facts: { owner: this.#owner } });
    this.#listen();
  }

  /** It is nobody's, as far as this tab knows. Returns whether it was this tab's. */
  leave(): boolean {
    const wasHere = this.#isHere;
    if (wasHere) this.#otherTabs.setRunHere(this.#id, false);
    this.#isHere = false;
    this.#isAwaited = false;
    clearTimeout(this.#silence);
    return wasHere;
  }

  mirror({ to, facts }: Extract<TabMessage, { kind: 'state' }>): void {
    this.#standing.apply({ ...(to && { to: fromWire(to) }), facts: { ...facts, owner: this.#owner } });
    this.#listen();
  }

  /** That it lives, with all there is to know: a tab that has just come may have missed what was told before. */
  tellAll(serverName: string | undefined): void {
    this.#told = undefined;
    this.tell(serverName);
  }

  tell(serverName: string | undefined): void {
    if (!this.#isHere) return;
    const { facts, status } = this.#standing.situation;
    const told = { kind: 'state', id: this.#id, to: toWire(status), serverName } as const;
    this.#otherTabs.tell({ ...told, facts: facts.storedRanges === this.#told ? withoutStored(facts) : facts });
    this.#told = facts.storedRanges;
  }

  /** While it is not run by this copy of the library. */
  get #owner(): 'here' | 'elsewhere' {
    return this.#otherTabs.isRunHere(this.#id) ? 'here' : 'elsewhere';
  }

  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(this.#onSilence, SILENCE_MS);
  }
}

function withoutStored({ storedRanges, storedBytes, ...others }: DownloadFacts): Partial<DownloadFacts> {
  return others;
}
