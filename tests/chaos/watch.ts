import { setTimeout } from 'node:timers/promises';
import { Effort } from './effort.js';
import type { FileHost } from './file-host.js';
import { impossibilities, type SeenState } from './invariants.js';
import type { Schedule } from './schedule.js';
import type { Tab } from './tab.js';

const LOOK_MS = 40;
/** Longer than the engine waits for anything: 30 s. */
const QUIET_MS = 60_000;
/** The same for what nobody but this test could have stopped. */
const REST_MS = 5000;
/** A tab that just opened may take a moment to find its words. */
const OVERDUE_MS = 10_000;
const PERSON_LOOKS_MS = 150;
const LONGEST_MS = 150_000;

/** Says so when nothing is as it should be any more, and further play makes no sense. */
export class Hang extends Error {}

/** Looks at the download all the time, as a person does who waits for it. */
export class Watch {
  readonly violations = new Set<string>();
  readonly statuses = new Set<string>();
  /** Whether something is known of the file, by which it could be told from another. */
  knowsFile = false;
  /** How many steps of the schedule it has seen. */
  steps = 0;
  readonly effort: Effort;
  readonly #tab: Tab;
  readonly #host: FileHost;
  readonly #isPatient: boolean;
  readonly #startedMs = performance.now();
  #movedMs = performance.now();
  #lookedAfterMs = 0;
  #trace = '';
  #state: SeenState | undefined;

  constructor(tab: Tab, host: FileHost, schedule: Schedule) {
    this.effort = new Effort(schedule, host);
    this.#tab = tab;
    this.#host = host;
    this.#isPatient = schedule.patient === true;
  }

  get state(): SeenState | undefined {
    return this.#state;
  }

  get isSettled(): boolean {
    return this.#state?.status === 'complete' || this.#state?.status === 'failed';
  }

  /** How long nothing has happened. */
  get quietMs(): number {
    return performance.now() - this.#movedMs;
  }

  /**
   * Forgets how it ended: it has been told to go on.
   *
   * @param isNew from zero
   */
  begin(isNew = false): void {
    this.effort.begin(isNew);
    if (isNew) this.knowsFile = false;
    this.#state = undefined;
    this.#movedMs = performance.now();
  }

  /** Looks until it is settled or something else is true. */
  async until(isTrue: () => boolean, limitMs: number): Promise<void> {
    const endMs = performance.now() + limitMs;
    await this.look();
    while (!this.isSettled && !isTrue() && performance.now() < endMs) {
      await setTimeout(LOOK_MS);
      await this.look();
    }
  }

  async look(): Promise<void> {
    for (const state of await this.#tab.look()) this.#see(state);
    this.#seeMovement();
    this.#demandLife();
    await this.#attend();
  }

  #see(state: SeenState): void {
    for (const found of [...impossibilities(state), ...this.effort.see(state)]) this.violations.add(found);
    this.statuses.add(state.status);
    if (state.storedBytes > 0) this.knowsFile = true;
    this.#state = state;
  }

  #seeMovement(): void {
    const { status, storedBytes, until } = this.#state ?? {};
    const trace = [status, storedBytes, until, this.#host.requests().length, this.#host.bytesSent()].join();
    if (trace !== this.#trace) this.#movedMs = performance.now();
    this.#trace = trace;
  }

  #demandLife(): void {
    const { status, until, reason, atMs } = this.#state ?? { status: 'unknown' };
    if (this.isSettled) return;
    const seconds = Math.round(this.quietMs / 1000);
    if (this.quietMs > QUIET_MS) throw new Hang(`nothing happened for ${seconds} s, ${status}`);
    const rests = ['paused', 'idle', 'removed', 'unknown'].includes(status);
    if (rests && this.quietMs > REST_MS) throw new Hang(`${status} for ${seconds} s, unasked`);
    if (until && (atMs ?? 0) > until + OVERDUE_MS) throw new Hang(`still waiting (${reason}) after its own end`);
    if (performance.now() - this.#startedMs > LONGEST_MS)
      throw new Hang(`no end after ${LONGEST_MS / 1000} s, ${status}`);
  }

  /** A person who sees it wait looks after the network, or comes back to the tab. */
  async #attend(): Promise<void> {
    if (this.#isPatient || this.#state?.status !== 'waiting') return;
    if (performance.now() - this.#lookedAfterMs < PERSON_LOOKS_MS) return;
    this.#lookedAfterMs = performance.now();
    await this.#tab.attend('online');
  }
}
