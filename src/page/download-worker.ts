import { type Remote, wrap } from 'comlink';
import { DownloadError, type Failure } from '../core/errors.js';
import type { DownloadWorker } from '../worker/protocol.js';
import { refusedByPolicy } from './refused-worker.js';
import { spawnModule } from './spawn.js';
import { defaultWorkerUrl } from './worker-url.js';

/** A browser may tell that a worker does not run before it tells of the policy that refused it. */
const REPORT_PATIENCE_MS = 100;

export interface StartedWorker {
  readonly remote: Remote<DownloadWorker>;
  /** Settles only when it could not run, or died of an error. Calls to it never settle then. */
  readonly broken: Promise<Failure>;
  end(): void;
}

/** Throws an `internal` error where the browser refuses at once. */
export function startDownloadWorker(workerUrl: string | URL | undefined): StartedWorker {
  const url = new URL(workerUrl ?? defaultWorkerUrl(), document.baseURI);
  const over = new AbortController();
  const refused = refusedByPolicy(url, over.signal).then((message): Failure => ({ code: 'internal', message }));
  try {
    const worker = spawnModule(url, 'resumable-download');
    const failed = new Promise<Failure>((resolve) => {
      worker.addEventListener('error', ({ message }) => {
        setTimeout(resolve, REPORT_PATIENCE_MS, brokenWorker(message));
      });
    });
    const end = () => {
      over.abort();
      worker.terminate();
    };
    return { remote: wrap<DownloadWorker>(worker), broken: Promise.race([refused, failed]), end };
  } catch (error) {
    over.abort();
    const { code, message } = brokenWorker(String(error));
    throw new DownloadError(code, message, { cause: error });
  }
}

export function brokenWorker(why: string): Failure {
  return {
    code: 'internal',
    message:
      `The download worker could not run${why ? ` (${why})` : ''}. If the page has a Content-Security-Policy, its ` +
      'worker-src must allow the worker, and its trusted-types, if any, the policy resumable-download. A copy of the ' +
      'worker on a host that is allowed can be named as workerUrl.',
    cause: why,
  };
}
