import { createSHA256, createSHA384, createSHA512 } from 'hash-wasm';
import { DownloadError } from '../core/errors.js';
import { type HashAlgorithm, parseIntegrity } from '../core/integrity.js';
import type { StoredFile } from '../storage/opfs-file.js';

const STEP_BYTES = 4 * 2 ** 20; // 4 MiB: some 15 ms of hashing between two looks at the signal

const HASHERS = { sha256: createSHA256, sha384: createSHA384, sha512: createSHA512 } as const satisfies Record<
  HashAlgorithm,
  unknown
>;

/**
 * Reads the whole file, and rejects with `integrity` if it is not what it must be.
 *
 * @param integrity in Subresource Integrity syntax
 */
export async function verify(
  file: StoredFile,
  {
    url,
    integrity,
    signal,
    progress,
  }: {
    url: string;
    integrity: string;
    signal: AbortSignal;
    progress: (verifiedBytes: number) => void;
  },
): Promise<void> {
  const expected = parseIntegrity(integrity);
  if (!expected) throw new DownloadError('internal', `The stored integrity "${integrity}" cannot be read.`);
  const hasher = await HASHERS[expected.algorithm]();
  const step = new Uint8Array(STEP_BYTES);
  for (let at = 0, count = 0; ; at += count) {
    progress(at);
    count = file.read(step, at);
    if (count === 0) break;
    hasher.update(step.subarray(0, count));
    await new Promise((resolve) => setTimeout(resolve)); // lets a pause come through
    signal.throwIfAborted();
  }
  const digest = btoa(String.fromCharCode(...hasher.digest('binary')));
  if (expected.digests.includes(digest)) return;
  throw new DownloadError(
    'integrity',
    `What ${url} sent is not the file that was wanted: its ${expected.algorithm} digest is ${digest}.`,
  );
}
