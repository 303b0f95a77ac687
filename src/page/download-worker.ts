import { type Remote, wrap } from 'comlink';
import type { DownloadWorker } from '../worker/protocol.js';
import type { InWords } from './load-late.js';
import { spawnModule } from './spawn.js';
import { defaultWorkerUrl } from './worker-url.js';

/** A browser may tell that a worker does not run before it tells of the policy that refused it. */
const REPORT_PATIENCE_MS = 100;

export interface StartedWorker {
  readonly remote: Remote<DownloadWorker>;
  /** Settles only when it could not run, or died of an error. Calls to it never settle then. */
  readonly broken: Promise<InWords>;
  end(): void;
}

/** Throws where the browser refuses at once. */
export function startDownloadWorker(workerUrl: string | URL | undefined): StartedWorker {
  const url = new URL(workerUrl ?? defaultWorkerUrl(), document.baseURI);
  const over = new AbortController();
  const refused = refusedByPolicy(url, over.signal);
  try {
    const worker = spawnModule(url, 'resumable-download');
    const failed = new Promise<InWords>((resolve) => {
      worker.addEventListener('error', ({ message }) => {
        setTimeout(resolve, REPORT_PATIENCE_MS, brokenBy(message));
      });
    });
    const end = () => {
      over.abort();
      worker.terminate();
    };
    return { remote: wrap<DownloadWorker>(worker), broken: Promise.race([refused, failed]), end };
  } catch (error) {
    over.abort();
    throw error;
  }
}

/** @param why what could not run it, or ended it; in the browser's words */
export function brokenBy(why: string): InWords {
  return ({ brokenWorker }) => brokenWorker(why);
}

/**
 * Resolves when a Content-Security-Policy of the page refuses a worker of this URL. Must be asked before the worker is
 * started; never resolves once the signal is aborted.
 */
function refusedByPolicy(url: URL, signal: AbortSignal): Promise<InWords> {
  return new Promise((resolve) => {
    const look = (event: SecurityPolicyViolationEvent) => {
      if (event.disposition === 'enforce' && isAbout(event, url)) resolve(({ refusedWorker }) => refusedWorker(event));
    };
    document.addEventListener('securitypolicyviolation', look, { signal });
  });
}

/** Of a URL with another scheme than http and https, a report has only the scheme. */
function isAbout({ effectiveDirective, blockedURI }: SecurityPolicyViolationEvent, { href }: URL): boolean {
  return (
    /^(worker|child|script|default)-src/.test(effectiveDirective) && (blockedURI === 'blob' || blockedURI === href)
  );
}
