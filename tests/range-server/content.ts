/**
 * The bytes of a served file: pseudo-random ones that can be made anew for any offset, or literal ones.
 *
 * Nothing here needs Node, so that a page can check what it received.
 */
import type { ByteRange } from '../../src/core/byte-range.js';

/** `seed` is a whole number below 2 ** 32; another seed is another version of the file. `size` is in bytes, up to 16 TiB. */
export type FileContent = { readonly size: number; readonly seed: number } | { readonly bytes: Uint8Array };

const BLOCK_BYTES = 4 * 2 ** 10; // 4 KiB
const STAMP_BYTES = 8;

// Prime, so that misplacing bytes by any round number of them never lands on equal ones. Where they would repeat after
// all, the stamps differ.
const RING_BYTES = 2 ** 20 - 3;

const ringsBySeed = new Map<number, Uint8Array>();

export function contentSize(content: FileContent): number {
  return 'bytes' in content ? content.bytes.length : content.size;
}

/** Fills `target` with what stands at `offset` in the file. */
export function fillWithContent(target: Uint8Array, content: FileContent, offset: number): void {
  if ('bytes' in content) {
    target.set(content.bytes.subarray(offset, offset + target.length));
  } else {
    copyRing(target, ringOf(content.seed), offset);
    stampBlocks(target, content.seed, offset);
  }
}

export function contentSlice(content: FileContent, range: ByteRange): Uint8Array {
  const slice = new Uint8Array(range.end - range.start);
  fillWithContent(slice, content, range.start);
  return slice;
}

/** The offset in the file of the first byte of `received` that is not what stands at its place; undefined if all are right. */
export function firstWrongOffset(received: Uint8Array, content: FileContent, offset = 0): number | undefined {
  const expected = new Uint8Array(Math.min(received.length, 2 ** 20)); // 1 MiB
  for (let done = 0; done < received.length; done += expected.length) {
    const part = received.subarray(done, done + expected.length);
    fillWithContent(expected.subarray(0, part.length), content, offset + done);
    const wrong = firstDifference(part, expected);
    if (wrong !== undefined) return offset + done + wrong;
  }
  return undefined;
}

/** A plain loop: many times faster here than a callback for each byte. */
function firstDifference(bytes: Uint8Array, others: Uint8Array): number | undefined {
  for (let index = 0; index < bytes.length; index++) if (bytes[index] !== others[index]) return index;
  return undefined;
}

function copyRing(target: Uint8Array, ring: Uint8Array, offset: number): void {
  let ringOffset = offset % RING_BYTES;
  for (let done = 0; done < target.length; ) {
    const part = ring.subarray(ringOffset, ringOffset + target.length - done);
    target.set(part, done);
    done += part.length;
    ringOffset = 0;
  }
}

/** Each block begins with its index and the seed, little-endian: no two blocks of any two versions are alike. */
function stampBlocks(target: Uint8Array, seed: number, offset: number): void {
  const firstBlock = Math.floor(offset / BLOCK_BYTES);
  const lastBlock = Math.floor((offset + target.length - 1) / BLOCK_BYTES);
  for (let block = firstBlock; block <= lastBlock; block++) {
    const stampStart = block * BLOCK_BYTES - offset;
    const end = Math.min(STAMP_BYTES, target.length - stampStart);
    for (let index = Math.max(0, -stampStart); index < end; index++) {
      target[stampStart + index] = index < 4 ? block >>> (8 * index) : seed >>> (8 * (index - 4));
    }
  }
}

function ringOf(seed: number): Uint8Array {
  let ring = ringsBySeed.get(seed);
  if (!ring) {
    ring = makeRing(seed);
    ringsBySeed.set(seed, ring);
  }
  return ring;
}

/** Chris Doty-Humphrey's sfc32: small, fast, and its streams do not overlap for different seeds. */
function makeRing(seed: number): Uint8Array {
  const words = new Uint32Array(Math.ceil(RING_BYTES / 4));
  const warmUpRounds = 12;
  let a = seed | 0;
  let b = 0x9e3779b9 | 0;
  let c = 0x243f6a88;
  for (let round = -warmUpRounds; round < words.length; round++) {
    const word = (a + b + (round + warmUpRounds + 1)) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    if (round >= 0) words[round] = word;
  }
  return new Uint8Array(words.buffer, 0, RING_BYTES);
}
