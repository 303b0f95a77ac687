import { type Failure, toFailure } from '../core/errors.js';
import type { Exchange } from '../core/exchange.js';
import type { WaitReason } from '../core/state.js';
import type { Access, Ending, Grant, Job, Page, Report, WakeReason } from '../worker/protocol.js';
import type { DataSaver } from './data-saver.js';
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
  readonly dataSaver: DataSaver;
  /** It waits for its turn again. */
  queued(): void;
  /** Its turn has come. */
  begun(): void;
  /** It owns the file. */
  owned(): void;
  /** It waits for what only a person or the page can bring. */
  onWait(reason: WaitReason): void;
  /**
   * How to ask for the file. Must reject when the signal is aborted.
   *
   * @param onWait called with the wait for headers, and to be awaited
   */
  access(signal: AbortSignal, onWait: (wait: Promise<void>) => Promise<void>): Promise<Access>;
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

  get dataSaver(): DataSaver {
    return this.#plan.dataSaver;
  }

  /** Its turn comes before that of all others that wait for theirs; `false`: it does not wait. */
  letGoFirst(): boolean {
    return this.#plan.slots.letGoFirst(this);
  }

  wake(why: WakeReason): void {
    this.#worker?.wake(why);
  }

  /** What its worker has asked and was answered; `undefined`: nothing is known of it. */
  async exchanges(): Promise<readonly Exchange[] | undefined> {
    return this.#worker?.exchanges();
  }

  async #run(): Promise<void> {
    try {
      const ending = await this.#transfer().catch((error) => this.#endingOf(error));
      this.#isSettled = true;
      this.#stop.abort(); // a worker that has died may have left behind what waits for a turn or a person
      if (!this.#isLetGo) await this.#plan.settle(ending);
    } finally {
      this.#leaveTurn();
      if (this.#worker) this.#plan.hosts.leave(this.#worker);
    }
  }

  async #transfer(): Promise<Ending> {
    const { job, workerUrl, rateLimit } = this.#plan;
    // What waits for a person takes nobody's turn.
    if (!this.dataSaver.isInTheWay) await this.#takeTurn();
    this.#plan.begun();
    const worker = runWorker(job, this.#page(), workerUrl);
    this.#worker = worker;
    if (this.#leaveSlot) rateLimit.join(worker);
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
    const { access: getAccess, owned, dataSaver, hosts } = this.#plan;
    const { signal } = this.#stop;
    try {
      owned();
      if (dataSaver.isInTheWay) await this.#aside('data-saver', dataSaver.untilGone(signal));
      if (!this.#leaveSlot) await this.#queueAgain(); // it was in the way when this began
      const access = await getAccess(signal, (wait) => this.#aside('access', wait));
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
    this.#leaveSlot = await slots.take(this.#stop.signal, this);
    if (this.#worker) rateLimit.join(this.#worker);
  }

  #leaveTurn(): void {
    this.#leaveSlot?.();
    this.#leaveSlot = undefined;
    if (this.#worker) this.#plan.rateLimit.leave(this.#worker);
  }

  /** Lets others have its turn while it waits. */
  async #aside(reason: WaitReason, wait: Promise<void>): Promise<void> {
    this.#leaveTurn();
    this.#plan.onWait(reason);
    await wait;
    await this.#queueAgain();
  }

  async #queueAgain(): Promise<void> {
    this.#plan.queued();
    await this.#takeTurn();
    this.#plan.begun();
  }

  #endingOf(error: unknown): Ending {
    return this.#stop.signal.aborted ? 'paused' : toFailure(error);
  }
}
