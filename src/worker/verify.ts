import { DownloadError } from '../core/errors.js';
import type { HashAlgorithm, Integrity } from '../core/integrity.js';
import type { StoredFile } from '../storage/file-store.js';
import type { Hashing } from './hashing.js';
import type { Means, Transfer } from './transfer.js';

/** What `crypto.subtle` may be given at once, where nothing else can compute digests. */
const IN_MEMORY_BYTES = 64 * 2 ** 20; // 64 MiB
/** How often it is recorded how far the digest of a file has come that is all stored. */
const RECORD_MS = 1000;

/**
 * Compares the digest of a file that is all recorded with what it must be, where anybody said. Rejects with `integrity`
 * when it is another one, and with `internal` when the page wants a digest that it cannot compute; without one that only
 * the server told it does.
 */
export async function verify(transfer: Transfer, means: Means): Promise<void> {
  const { expected } = transfer;
  if (!expected) return;
  const { record } = means;
  const refused = await findDifference(expected, means);
  if (refused && record.integrity !== undefined) throw refused;
  if (refused) transfer.forgetDigest(refused.message);
}

/** Returns why nothing could be compared. */
async function findDifference(expected: Integrity, means: Means): Promise<DownloadError | undefined> {
  const { file, hashing, record } = means;
  const { algorithm, digests } = expected;
  hashing.want(algorithm);
  const alongTheWay = await hashing.finish(file.size(), telling(means), means.signal);
  const refused = refusedDigest(record.url, hashing, file.size());
  if (refused) return refused;
  const digest = alongTheWay ?? (await digestInMemory(file, algorithm));
  if (digests.includes(digest)) return undefined;
  throw new DownloadError(
    'integrity',
    `What ${record.url} sent is not the file that was wanted: its ${algorithm} digest is ${digest}.`,
  );
}

/** Tells the page, and now and then the ledger, so that a reload need not go back to the beginning. */
function telling({ page, amend, hashing }: Means): (verifiedBytes: number) => Promise<void> {
  let recordedAtMs = performance.now();
  return async (verifiedBytes) => {
    page.report({ to: { status: 'verifying', verifiedBytes } });
    if (performance.now() < recordedAtMs + RECORD_MS) return;
    recordedAtMs = performance.now();
    await amend({ digest: hashing.progress });
  };
}

/** Why the digest of a file of this length cannot be computed; `undefined`: it can, as far as is known. */
export function refusedDigest(
  url: string,
  { refusal }: Hashing,
  completeLength: number | undefined,
): DownloadError | undefined {
  if (refusal === undefined || (completeLength ?? 0) <= IN_MEMORY_BYTES) return undefined;
  const message =
    `The digest of ${url} cannot be computed on this page (${refusal}). If the page has a Content-Security-Policy, its ` +
    "script-src must contain 'wasm-unsafe-eval'. If the library was copied, digest.js must lie beside it.";
  return new DownloadError('internal', message, { cause: refusal });
}

async function digestInMemory(file: StoredFile, algorithm: HashAlgorithm): Promise<string> {
  const bytes = new Uint8Array(file.size());
  await file.read(bytes, 0);
  const digest = await crypto.subtle.digest(algorithm.replace('sha', 'SHA-'), bytes);
  return btoa(String.fromCharCode(...new Uint8Array(digest)));
}
