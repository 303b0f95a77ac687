import { DownloadError } from '../core/errors.js';
import { companionsOf, ownerOf } from '../storage/companions.js';
import { deleteFile, deleteFiles, listFiles } from '../storage/file-stores.js';
import { dropUnreadable } from '../storage/ledger-repair.js';
import type { DownloadRecord } from '../storage/record.js';
import type { Engine } from './engine.js';

/**
 * Deletes the file of a record that bears a tombstone, and then the record: a crash in between leaves the tombstone,
 * and the next page finishes. So does it when another tab holds on to the file: then `false`.
 */
export function finishRemoval(engine: Engine, { id, file }: DownloadRecord): Promise<boolean> {
  const { namespace, ledger } = engine;
  return engine.whenFree(id, async () => {
    for (const beside of companionsOf(file)) await deleteFile(namespace, beside).catch(() => {});
    await deleteFile(namespace, file);
    await ledger.delete(id, file);
  });
}

/** Finishes a removal, so that the download can be begun anew. Rejects when another tab holds on to the file. */
export async function requireRemoved(engine: Engine, buried: DownloadRecord, name: string): Promise<void> {
  if (await finishRemoval(engine, buried)) return;
  throw new DownloadError('storage-unavailable', `Another tab still holds the file of ${name}, which was removed.`);
}

/** Each file was recorded before it was made, so one without a record is nobody's, and so is a record that cannot be read. */
export async function deleteOrphans({ ledger, namespace }: Engine, known: readonly DownloadRecord[]): Promise<void> {
  const suspects = withoutRecord(await listFiles(namespace), known);
  // After the files, or one that was made in between would seem to be nobody's.
  if (suspects.length > 0) await deleteFiles(namespace, withoutRecord(suspects, await ledger.all()));
  await dropUnreadable(ledger);
}

/** What is left when all that a page knows of is removed: what only other tabs knew, and what nobody knew. */
export async function removeRest(engine: Engine): Promise<void> {
  const { ledger, namespace } = engine;
  await dropUnreadable(ledger);
  for (const { id } of await ledger.all()) {
    const buried = await ledger.update(id, (record) => record && { ...record, removed: true });
    if (buried) await finishRemoval(engine, buried);
  }
  await deleteFiles(namespace, await listFiles(namespace));
}

function withoutRecord(files: readonly string[], records: readonly DownloadRecord[]): string[] {
  const recorded = new Set(records.map(({ file }) => file));
  return files.filter((name) => !recorded.has(ownerOf(name)));
}
