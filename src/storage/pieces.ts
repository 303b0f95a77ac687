import { type ByteRange, rangeLength } from '../core/byte-range.js';
import type { RangeSet } from '../core/range-set.js';
import { CHUNK_BYTES, type Chunk } from './chunk-database.js';

/** Bytes, and the offset in the file where they belong. */
export interface Extent {
  readonly bytes: Uint8Array;
  readonly at: number;
}

/** What was written to a chunk since the last flush. */
export interface Piece {
  readonly bytes: Chunk;
  /** Which of its bytes count; offsets in the chunk. */
  written: RangeSet;
}

/** What is stored of a chunk, with what was written since. */
export function joined(stored: Chunk, piece: Piece): Chunk {
  for (const extent of extentsOf(piece, 0)) copyCommon(extent, { bytes: stored, at: 0 });
  return stored;
}

export function extentsOf({ bytes, written }: Piece, index: number): Extent[] {
  return written.map(({ start, end }) => ({ bytes: bytes.subarray(start, end), at: index * CHUNK_BYTES + start }));
}

/** Copies the bytes of those offsets that both have. */
export function copyCommon(from: Extent, to: Extent): void {
  const start = Math.max(from.at, to.at);
  const end = Math.min(from.at + from.bytes.byteLength, to.at + to.bytes.byteLength);
  if (start < end) to.bytes.set(from.bytes.subarray(start - from.at, end - from.at), start - to.at);
}

export function isCovered({ written: [first] }: Piece): boolean {
  return first !== undefined && rangeLength(first) === CHUNK_BYTES;
}

/** Of the chunks that a range touches. */
export function indexesOf({ start, end }: ByteRange): number[] {
  const first = Math.floor(start / CHUNK_BYTES);
  const count = Math.max(0, Math.ceil(end / CHUNK_BYTES) - first);
  return Array.from({ length: count }, (_, offset) => first + offset);
}
