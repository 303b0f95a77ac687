import { deleteDB, openDB } from 'idb';
import { namesOf } from '../core/schema.js';
import { named } from './failures.js';
import { asRecord, inTime, type Ledger } from './ledger.js';

/** Deletes what cannot be read as a record. */
export function dropUnreadable(ledger: Ledger): Promise<void> {
  return ledger.transact('readwrite', async (store) => {
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    await Promise.all(keys.filter((_, index) => !asRecord(values[index])).map((key) => store.delete(key)));
  });
}

/**
 * Deletes the records when the browser cannot read its own files any more: Firefox would refuse them for ever.
 *
 * @param why what reading them has failed with; thrown again where it is anything else
 */
export async function dropTorn(ledger: Ledger, namespace: string, why: Error): Promise<void> {
  const { database } = namesOf(namespace);
  if (!named(why.cause, 'UnknownError') || !(await canKeep(`${database}?`))) throw why;
  ledger.close();
  await inTime(deleteDB(database));
}

/** Whether only that database is torn. On a full or failing disk no other one can be made either, and that one may be whole. */
async function canKeep(probe: string): Promise<boolean> {
  try {
    const database = await inTime(openDB(probe, 1, { upgrade: (made) => void made.createObjectStore('probe') }));
    database.close();
    await inTime(deleteDB(probe));
    return true;
  } catch {
    return false;
  }
}
