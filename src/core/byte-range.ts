/** Half-open: `start` is the first byte, `end` is one past the last. Offsets in bytes. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}
