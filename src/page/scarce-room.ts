import { type StartedWorker, startDownloadWorker } from './download-worker.js';
import type { Engine } from './engine.js';

const ANSWER_PATIENCE_MS = 5000;

/** Whether there is room again for the records of a download that this page does not run. */
export async function findRoom({ namespace, options }: Engine, file: string): Promise<boolean> {
  return (await askWorker((worker) => worker.hasRoom(namespace, file), options.workerUrl)) !== false;
}

/** Empties the file of a download that is to be removed. It must be free. */
export async function emptyFile({ namespace, options }: Engine, file: string): Promise<void> {
  await askWorker((worker) => worker.emptyFile(namespace, file), options.workerUrl);
}

/** Asks a worker that is made just for that; `undefined`: it did not answer. */
async function askWorker<T>(
  question: (worker: StartedWorker['remote']) => Promise<T>,
  workerUrl: string | URL | undefined,
): Promise<T | undefined> {
  const { remote, broken, end } = startDownloadWorker(workerUrl);
  const silence = new Promise<undefined>((resolve) => setTimeout(resolve, ANSWER_PATIENCE_MS));
  const answer = question(remote).catch(() => undefined);
  return Promise.race([answer, broken.then(() => undefined), silence]).finally(end);
}
