import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { contentSize, type FileContent, fillWithContent } from './content.js';

const STEP_BYTES = 2 ** 20; // 1 MiB

export type Algorithm = 'sha256' | 'sha384' | 'sha512';

const digestsOfGenerated = new Map<string, Promise<Buffer>>();

/** SHA-256 of the whole file, in hexadecimal. */
export async function sha256Hex(content: FileContent): Promise<string> {
  return (await digestOf(content, 'sha256')).toString('hex');
}

/** SHA-256 of the whole file in Subresource Integrity syntax. */
export function sha256Integrity(content: FileContent): Promise<string> {
  return integrityOf(content, 'sha256');
}

/** The digest of the whole file in Subresource Integrity syntax. */
export async function integrityOf(content: FileContent, algorithm: Algorithm): Promise<string> {
  return `${algorithm}-${(await digestOf(content, algorithm)).toString('base64')}`;
}

/** The value of a `Repr-Digest` field (RFC 9530), of any range. */
export async function reprDigestOf(content: FileContent, algorithm: 'sha256' | 'sha512'): Promise<string> {
  return `${algorithm.replace('sha', 'sha-')}=:${(await digestOf(content, algorithm)).toString('base64')}:`;
}

function digestOf(content: FileContent, algorithm: Algorithm): Promise<Buffer> {
  if ('bytes' in content) return digest(content, algorithm);
  const key = `${algorithm}:${content.seed}:${content.size}`;
  const known = digestsOfGenerated.get(key) ?? digest(content, algorithm);
  digestsOfGenerated.set(key, known);
  return known;
}

async function digest(content: FileContent, algorithm: Algorithm): Promise<Buffer> {
  const hash = createHash(algorithm);
  const size = contentSize(content);
  const step = new Uint8Array(Math.min(STEP_BYTES, size));
  for (let offset = 0; offset < size; offset += STEP_BYTES) {
    const part = step.subarray(0, Math.min(STEP_BYTES, size - offset));
    fillWithContent(part, content, offset);
    hash.update(part);
    await setImmediate(); // A server in the same process goes on answering.
  }
  return hash.digest();
}
