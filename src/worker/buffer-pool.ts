/** Buffers of one size that are used again: one for each request would pile up until the garbage collector comes. */
export class BufferPool {
  readonly #bytes: number;
  readonly #idle: ArrayBuffer[] = [];

  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  take(): ArrayBuffer {
    return this.#idle.pop() ?? new ArrayBuffer(this.#bytes);
  }

  /** A buffer that was handed over to somebody else meanwhile is let go. */
  giveBack(buffer: ArrayBuffer): void {
    if (buffer.byteLength === this.#bytes) this.#idle.push(buffer);
  }
}
