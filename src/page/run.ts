import { type Failure, toFailure } from '../core/errors.js';
import type { Access, Ending, Grant, Job, Page, Report, WakeReason } from '../worker/protocol.js';
import type { BusyHosts } from './busy-hosts.js';
import type { Slots } from './slots.js';
import { runWorker, type WorkerRun } from './worker-run.js';

/** What a run needs to know. */
export interface RunPlan {
  readonly slots: Slots;
  readonly busyHosts: BusyHosts;
  readonly job: Job;
  readonly workerUrl: string | URL | undefined;
  /** Its turn has come. */
  begun(): void;
  /**
   * Called when this run owns the file. Must reject when the signal is aborted.
   *
   * @param aside lets others have its turn while it waits for what only the page can bring
   */
  access(signal: AbortSignal, aside: (wait: Promise<void>) => Promise<void>): Promise<Access>;
  /** Another tab owns the file; this run waits for it to go. */
  lockedOut(): void;
  report(report: Report): void;
  refused(): Promise<Access | undefined>;
  /** Called once, while its turn still lasts. Must not reject. */
  settle(ending: Ending): Promise<void>;
}

/** A download from its start to an end: it waits for its turn and for the file, gets access, and a worker transfers. */
export class Run {
  /** Resolves when it is settled; never rejects. */
  readonly ended: Promise<void>;
  readonly #plan: RunPlan;
  readonly #stop = new AbortController();
  #worker: WorkerRun | undefined;
  #leaveSlot: (() => void) | undefined;
  #leaveHost: (() => void) | undefined;
  /** What its worker still says comes too late. */
  #isSettled = false;
  #isLetGo = false;

  constructor(plan: RunPlan) {
    this.#plan = plan;
    this.ended = this.#run();
  }

  /** Resolves when it has ended, with everything received recorded. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  /** Ends at once and is never settled: its page is put away, and may not act any more. */
  async letGo(): Promise<void> {
    this.#isLetGo = true;
    this.#isSettled = true;
    this.#worker?.kill();
    await this.stop();
  }

  wake(why: WakeReason): void {
    this.#worker?.wake(why);
  }

  async #run(): Promise<void> {
    try {
      const ending = await this.#transfer().catch((error) => this.#endingOf(error));
      this.#isSettled = true;
      if (!this.#isLetGo) await this.#plan.settle(ending);
    } finally {
      this.#leaveTurn();
      this.#leaveHost?.();
    }
  }

  async #transfer(): Promise<Ending> {
    const { job, workerUrl } = this.#plan;
    await this.#takeTurn();
    this.#plan.begun();
    const worker = runWorker(job, this.#page(), workerUrl);
    this.#worker = worker;
    this.#stop.signal.addEventListener('abort', () => worker.stop(), { once: true });
    return worker.ended;
  }

  /** What the worker calls. */
  #page(): Omit<Page, 'hasher'> {
    return {
      report: (said) => {
        if (!this.#isSettled) this.#plan.report(said);
      },
      lockedOut: () => {
        if (!this.#isSettled) this.#plan.lockedOut();
        this.#leaveTurn();
      },
      turn: () => this.#takeTurn(),
      access: () => this.#access(),
      refused: () => this.#plan.refused(),
      busy: (host, untilMs) => this.#plan.busyHosts.tell(host, untilMs, this.#worker),
    };
  }

  async #access(): Promise<Grant | Failure> {
    const { access: getAccess, busyHosts } = this.#plan;
    try {
      const access = await getAccess(this.#stop.signal, (wait) => this.#aside(wait));
      const { host } = new URL(access.url);
      if (this.#worker) this.#leaveHost = busyHosts.join(host, this.#worker);
      return { access, busyUntilMs: busyHosts.untilMs(host) };
    } catch (error) {
      return toFailure(error);
    }
  }

  async #takeTurn(): Promise<void> {
    this.#leaveSlot = await this.#plan.slots.take(this.#stop.signal);
  }

  #leaveTurn(): void {
    this.#leaveSlot?.();
    this.#leaveSlot = undefined;
  }

  async #aside(wait: Promise<void>): Promise<void> {
    this.#leaveTurn();
    await wait;
    await this.#takeTurn();
  }

  #endingOf(error: unknown): Ending {
    return this.#stop.signal.aborted ? 'paused' : toFailure(error);
  }
}
