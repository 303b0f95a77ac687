import { type Failure, toFailure } from '../core/errors.js';
import type { Exchange } from '../core/exchange.js';
import type { WaitReason } from '../core/state.js';
import type { Access, Ending, Grant, Job, Page, Report, WakeReason } from '../worker/protocol.js';
import type { DataSaver } from './data-saver.js';
import { brokenBy } from './download-worker.js';
import type { Engine } from './engine.js';
import { sayLate } from './load-late.js';
import type { Ownership } from './ownership.js';
import type { Standing } from './standing.js';
import { runWorker, type WorkerRun } from './worker-run.js';

/** What a run needs to know. */
export interface RunPlan {
  readonly engine: Engine;
  readonly job: Job;
  readonly dataSaver: DataSaver;
  readonly standing: Standing;
  readonly ownership: Ownership;
  /**
   * How to ask for the file. Must reject when the signal is aborted.
   *
   * @param onWait called with the wait for headers, and to be awaited
   */
  access(signal: AbortSignal, onWait: (wait: Promise<void>) => Promise<void>): Promise<Access>;
  /** Another way to the file after a refusal; `undefined`: there is none. */
  refused(): Promise<Access | undefined>;
  report(report: Report): void;
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
    this.#showQueued();
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
    return this.#plan.engine.slots.letGoFirst(this);
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
      if (this.#worker) this.#plan.engine.hosts.leave(this.#worker);
    }
  }

  async #transfer(): Promise<Ending> {
    const { job, engine } = this.#plan;
    // What waits for a person takes nobody's turn.
    if (!this.dataSaver.isInTheWay) await this.#takeTurn();
    this.#showBegun();
    const worker = runWorker(job, this.#page(), engine.options.workerUrl);
    this.#worker = worker;
    if (this.#leaveSlot) engine.rateLimit.join(worker);
    this.#stop.signal.addEventListener('abort', () => worker.stop(), { once: true });
    return worker.ended;
  }

  /** What the worker calls. */
  #page(): Omit<Page, 'hasher'> {
    const { engine, ownership } = this.#plan;
    return {
      report: (said) => {
        if (!this.#isSettled) this.#plan.report(said);
      },
      lockedOut: () => {
        if (!this.#isSettled) ownership.await();
        this.#leaveTurn();
      },
      turn: () => this.#takeTurn(),
      access: () => this.#access(),
      refused: () => this.#plan.refused(),
      busy: (origin, untilMs) => engine.hosts.holdOff(origin, untilMs, this.#worker),
      asks: (origin, connections) => this.#asks(origin, connections),
      reserve: (bytes) => engine.rateLimit.reserve(bytes),
    };
  }

  async #access(): Promise<Grant | Failure> {
    const { engine, ownership, dataSaver } = this.#plan;
    const { signal } = this.#stop;
    try {
      ownership.take();
      if (dataSaver.isInTheWay) await this.#aside('data-saver', dataSaver.untilGone(signal));
      if (!this.#leaveSlot) await this.#queueAgain(); // it was in the way when this began
      const access = await this.#plan.access(signal, (wait) => this.#aside('access', wait));
      const { origin } = new URL(access.url);
      this.#asks(origin, Number.POSITIVE_INFINITY);
      return { access, busyUntilMs: engine.hosts.untilMs(origin) };
    } catch (error) {
      return toFailure(error);
    }
  }

  /** What it says after its end comes too late: nobody would leave for it. */
  #asks(origin: string, connections: number): void {
    if (this.#worker && !this.#isSettled) this.#plan.engine.hosts.ask(this.#worker, origin, connections);
  }

  async #takeTurn(): Promise<void> {
    const { slots, rateLimit } = this.#plan.engine;
    this.#leaveSlot = await slots.take(this.#stop.signal, this);
    if (this.#worker) rateLimit.join(this.#worker);
  }

  #leaveTurn(): void {
    this.#leaveSlot?.();
    this.#leaveSlot = undefined;
    if (this.#worker) this.#plan.engine.rateLimit.leave(this.#worker);
  }

  /** Lets others have its turn while it waits. */
  async #aside(reason: WaitReason, wait: Promise<void>): Promise<void> {
    this.#leaveTurn();
    this.#plan.standing.apply({ to: { status: 'waiting', reason, until: undefined } });
    await wait;
    await this.#queueAgain();
  }

  async #queueAgain(): Promise<void> {
    this.#showQueued();
    await this.#takeTurn();
    this.#showBegun();
  }

  #showQueued(): void {
    this.#plan.standing.apply({ to: { status: 'queued' } });
  }

  #showBegun(): void {
    this.#plan.standing.apply({ to: { status: 'connecting' } });
  }

  /** It was stopped, or no worker can be started. */
  async #endingOf(error: unknown): Promise<Ending> {
    return this.#stop.signal.aborted ? 'paused' : sayLate(brokenBy(String(error)));
  }
}
