import { type Failure, toFailure } from '../core/errors.js';
import type { Access, Ending, Grant, Job, Page, Report, WakeReason } from '../worker/protocol.js';
import type { Hosts } from './hosts.js';
import type { RateLimit } from './rate-limit.js';
import type { Slots } from './slots.js';
import { runWorker, type WorkerRun } from './worker-run.js';

/** What a run needs to know. */
export interface RunPlan {
  readonly slots: Slots;
  readonly hosts: Hosts;
  readonly rateLimit: RateLimit;
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
      if (this.#worker) this.#plan.hosts.leave(this.#worker);
    }
  }

  async #transfer(): Promise<Ending> {
    const { job, workerUrl, rateLimit } = this.#plan;
    await this.#takeTurn();
    this.#plan.begun();
    const worker = runWorker(job, this.#page(), workerUrl);
    this.#worker = worker;
    rateLimit.join(worker);
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
      busy: (origin, untilMs) => this.#plan.hosts.holdOff(origin, untilMs, this.#worker),
      asks: (origin, connections) => this.#asks(origin, connections),
      reserve: (bytes) => this.#plan.rateLimit.reserve(bytes),
    };
  }

  async #access(): Promise<Grant | Failure> {
    const { access: getAccess, hosts } = this.#plan;
    try {
      const access = await getAccess(this.#stop.signal, (wait) => this.#aside(wait));
      const { origin } = new URL(access.url);
      this.#asks(origin, Number.POSITIVE_INFINITY);
      return { access, busyUntilMs: hosts.untilMs(origin) };
    } catch (error) {
      return toFailure(error);
    }
  }

  /** What it says after its end comes too late: nobody would leave for it. */
  #asks(origin: string, connections: number): void {
    if (this.#worker && !this.#isSettled) this.#plan.hosts.ask(this.#worker, origin, connections);
  }

  async #takeTurn(): Promise<void> {
    const { slots, rateLimit } = this.#plan;
    this.#leaveSlot = await slots.take(this.#stop.signal);
    if (this.#worker) rateLimit.join(this.#worker);
  }

  #leaveTurn(): void {
    this.#leaveSlot?.();
    this.#leaveSlot = undefined;
    if (this.#worker) this.#plan.rateLimit.leave(this.#worker);
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
