import { rangeLength } from '../core/byte-range.js';
import { DownloadError } from '../core/errors.js';
import { addRange, type RangeSet } from '../core/range-set.js';
import {
  CHUNK_BYTES,
  type Chunk,
  type ChunkDatabase,
  chunkKeys,
  isWhole,
  openChunks,
  STRICT,
} from './chunk-database.js';
import { isFull, storageFull, storageLost, storageUnavailable } from './failures.js';
import type { StoredFile } from './file-store.js';
import { copyCommon, type Extent, extentsOf, indexesOf, isCovered, joined, type Piece } from './pieces.js';

/** Firefox holds a `File` of chunks in memory, and a tab that wants more of it than there is dies. */
const LONGEST_FILE_BYTES = 2 ** 30; // 1 GiB

export async function openChunkedFile(namespace: string, name: string): Promise<StoredFile> {
  const database = await openChunks(namespace);
  try {
    const transaction = database.transaction(['files', 'chunks']);
    const [file, keys] = await Promise.all([
      transaction.objectStore('files').get(name),
      transaction.objectStore('chunks').getAllKeys(chunkKeys(name)),
    ]);
    const stored = keys.map(([, index]) => index);
    return new ChunkedFile(database, name, file?.size ?? 0, stored);
  } catch (cause) {
    database.close();
    throw storageUnavailable('The file cannot be opened.', cause);
  }
}

/**
 * A file that is written in memory, into pieces of chunks; each flush stores them in one transaction. Transactions are
 * carried out in the order in which they are begun: what reads after a flush has begun finds what that stores.
 */
class ChunkedFile implements StoredFile {
  readonly #database: ChunkDatabase;
  readonly #name: string;
  #size: number;
  /** Which chunks are there when all transactions that have begun are done. */
  readonly #stored: Set<number>;
  #pieces = new Map<number, Piece>();
  /** The next flush deletes the chunks from this one on. */
  #cutAt: number | undefined;
  #flushingBytes = 0;
  /** What a failed flush has not stored is gone: no later one may pretend that it had. */
  #failure: DownloadError | undefined;

  constructor(database: ChunkDatabase, name: string, size: number, stored: readonly number[]) {
    this.#database = database;
    this.#name = name;
    this.#size = size;
    this.#stored = new Set(stored);
  }

  get unflushedBytes(): number {
    return this.#pieces.size * CHUNK_BYTES + this.#flushingBytes;
  }

  size(): number {
    return this.#size;
  }

  holds(ranges: RangeSet): boolean {
    return ranges.every(
      (range) => range.end <= this.#size && indexesOf(range).every((index) => this.#stored.has(index)),
    );
  }

  write(bytes: Uint8Array, at: number): void {
    const end = at + bytes.byteLength;
    throwIfTooLong(end);
    this.#fill({ bytes, at });
    this.#size = Math.max(this.#size, end);
  }

