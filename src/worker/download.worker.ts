import { expose } from 'comlink';
import { DownloadError, type DownloadErrorCode, toFailure } from '../core/errors.js';
import { countBytes } from '../core/range-set.js';
import { namesOf } from '../core/schema.js';
import type { StoredFile } from '../storage/file-store.js';
import { storeOf } from '../storage/file-stores.js';
import { Ledger } from '../storage/ledger.js';
import { choosePlace, openFile } from '../storage/open-file.js';
import type { DownloadRecord, Place, Progress } from '../storage/record.js';
import { Allowance } from './allowance.js';
import { hasherWays } from './hasher-ways.js';
import { Hashing } from './hashing.js';
import type { DownloadWorker, Ending, Grant, Job, Page } from './protocol.js';
import { Recording } from './recording.js';
import { emptyFile, hasRoom, noRoomLeft } from './spare-room.js';
import { type Means, Transfer } from './transfer.js';
import { untilAborted } from './until-aborted.js';
import { verify } from './verify.js';

/** Locks of a page that just went away come free within milliseconds; only after that is there another owner. */
const LOCK_PATIENCE_MS = 300;
/** An owner that is not heard for longer has a page that hangs. */
const HEARTBEAT_MS = 1000;

const pausing = new AbortController();
let transfer: Transfer | undefined;
let allowance: Allowance | undefined;

const worker: DownloadWorker = {
  async run(job, page) {
    const granted = new Allowance(async (bytes) => page.reserve(bytes));
    allowance = granted; // at once: what the page grants comes after this call, and before the transfer begins
    try {
      const ending = await underLock(job, page, () => own(job, page, granted));
      await page.report({ exchanges: transfer?.exchanges }); // the end takes another way, and must not come before what was reported
      return ending;
    } catch (error) {
      return endingOf(error);
    }
  },
  pause: () => pausing.abort(),
  wake: (why) => transfer?.wake(why),
  holdOff: (untilMs) => transfer?.holdOff(untilMs),
  connections(count) {
    if (transfer) transfer.connections(count);
    else if (allowance) allowance.connections = count;
  },
  limit(limit) {
    if (transfer) transfer.limit(limit);
    else if (allowance) allowance.limit = limit;
  },
  exchanges: () => transfer?.exchanges,
  hasRoom,
  emptyFile,
};

/** Makes of the thread that this runs in the worker of one download. */
export function work(): void {
  expose(worker);
}

/** Only the holder of a download's lock touches its file. The lock ends with this worker, however that ends. */
async function underLock<T>({ namespace, id }: Job, page: Page, work: () => Promise<T>): Promise<T> {
  let isLockedOut = false;
  const timer = setTimeout(() => {
    isLockedOut = true;
    page.lockedOut();
  }, LOCK_PATIENCE_MS);
  const lock = namesOf(namespace).lock(id);
  try {
    return await navigator.locks.request(lock, { signal: pausing.signal }, async () => {
      clearTimeout(timer);
      if (isLockedOut) await page.turn();
      return work();
    });
  } finally {
    clearTimeout(timer);
  }
}

async function own(job: Job, page: Page, allowance: Allowance): Promise<Ending> {
  const ledger = new Ledger(job.namespace);
  const heartbeat = setInterval(() => page.report({}), HEARTBEAT_MS);
  try {
    const record = await ledger.get(job.id);
    if (!isOwn(record, job)) throw removed(job);
    // Another tab may have owned it while this one waited for the lock.
    if (record.outcome) return record.outcome;
    if (record.intent === 'rest' || pausing.signal.aborted) return 'paused';
    const granted = await Promise.race([page.access(), untilAborted(pausing.signal)]);
    if (!granted || pausing.signal.aborted) return 'paused';
    const given = { job, page, allowance, ledger };
    const ending = 'code' in granted ? granted : await complete(record, granted, given).catch(endingOf);
    if (ending === 'paused' || ending === 'complete' || ending.code === 'removed') return ending;
    // On a full disk the next page finds out by itself how it ended.
    const mayBeFull = ending.code === 'storage-full' || ending.code === 'storage-unavailable';
    if (mayBeFull && !(await hasRoom(job.namespace, job.file))) return toFailure(noRoomLeft(record.url));
    await amendOwn(ledger, job, { outcome: ending }); // under the lock: the next owner must find it
    return ending;
  } finally {
    clearInterval(heartbeat);
    ledger.close();
  }
}

