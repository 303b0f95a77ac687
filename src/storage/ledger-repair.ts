import { deleteDB, openDB } from 'idb';
import { namesOf } from '../core/schema.js';
import { asRecord, inTime, type Ledger } from './ledger.js';

/** Deletes what cannot be read as a record. */
export function dropUnreadable(ledger: Ledger): Promise<void> {
  return ledger.transact('readwrite', async (store) => {
    const [keys, values] = await Promise.all([store.getAllKeys(), store.getAll()]);
    await Promise.all(keys.filter((_, index) => !asRecord(values[index])).map((key) => store.delete(key)));
  });
}

/**
 * Deletes the records when the browser cannot read its own files any more: Firefox would refuse them for ever. `false`: on
 * a full or failing disk no other database can be made either, and this one may be whole.
 */
export async function dropTorn(ledger: Ledger, namespace: string): Promise<boolean> {
  const { database } = namesOf(namespace);
  if (!(await canKeep(`${database}?`))) return false;
  ledger.close();
  await inTime(deleteDB(database));
  return true;
}

/** Whether a database can be made and deleted. */
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
