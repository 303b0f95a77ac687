import { toFailure } from '../core/errors.js';
import type { Access, Ending, Job, Page, Report, WakeReason } from '../worker/protocol.js';
import type { BusyHosts } from './busy-hosts.js';
import type { Slots } from './slots.js';
import { runWorker, type WorkerRun } from './worker-run.js';

/** What a run needs to know. */
export interface RunPlan {
  readonly slots: Slots;
  readonly busyHosts: BusyHosts;
  readonly job: Omit<Job, 'access' | 'busyUntilMs'>;
  readonly workerUrl: string | URL | undefined;
  /**
   * Called when its turn has come. Must reject when the signal is aborted.
   *
   * @param aside lets others have its turn while it waits for what only the page can bring
   */
  access(signal: AbortSignal, aside: (wait: Promise<void>) => Promise<void>): Promise<Access>;
  report(report: Report): void;
  refused(): Promise<Access | undefined>;
  /** Called once, while its turn still lasts. Must not reject. */
  settle(ending: Ending): Promise<void>;
}

/** A download from its start to an end: it waits for its turn, gets access, and then a worker transfers. */
export class Run {
  /** Resolves when it is settled; never rejects. */
  readonly ended: Promise<void>;
  readonly #plan: RunPlan;
  readonly #stop = new AbortController();
  #worker: WorkerRun | undefined;
  #leave: (() => void) | undefined;
  #isSettled = false;

  constructor(plan: RunPlan) {
    this.#plan = plan;
    this.ended = this.#run();
  }

  /** Resolves when it has ended, with everything received recorded. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  wake(why: WakeReason): void {
    this.#worker?.wake(why);
  }

  async #run(): Promise<void> {
    try {
      const ending = await this.#transfer().catch((error) => this.#endingOf(error));
      this.#isSettled = true; // what its worker still says comes too late
      await this.#plan.settle(ending);
    } finally {
      this.#leaveTurn();
    }
  }

  async #transfer(): Promise<Ending> {
    const { signal } = this.#stop;
    const { job, workerUrl, access, busyHosts } = this.#plan;
    await this.#takeTurn();
    const granted = await access(signal, (wait) => this.#aside(wait));
    signal.throwIfAborted();
    const { host } = new URL(granted.url);
    const worker = runWorker(
      { ...job, access: granted, busyUntilMs: busyHosts.untilMs(host) },
      this.#page(),
      workerUrl,
    );
    this.#worker = worker;
    signal.addEventListener('abort', () => worker.stop(), { once: true });
    const leave = busyHosts.join(host, worker);
    return worker.ended.finally(leave);
  }

  /** What the worker calls. */
  #page(): Page {
    const report = (said: Report) => {
      if (!this.#isSettled) this.#plan.report(said);
    };
    return {
      report,
      lockedOut: () => {
        report({ facts: { owner: 'elsewhere' } });
        this.#leaveTurn();
      },
      turn: () => this.#takeTurn(),
      refused: () => this.#plan.refused(),
      busy: (host, untilMs) => this.#plan.busyHosts.tell(host, untilMs, this.#worker),
    };
  }

  async #takeTurn(): Promise<void> {
    this.#leave = await this.#plan.slots.take(this.#stop.signal);
  }

  #leaveTurn(): void {
    this.#leave?.();
    this.#leave = undefined;
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
