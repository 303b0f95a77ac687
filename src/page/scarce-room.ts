import { DownloadError } from '../core/errors.js';
import { deleteFile } from '../storage/file-stores.js';
import type { DownloadRecord } from '../storage/record.js';
import { type StartedWorker, startDownloadWorker } from './download-worker.js';
import type { Engine } from './engine.js';

const ANSWER_PATIENCE_MS = 5000;

/**
 * Once there was none: makes sure that there is room again for the records of a download that this page does not run. Rejects
 * with `storage-full`.
 */
export async function requireRoom(engine: Engine, file: string, name: string): Promise<void> {
  const { namespace, options } = engine;
  const hasRoom = await askWorker((worker) => worker.hasRoom(namespace, file), options.workerUrl);
  if (hasRoom === false) {
    throw new DownloadError('storage-full', `There is still no room for ${name}. Make room, then continue.`);
  }
  engine.isShortOfRoom = false;
}

/** Deletes the bytes of a download that is to be removed: that makes the room to record it. */
export async function deleteFirst(engine: Engine, { id, file }: DownloadRecord): Promise<void> {
  const { namespace, options } = engine;
  await engine.untilFree(id);
  await askWorker((worker) => worker.emptyFile(namespace, file), options.workerUrl);
  await deleteFile(namespace, file); // what Firefox does not open on a full disk it deletes
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
