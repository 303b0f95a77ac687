import { countBytes, endOf } from '../core/range-set.js';
import { copyFileOf } from './companions.js';
import type { FileStore } from './file-store.js';
import type { Ledger } from './ledger.js';
import { opfsStore } from './opfs-store.js';
import { readRecord } from './read-record.js';
import { type DownloadRecord, lastTouched } from './record.js';
import { fromSlots } from './record-slots.js';

/**
 * Records anew what a browser has lost of its database, from the copies beside the files. Returns what is recorded now.
 */
export async function restoreLost(namespace: string, ledger: Ledger): Promise<DownloadRecord[]> {
  const store = opfsStore(namespace);
  const restored: DownloadRecord[] = [];
  for (const file of await store.list()) {
    const copy = await readCopy(store, file);
    // Somebody may have begun it anew meanwhile.
    const record = copy && (await ledger.update(copy.id, (before) => before ?? copy));
    if (record) restored.push(record);
  }
  return restored;
}

/** `undefined`: there is none, or the file is not what it says. */
async function readCopy(store: FileStore, file: string): Promise<DownloadRecord | undefined> {
  const [copy, bytes] = [await store.read(copyFileOf(file)), (await store.read(file))?.size ?? 0];
  const values = copy ? await fromSlots(await copy.arrayBuffer()) : [];
  const records = values.flatMap((value) => readRecord(value, () => '') ?? []);
  const [newest] = records.filter((record) => record.file === file).sort((a, b) => lastTouched(b) - lastTouched(a));
  if (!newest || newest.startsOver || countBytes(newest.ranges) === 0 || bytes < endOf(newest.ranges)) return undefined;
  return newest;
}
