import { proxy } from 'comlink';
import type { Exchange } from '../core/exchange.js';
import type { Ending, Job, Limit, Page, Report, WakeReason } from '../worker/protocol.js';
import { brokenBy, startDownloadWorker } from './download-worker.js';
import { type InWords, loadLate, sayLate } from './load-late.js';
import { Vigil } from './vigil.js';

const STOP_PATIENCE_MS = 5000; // a checkpoint takes milliseconds, but a disk may be asleep
/** A person has pressed something, and a browser lets that count for a few seconds only. */
const EXCHANGES_PATIENCE_MS = 1000;
/** A worker tells every second that it lives. A flush may take long, but not this long. */
const SILENCE_SECONDS = 30;

/** One worker for one run of a download: from its lock to an end, and then it is gone. */
export interface WorkerRun {
  /** Settles whatever happens to the worker, and never rejects. */
  readonly ended: Promise<Ending>;
  /** Lets it record what it has, and end. */
  stop(): void;
  /** Ends it at once; what came since its last checkpoint is lost. */
  kill(): void;
  /** Whatever waits in it tries again at once, but for what a host has asked for unless it was a `press`. */
  wake(why: WakeReason): void;
  /** The host of its file wants to be left alone until this moment; milliseconds since the epoch. */
  holdOff(untilMs: number): void;
  /** So many requests it may send at once. */
  connections(count: number): void;
  /** What it has asked and was answered; `undefined`: it does not say. */
  exchanges(): Promise<readonly Exchange[] | undefined>;
  /** So fast it may receive; `undefined`: as fast as it can. */
  limit(limit: Limit | undefined): void;
}

/** Throws where the browser refuses at once. */
export function runWorker(job: Job, page: Omit<Page, 'hasher'>, workerUrl: string | URL | undefined): WorkerRun {
  const { remote, broken, end: endWorker } = startDownloadWorker(workerUrl);
  const over = new AbortController();
  let giveUp: (ending: Ending | InWords) => void = () => {};
  const stuck = new Promise<Ending | InWords>((resolve) => {
    giveUp = resolve;
  });
  const vigil = new Vigil(SILENCE_SECONDS, () => giveUp(({ silentWorker }) => silentWorker()));
  const report = (said: Report) => {
    vigil.heard();
    return page.report(said);
  };
  const hasher = async (url: string) => (await loadLate()).startDigestWorker(url, over.signal);
  const returned = remote.run(job, proxy({ ...page, report, hasher })).catch((error) => brokenBy(String(error)));
  const end = () => {
    vigil.end();
    endWorker();
    over.abort();
  };
  const ended = Promise.race([returned, broken, stuck])
    .finally(end)
    .then((ending) => (typeof ending === 'function' ? sayLate(ending) : ending));
  return {
    ended,
    stop() {
      remote.pause();
      setTimeout(giveUp, STOP_PATIENCE_MS, 'paused');
    },
    kill() {
      end();
      giveUp('paused');
    },
    wake: (why) => void remote.wake(why),
    holdOff: (untilMs) => void remote.holdOff(untilMs),
    connections: (count) => void remote.connections(count),
    limit: (limit) => void remote.limit(limit),
    exchanges() {
      const silence = new Promise<undefined>((resolve) => setTimeout(resolve, EXCHANGES_PATIENCE_MS));
      const told = remote.exchanges().catch(() => undefined); // an older worker, hosted by the page, knows no such call
      return Promise.race([told, silence, ended.then(() => undefined)]);
    },
  };
}
