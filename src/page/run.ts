import { toFailure } from '../core/errors.js';
import type { Access, Ending, Job, Page } from '../worker/protocol.js';
import type { Slots } from './slots.js';
import { runWorker, type WorkerRun } from './worker-run.js';

/** What a run needs to know. */
export interface RunPlan {
  readonly slots: Slots;
  readonly job: Omit<Job, 'access'>;
  readonly page: Page;
  readonly workerUrl: string | URL | undefined;
  /** Called when its turn has come. Must reject when the signal is aborted. */
  access(signal: AbortSignal): Promise<Access>;
  /** Called once, while its turn still lasts. Must not reject. */
  settle(ending: Ending): Promise<void>;
}

/** A download from its start to an end: it waits for its turn, gets access, and then a worker transfers. */
export class Run {
  /** Resolves when it is settled; never rejects. */
  readonly ended: Promise<void>;
  readonly #stop = new AbortController();
  #worker: WorkerRun | undefined;

  constructor(plan: RunPlan) {
    this.ended = this.#run(plan);
  }

  /** Resolves when it has ended, with everything received recorded. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  wake(): void {
    this.#worker?.wake();
  }

  async #run(plan: RunPlan): Promise<void> {
    let leave = () => {};
    try {
      leave = await plan.slots.take(this.#stop.signal);
    } catch {
      return plan.settle('paused');
    }
    await plan.settle(await this.#transfer(plan).catch((error) => this.#endingOf(error)));
    leave();
  }

  async #transfer({ job, page, workerUrl, access }: RunPlan): Promise<Ending> {
    const { signal } = this.#stop;
    const granted = await access(signal);
    signal.throwIfAborted();
    const worker = runWorker({ ...job, access: granted }, page, workerUrl);
    this.#worker = worker;
    signal.addEventListener('abort', () => worker.stop(), { once: true });
    return worker.ended;
  }

  #endingOf(error: unknown): Ending {
    return this.#stop.signal.aborted ? 'paused' : toFailure(error);
  }
}
