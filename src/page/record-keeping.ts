import { DownloadError, type Failure } from '../core/errors.js';
import { type DownloadRecord, NO_PROGRESS, startRecord } from '../storage/record.js';
import type { Engine } from './engine.js';
import type { ValidRequest } from './request.js';

/** Before its file: a file without a record would be an orphan. */
export async function recordStart(engine: Engine, wanted: ValidRequest, name: string): Promise<DownloadRecord> {
  const { ledger } = engine;
  const buried = await ledger.get(wanted.id);
  const file = crypto.randomUUID(); // of a new one
  if (!(await engine.hasRoom(buried?.file ?? file))) {
    throw new DownloadError('storage-full', `There is still no room for ${name}. Make room, then continue.`);
  }
  if (buried?.removed && !(await engine.finishRemoval(buried))) {
    throw new DownloadError('storage-unavailable', `Another tab still holds the file of ${name}, which was removed.`);
  }
  const { headers = {}, credentials = 'same-origin', ...request } = wanted;
  const kept = { ...request, credentials, hadHeaders: Object.keys(headers).length > 0 };
  const record = await ledger.update(wanted.id, (before) => startRecord(before, kept, Date.now(), file));
  if (!record) throw new DownloadError('internal', 'The ledger did not keep the record.');
  return record;
}

/** A page that goes away now must not leave behind what runs by itself again. */
export async function recordRest({ ledger }: Engine, id: string): Promise<void> {
  await ledger.update(id, (record) => record && { ...record, intent: 'rest', touchedAt: Date.now() });
}

/** The next page lets it go first too. */
export async function recordFront({ ledger }: Engine, id: string): Promise<void> {
  await ledger.update(id, (record) => record && { ...record, turn: Date.now() });
}

/** Its bytes are gone, and nobody has removed them. */
export async function recordLoss({ ledger }: Engine, id: string, failure: Failure): Promise<void> {
  await ledger.update(id, (record) => record && { ...record, ...NO_PROGRESS, outcome: failure });
}
