import type { ByteRange } from '../core/byte-range.js';

/** The files of one namespace, on any thread. Rejects with `storage-unavailable`, `storage-full` or `storage-lost`. */
export interface FileStore {
  /** Whether the file is there, just so long and without a lost part, as far as the store can tell. Not while it is open. */
  has(name: string, bytes: number): Promise<boolean>;
  /** The file for reading; `undefined` where it is not there, or not all of it. Not while it is open. */
  read(name: string): Promise<Blob | undefined>;
  /** Deletes a file; there need not be one. Only under the download's lock, or its worker may still hold it. */
  delete(name: string): Promise<void>;
  /** The names of all files. */
  list(): Promise<string[]>;
}

/** A file of one download, open for the one worker that owns it. */
export interface StoredFile {
  /** Bytes from the start to the end of the file. Says nothing of what was written in between. */
  size(): number;
  /** Whether what was flushed of these ranges can still be there: behind our back files are emptied, and chunks lost. */
  holds(ranges: readonly ByteRange[]): boolean;
  /** Writes all of `bytes` at the offset `at`, or throws. */
  write(bytes: Uint8Array, at: number): void;
  /** What takes memory until it is flushed. */
  readonly unflushedBytes: number;
  /** Returns when everything written and resized before the call is safe from a crash of the system. */
  flush(): Promise<void> | void;
  /** Fills `into` from the offset `at`; returns how many bytes there were. */
  read(into: Uint8Array, at: number): Promise<number> | number;
  /**
   * Cuts the file, or lengthens it with zeros, which reserves room for it where the browser counts so. Throws where it
   * would be too long for the store.
   */
  resize(bytes: number): void;
  /** What was not flushed may be gone. */
  close(): void;
}
