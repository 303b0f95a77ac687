import { companionsOf, ownerOf } from '../storage/companions.js';
import { deleteFile, deleteFiles, listFiles } from '../storage/file-stores.js';
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

/** Each file was recorded before it was made, so one without a record is nobody's. */
export async function deleteOrphans({ ledger, namespace }: Engine, known: readonly DownloadRecord[]): Promise<void> {
  const suspects = withoutRecord(await listFiles(namespace), known);
  // After the files, or one that was made in between would seem to be nobody's.
  if (suspects.length > 0) await deleteFiles(namespace, withoutRecord(suspects, await ledger.all()));
}

function withoutRecord(files: readonly string[], records: readonly DownloadRecord[]): string[] {
  const recorded = new Set(records.map(({ file }) => file));
  return files.filter((name) => !recorded.has(ownerOf(name)));
}
