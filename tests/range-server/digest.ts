import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { contentSize, type FileContent, fillWithContent } from './content.js';

const STEP_BYTES = 2 ** 20; // 1 MiB

const digestsOfGenerated = new Map<string, Promise<Buffer>>();

/** SHA-256 of the whole file, in hexadecimal. */
export async function sha256Hex(content: FileContent): Promise<string> {
  return (await sha256(content)).toString('hex');
}

/** SHA-256 of the whole file in Subresource Integrity syntax. */
export async function sha256Integrity(content: FileContent): Promise<string> {
  return `sha256-${(await sha256(content)).toString('base64')}`;
}

function sha256(content: FileContent): Promise<Buffer> {
  if ('bytes' in content) return digest(content);
  const key = `${content.seed}:${content.size}`;
  const known = digestsOfGenerated.get(key) ?? digest(content);
  digestsOfGenerated.set(key, known);
  return known;
}

async function digest(content: FileContent): Promise<Buffer> {
  const hash = createHash('sha256');
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
