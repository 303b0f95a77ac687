import { type DownloadRecord, startRecord } from '../storage/record.js';
import type { Engine } from './engine.js';
import { loadLate } from './load-late.js';
import type { ValidRequest } from './request.js';

/** Before its file: a file without a record would be an orphan. */
export async function recordStart(engine: Engine, wanted: ValidRequest, name: string): Promise<DownloadRecord> {
  const { ledger } = engine;
  const buried = await ledger.get(wanted.id);
  const file = crypto.randomUUID(); // of a new one
  if (engine.isShortOfRoom) await (await loadLate()).requireRoom(engine, buried?.file ?? file, name);
  if (buried?.removed) await (await loadLate()).requireRemoved(engine, buried, name);
  const { headers = {}, credentials = 'same-origin', ...request } = wanted;
  const kept = { ...request, credentials, hadHeaders: Object.keys(headers).length > 0 };
  return ledger.update(wanted.id, (before) => startRecord(before, kept, Date.now(), file));
}

/** A page that goes away now must not leave behind what runs by itself again. */
export async function recordRest({ ledger }: Engine, id: string): Promise<void> {
  await ledger.update(id, (record) => record && { ...record, intent: 'rest', touchedAt: Date.now() });
}

/** The next page lets it go first too. */
export async function recordFront({ ledger }: Engine, id: string): Promise<void> {
  await ledger.update(id, (record) => record && { ...record, turn: Date.now() });
}
