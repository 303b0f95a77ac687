import { transfer, wrap } from 'comlink';
import { DIGEST_WORKER_NAME, type DigestWorker } from '../worker/hasher.js';
import { spawnModule } from './spawn.js';

/** A worker whose code has not come by then is not waited for. */
const LOADING_MS = 30_000;

/**
 * Starts the code for digests as a worker of its own, which ends when the signal is aborted, and returns a port at which a
 * `RemoteHasher` answers, to be handed on. The page does it for the download worker: in Firefox a worker that starts another one
 * now and then hangs for good (seen once in fifty times).
 */
export async function startDigestWorker(url: string, signal: AbortSignal): Promise<MessagePort> {
  signal.throwIfAborted();
  const worker = spawnModule(new URL(url), DIGEST_WORKER_NAME);
  signal.addEventListener('abort', () => worker.terminate(), { once: true });
  const { port1, port2 } = new MessageChannel();
  const connected = wrap<DigestWorker>(worker).connect(transfer(port1, [port1]));
  try {
    await Promise.race([connected, failureOf(worker, url, signal)]);
    return transfer(port2, [port2]);
  } catch (error) {
    worker.terminate();
    throw error;
  }
}

/** Calls to a worker that does not run never settle. */
function failureOf(worker: Worker, url: string, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (why?: string) => reject(new Error(why || `${url} does not run as a worker`));
    worker.addEventListener('error', ({ message }) => fail(message));
    for (const end of [signal, AbortSignal.timeout(LOADING_MS)]) end.addEventListener('abort', () => fail());
  });
}
