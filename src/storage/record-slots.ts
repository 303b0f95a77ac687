import type { RangeSet } from '../core/range-set.js';
import type { DownloadRecord } from './record.js';

/** A copy of a record is in two slots of one file, one behind the other, so that one is whole while the other is written. */
export const SLOTS = 2;
export const SLOT_BYTES = 2 ** 15; // 32 KiB

/** More than a download ever has that was not made to have them. */
const MOST_RANGES = 500;
/** SHA-256 in hexadecimal digits. */
const DIGEST_LENGTH = 64;

/** What a slot says is stored: of very many ranges the first. */
export function claimOf({ ranges }: DownloadRecord): RangeSet {
  return ranges.slice(0, MOST_RANGES);
}

/**
 * A slot with what a record says. Spaces fill it, so that writing it again takes no room. One that is too long is left out:
 * `undefined`.
 */
export async function toSlot(record: DownloadRecord): Promise<Uint8Array<ArrayBuffer> | undefined> {
  // The state of a digest is no text, and can be computed again.
  const text = JSON.stringify({ ...record, digest: undefined, ranges: claimOf(record) });
  const slot = new Uint8Array(SLOT_BYTES).fill(0x20);
  const content = slot.subarray(DIGEST_LENGTH);
  const encoder = new TextEncoder();
  if (encoder.encodeInto(text, content).read < text.length) return undefined;
  encoder.encodeInto(await digestOf(content), slot);
  return slot;
}

/** What slots say, but for those that are torn, in the order in which they stand. */
export async function fromSlots(file: ArrayBuffer): Promise<unknown[]> {
  const values: unknown[] = [];
  for (let at = 0; at + SLOT_BYTES <= file.byteLength; at += SLOT_BYTES) {
    const digest = new TextDecoder().decode(new Uint8Array(file, at, DIGEST_LENGTH));
    const content = new Uint8Array(file, at + DIGEST_LENGTH, SLOT_BYTES - DIGEST_LENGTH);
    if (digest === (await digestOf(content))) values.push(JSON.parse(new TextDecoder().decode(content)));
  }
  return values;
}

async function digestOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