  async flush(): Promise<void> {
    if (this.#failure) throw this.#failure;
    const pieces = this.#pieces;
    const bytes = pieces.size * CHUNK_BYTES;
    this.#pieces = new Map(); // what is written from now on is for the next one
    this.#flushingBytes += bytes;
    try {
      await this.#store(pieces);
    } catch (cause) {
      this.#failure ??= cause instanceof DownloadError ? cause : storageLost(cause);
      throw this.#failure;
    } finally {
      this.#flushingBytes -= bytes;
    }
  }

  async read(into: Uint8Array, at: number): Promise<number> {
    const range = { start: at, end: Math.min(at + into.byteLength, this.#size) };
    const indexes = indexesOf(range);
    const target = { bytes: into.subarray(0, rangeLength(range)), at };
    // Both as they are now: a flush that begins meanwhile comes after this in the database, and takes the pieces away.
    const pieces = new Map(indexes.map((index) => [index, this.#pieces.get(index)]));
    const stored = await this.#load(indexes);
    target.bytes.fill(0);
    for (const extent of stored) copyCommon(extent, target);
    for (const [index, piece] of pieces)
      if (piece) for (const extent of extentsOf(piece, index)) copyCommon(extent, target);
    return target.bytes.byteLength;
  }

  resize(bytes: number): void {
    throwIfTooLong(bytes);
    if (bytes < this.#size) this.#cut(bytes);
    this.#size = bytes;
  }

  close(): void {
    this.#database.close();
  }

  #fill(extent: Extent): void {
    const range = { start: extent.at, end: extent.at + extent.bytes.byteLength };
    for (const index of indexesOf(range)) {
      const piece = this.#pieces.get(index) ?? { bytes: new Uint8Array(CHUNK_BYTES), written: [] };
      const at = index * CHUNK_BYTES;
      copyCommon(extent, { bytes: piece.bytes, at });
      const end = Math.min(range.end - at, CHUNK_BYTES);
      piece.written = addRange(piece.written, { start: Math.max(range.start - at, 0), end });
      this.#pieces.set(index, piece);
    }
  }

  /** In memory only: as with all that is written, a flush has to follow. */
  #cut(bytes: number): void {
    const count = Math.ceil(bytes / CHUNK_BYTES);
    this.#cutAt = Math.min(this.#cutAt ?? count, count);
    for (const index of this.#stored) if (index >= count) this.#stored.delete(index);
    for (const index of this.#pieces.keys()) if (index >= count) this.#pieces.delete(index);
    // Where it is lengthened again there must be zeros.
    const rest = count * CHUNK_BYTES - bytes;
    if (rest > 0) this.#fill({ bytes: new Uint8Array(rest), at: bytes });
  }

  async #store(pieces: ReadonlyMap<number, Piece>): Promise<void> {
    const transaction = this.#database.transaction(['files', 'chunks'], 'readwrite', STRICT);
    const chunks = transaction.objectStore('chunks');
    const cutAt = this.#cutAt;
    this.#cutAt = undefined;
    const isPartial = ([index, piece]: [number, Piece]) => this.#stored.has(index) && !isCovered(piece);
    const partial = new Map([...pieces].filter(isPartial));
    for (const index of pieces.keys()) this.#stored.add(index);
    const put = async (index: number, piece: Piece) => {
      const key: [string, number] = [this.#name, index];
      await chunks.put(partial.has(index) ? joined(await this.#whole(key, chunks.get(key)), piece) : piece.bytes, key);
    };
    try {
      await Promise.all([
        cutAt !== undefined && chunks.delete(chunkKeys(this.#name, cutAt)),
        transaction.objectStore('files').put({ size: this.#size }, this.#name),
        ...[...pieces].map(([index, piece]) => put(index, piece)),
        transaction.done,
      ]);
    } catch (cause) {
      throw [cause, transaction.error].some(isFull) ? storageFull(cause) : cause;
    }
  }

  async #load(indexes: readonly number[]): Promise<Extent[]> {
    const load = async (index: number) => {
      const key: [string, number] = [this.#name, index];
      return { bytes: await this.#whole(key, this.#database.get('chunks', key)), at: index * CHUNK_BYTES };
    };
    try {
      return await Promise.all(indexes.filter((index) => this.#stored.has(index)).map(load));
    } catch (cause) {
      throw cause instanceof DownloadError ? cause : storageLost(cause);
    }
  }

  /** One that is not whole is taken away, or the next worker would count on it again. */
  async #whole(key: [string, number], getting: Promise<Chunk | undefined>): Promise<Chunk> {
    const chunk = await getting;
    if (isWhole(chunk)) return chunk;
    await this.#database.delete('chunks', key);
    throw storageLost();
  }
}

function throwIfTooLong(bytes: number): void {
  if (bytes <= LONGEST_FILE_BYTES) return;
  const message =
    `This file is too long (${(bytes / 2 ** 30).toFixed(1)} GiB) for this browser window, which cannot write files and ` +
    `can keep no more than ${LONGEST_FILE_BYTES / 2 ** 30} GiB. Most often it is a private window: an ordinary one can.`;
  throw storageUnavailable(message);
}
