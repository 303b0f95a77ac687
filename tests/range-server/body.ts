/** A body as a list of pieces, none of which is made before it is sent. */
import type { ByteRange } from '../../src/core/byte-range.js';
import { type FileContent, fillWithContent } from './content.js';

/** The bytes of `content` in `range`. */
export interface Piece {
  readonly content: FileContent;
  readonly range: ByteRange;
}

export type Body = readonly Piece[];

export function bytesPiece(bytes: Uint8Array): Piece {
  return { content: { bytes }, range: { start: 0, end: bytes.length } };
}

export function textPiece(text: string): Piece {
  return bytesPiece(new TextEncoder().encode(text));
}

export function bodyLength(body: Body): number {
  return body.reduce((sum, { range }) => sum + range.end - range.start, 0);
}

/** Fills `target` with what stands at `position` in the body. */
export function fillFromBody(target: Uint8Array, body: Body, position: number): void {
  let pieceStart = -position;
  for (const { content, range } of body) {
    const pieceEnd = pieceStart + range.end - range.start;
    const from = Math.max(0, pieceStart);
    const to = Math.min(target.length, pieceEnd);
    if (from < to) fillWithContent(target.subarray(from, to), content, range.start + from - pieceStart);
    pieceStart = pieceEnd;
  }
}
