import { expose } from 'comlink';
import { DownloadError, toFailure } from '../core/errors.js';
import { namesOf } from '../core/schema.js';
import { Ledger } from '../storage/ledger.js';
import { openFile } from '../storage/opfs-file.js';
import type { DownloadRecord, Progress } from '../storage/record.js';
import type { DownloadWorker, Ending, Job, Page } from './protocol.js';
import { Transfer } from './transfer.js';
import { verify } from './verify.js';

/** Locks of a page that just went away come free within milliseconds; only after that is there another owner. */
const LOCK_PATIENCE_MS = 300;

const pausing = new AbortController();
let transfer: Transfer | undefined;

const worker: DownloadWorker = {
  async run(job, page) {
    try {
      return await underLock(job, page, () => own(job, page));
    } catch (error) {
      return pausing.signal.aborted && !(error instanceof DownloadError) ? 'paused' : toFailure(error);
    }
  },
  pause: () => pausing.abort(),
  wake: () => transfer?.wake(),
};

expose(worker);

/** Only the holder of a download's lock touches its file. The lock ends with this worker, however that ends. */
function underLock<T>({ namespace, id }: Job, page: Page, work: () => Promise<T>): Promise<T> {
  const timer = setTimeout(() => page.report({ facts: { owner: 'elsewhere' } }), LOCK_PATIENCE_MS);
  return navigator.locks
    .request(namesOf(namespace).lock(id), { signal: pausing.signal }, () => {
      clearTimeout(timer);
      page.report({ facts: { owner: 'here' } });
      return work();
    })
    .finally(() => clearTimeout(timer));
}

async function own(job: Job, page: Page): Promise<Ending> {
  const ledger = new Ledger(job.namespace);
  const record = await ledger.get(job.id);
  if (!isOwn(record, job)) throw removed(job);
  // Another tab may have owned it while this one waited for the lock.
  if (record.outcome) return record.outcome;
  if (record.intent === 'rest') return 'paused';
  const file = await openFile(job.namespace, job.file);
  try {
    const amend = (progress: Partial<Progress>) => amendOwn(ledger, job, progress);
    const { access, connections } = job;
    const { signal } = pausing;
    const verified = (verifiedBytes: number) => page.report({ to: { status: 'verifying', verifiedBytes } });
    transfer = new Transfer({ record, file, amend, access, connections, page, signal });
    if (!(await transfer.run())) return 'paused';
    if (record.integrity)
      await verify(file, { url: access.url, integrity: record.integrity, signal, progress: verified });
    await amend({ ...transfer.progress, outcome: 'complete' });
    return 'complete';
  } finally {
    file.close();
    ledger.close();
  }
}

async function amendOwn(ledger: Ledger, job: Job, progress: Partial<Progress>): Promise<void> {
  const record = await ledger.update(job.id, (before) => (isOwn(before, job) ? { ...before, ...progress } : undefined));
  if (!isOwn(record, job)) throw removed(job);
  if (record.intent === 'rest') pausing.abort(); // also when it was another tab that paused
}

function isOwn(record: DownloadRecord | undefined, { file }: Job): record is DownloadRecord {
  return record !== undefined && !record.removed && record.file === file;
}

function removed({ id }: Job): DownloadError {
  return new DownloadError('removed', `The download ${id} was removed.`);
}
