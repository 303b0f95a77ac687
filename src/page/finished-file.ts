import type { Failure } from '../core/errors.js';
import { storeOf } from '../storage/file-stores.js';
import { type DownloadRecord, NO_PROGRESS } from '../storage/record.js';
import type { Engine } from './engine.js';

/** The file of a complete download; `undefined`: the browser has dropped it, or some of it. */
export async function readFinished(
  { namespace }: Engine,
  record: DownloadRecord,
  name: string,
): Promise<File | undefined> {
  const { completeLength, mediaType = '' } = record.representation ?? {};
  const stored = await storeOf(namespace, record).read(record.file);
  return stored?.size === completeLength && stored ? new File([stored], name, { type: mediaType }) : undefined;
}

/** Its bytes are gone, and nobody has removed them. */
export async function recordLoss({ ledger }: Engine, { id, name }: { id: string; name: string }): Promise<Failure> {
  const failure: Failure = {
    code: 'storage-lost',
    message: `The browser has dropped ${name} from its storage. It has to be downloaded again.`,
  };
  await ledger.update(id, (record) => record && { ...record, ...NO_PROGRESS, outcome: failure });
  return failure;
}