/** The record with a place for its file. It is recorded before there is a file, so that every page finds that. */
async function placed(record: DownloadRecord, ledger: Ledger, job: Job): Promise<DownloadRecord> {
  if (record.store || record.ranges.length > 0) return record;
  const place = await choosePlace();
  if (place.store) await amendOwn(ledger, job, place);
  return { ...record, ...place };
}

/** What a run was given, and what it records in. */
interface Given {
  readonly job: Job;
  readonly page: Page;
  readonly allowance: Allowance;
  readonly ledger: Ledger;
}

/** From what is recorded to the whole file. */
async function complete(found: DownloadRecord, grant: Grant, given: Given): Promise<Ending> {
  const { ledger, job } = given;
  const record = await placed(found, ledger, job);
  const recording = await Recording.open(job, record, (progress) => amendOwn(ledger, job, progress));
  try {
    const file = await openFile(job.namespace, record, job.file);
    return await fill(file, record, recording, grant, given);
  } finally {
    const left = await ledger.get(job.id).catch(() => undefined);
    await recording.close(isOwn(left, job) ? left : undefined);
  }
}

async function fill(
  file: StoredFile,
  record: DownloadRecord,
  recording: Recording,
  grant: Grant,
  given: Given,
): Promise<Ending> {
  const { namespace, file: name } = given.job;
  const store = storeOf(namespace, record);
  try {
    const progress = await bring(file, record, recording, grant, given);
    if (!progress) return 'paused';
    // What was written may have been taken out of its directory or database meanwhile. What is left of it is of no use.
    if (!(await store.has(name, countBytes(progress.ranges)))) {
      await store.delete(name);
      throw lost(record);
    }
    await recording.end({ ...progress, digest: undefined, outcome: 'complete' });
    return 'complete';
  } catch (error) {
    await recording.giveUpRoom(); // without room nothing may be recorded, whatever went wrong beside that
    // Chromium says of a file that was taken away that there is no room for it.
    const isGone = !record.store && isOf(error, 'storage-full') && !(await store.read(name));
    throw isGone ? lost(record) : error;
  }
}

/** Brings all of the file and closes it. `undefined`: it was paused before that. */
async function bring(
  file: StoredFile,
  record: DownloadRecord,
  recording: Recording,
  grant: Grant,
  { job, page, allowance }: Given,
): Promise<Progress | undefined> {
  const hashing = new Hashing(file, hasherWays(job.digestUrls, page), record);
  try {
    const amend = (progress: Partial<Progress>) => recording.amend(progress);
    const means: Means = { record, file, hashing, amend, ...grant, allowance, page, signal: pausing.signal };
    const running = new Transfer(means);
    transfer = running;
    const ended = running.run();
    recording.holdRoom().catch((error) => running.fail(error)); // the first request is under way by now
    if (!(await ended)) return undefined;
    await recording.holdRoom();
    const { completeLength } = running.progress.representation ?? {};
    if (completeLength !== undefined && file.size() > completeLength) file.resize(completeLength);
    if (file.size() !== completeLength) throw lost(record);
    await verify(running, means);
    await file.flush(); // its length
    return running.progress;
  } finally {
    hashing.close();
    file.close();
  }
}

function endingOf(error: unknown): Ending {
  return pausing.signal.aborted && !(error instanceof DownloadError) ? 'paused' : toFailure(error);
}

async function amendOwn(ledger: Ledger, job: Job, progress: Partial<Progress> & Place): Promise<DownloadRecord> {
  const change = { ...progress, ...(progress.ranges && { touchedAt: Date.now(), turn: 'come' as const }) };
  const record = await ledger.update(job.id, (before) => (isOwn(before, job) ? { ...before, ...change } : undefined));
  if (!record) throw forgotten(job);
  if (!isOwn(record, job)) throw removed(job);
  if (record.intent === 'rest') pausing.abort(); // also when it was another tab that paused
  return record;
}

function isOwn(record: DownloadRecord | undefined, { file }: Job): record is DownloadRecord {
  return record !== undefined && !record.removed && record.file === file;
}

function removed({ id }: Job): DownloadError {
  return new DownloadError('removed', `The download ${id} was removed.`);
}

function isOf(error: unknown, code: DownloadErrorCode): boolean {
  return error instanceof DownloadError && error.code === code;
}

function lost({ url }: DownloadRecord): DownloadError {
  return new DownloadError('storage-lost', `The stored bytes of ${url} are gone. It has to be downloaded again.`);
}

/** Whoever removes a download leaves a tombstone until its owner is gone. */
function forgotten({ id }: Job): DownloadError {
  const message = `What was recorded of ${id} was deleted while it was being downloaded, as when a person clears site data.`;
  return new DownloadError('storage-lost', message);
}
