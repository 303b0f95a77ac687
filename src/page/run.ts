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
}

/** A download from its start to an end: it waits for its turn, gets access, and then a worker transfers. */
export class Run {
  /** Never rejects. */
  readonly ended: Promise<Ending>;
  readonly #stop = new AbortController();
  #worker: WorkerRun | undefined;

  constructor(plan: RunPlan) {
    this.ended = this.#run(plan).catch((error): Ending => (this.#stop.signal.aborted ? 'paused' : toFailure(error)));
  }

  /** Resolves when it has ended, with everything received recorded. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.ended;
  }

  wake(): void {
    this.#worker?.wake();
  }

  async #run({ slots, job, page, workerUrl, access }: RunPlan): Promise<Ending> {
    const { signal } = this.#stop;
    const leave = await slots.take(signal);
    try {
      const granted = await access(signal);
      signal.throwIfAborted();
      const worker = runWorker({ ...job, access: granted }, page, workerUrl);
      this.#worker = worker;
      signal.addEventListener('abort', () => worker.stop(), { once: true });
      return await worker.ended;
    } finally {
      leave();
    }
  }
}
