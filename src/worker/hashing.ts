import { type ByteRange, rangeLength } from '../core/byte-range.js';
import { DownloadError } from '../core/errors.js';
import { beginningOf, toGrowing } from '../core/growing-set.js';
import type { HashAlgorithm } from '../core/integrity.js';
import type { StoredFile } from '../storage/file-store.js';
import type { HashProgress, Progress } from '../storage/record.js';
import { Bell } from './bell.js';
import { BufferPool } from './buffer-pool.js';
import type { Hasher } from './hasher.js';
import type { HasherWay } from './hasher-ways.js';

const STEP_BYTES = 2 * 2 ** 20; // 2 MiB: some 10 ms of hashing
/** While one is hashed, the next is read. */
const STEPS_AT_ONCE = 2;

/**
 * Computes the digest of a file along its contiguous beginning, while the rest still comes: what is written is read back,
 * so that the order in which lanes bring it does not matter.
 */
export class Hashing {
  readonly #file: StoredFile;
  readonly #ways: HasherWay[];
  readonly #buffers = new BufferPool(STEP_BYTES);
  readonly #bell = new Bell();
  #algorithm: HashAlgorithm | undefined;
  #recorded: HashProgress | undefined;
  #progress: HashProgress | undefined;
  #hasher: Hasher | undefined;
  #opening: Promise<void> = Promise.resolve();
  #reading: Promise<unknown> = Promise.resolve();
  /** Each beginning is one: what is still under way of an earlier one comes too late. */
  #beginning = 0;
  #isReady = false;
  /** `[0, prefixBytes)` is written. */
  #prefixBytes = 0;
  #sentBytes = 0;
  #stepsUnderWay = 0;
  /** Nothing more comes: a step may be short. */
  #isEnd = false;
  #failure: unknown;
  #refusal: unknown;

  /** @param recorded what an earlier worker has left behind */
  constructor(file: StoredFile, ways: readonly HasherWay[], recorded: Pick<Progress, 'ranges' | 'digest'>) {
    this.#file = file;
    this.#ways = [...ways];
    const { ranges, digest } = recorded;
    if (digest && digest.hashedBytes <= beginningOf(toGrowing(ranges))) this.#recorded = digest;
  }

  /** What may be recorded together with the ranges that are written now. */
  get progress(): HashProgress | undefined {
    return this.#progress;
  }

  /** Why this page cannot compute digests along the way; `undefined`: it can, as far as is known. */
  get refusal(): unknown {
    return this.#refusal;
  }

  /** Which digest is to be known. Nothing is loaded before there is one. */
  want(algorithm: HashAlgorithm | undefined): void {
    if (algorithm === this.#algorithm) return;
    this.#algorithm = algorithm;
    this.#begin(this.#recorded?.algorithm === algorithm ? this.#recorded : undefined);
  }

  /** `[0, prefixBytes)` is written. */
  follow(prefixBytes: number): void {
    this.#prefixBytes = prefixBytes;
    this.#pump();
  }

  /** Bytes from `at` on were not those of the file. Must be called before anything else is recorded or written there. */
  giveUp(at: number): void {
    this.#prefixBytes = Math.min(this.#prefixBytes, at);
    if (this.#recorded && this.#recorded.hashedBytes > at) this.#recorded = undefined;
    if (this.#sentBytes > at) this.#begin(undefined);
  }

  /**
   * Goes on to the end of the file, which is all written. Returns the digest in base64, or `undefined` where this page
   * cannot compute it along the way; rejects when the signal is aborted.
   *
   * @param told is given how many bytes are covered
   */
  async finish(
    completeLength: number,
    told: (hashedBytes: number) => Promise<void> | void,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const wake = () => this.#bell.ring();
    signal.addEventListener('abort', wake);
    try {
      this.#isEnd = true;
      this.follow(completeLength);
      for (;;) {
        signal.throwIfAborted();
        if (this.#failure !== undefined) throw this.#failure;
        if (this.#refusal !== undefined) return undefined;
        const hashedBytes = this.#progress?.hashedBytes ?? 0;
        await told(hashedBytes);
        if (this.#isReady && hashedBytes === completeLength) return await this.#hasher?.digest();
        await this.#bell.heard();
      }
    } finally {
      signal.removeEventListener('abort', wake);
    }
  }

  /** The file is to be closed: nothing more is read. */
  close(): void {
    this.#beginning += 1;
    this.#isReady = false;
  }

  #begin(from: HashProgress | undefined): void {
    this.#beginning += 1;
    this.#isReady = false;
    this.#stepsUnderWay = 0;
    this.#startAt(from);
    const algorithm = this.#algorithm;
    const beginning = this.#beginning;
    if (algorithm) this.#opening = this.#opening.then(() => this.#open(algorithm, from, beginning));
  }

  #startAt(from: HashProgress | undefined): void {
    this.#progress = from;
    this.#sentBytes = from?.hashedBytes ?? 0;
  }

  /** Tries one way after the other. */
  async #open(algorithm: HashAlgorithm, from: HashProgress | undefined, beginning: number): Promise<void> {
    while (beginning === this.#beginning) {
      try {
        this.#hasher ??= await this.#ways[0]?.();
        if (!this.#hasher) break;
        const isLoaded = await this.#hasher.begin(algorithm, from?.state);
        if (beginning !== this.#beginning) return;
        if (!isLoaded) this.#startAt(undefined);
        this.#isReady = true;
        this.#pump();
        break;
      } catch (error) {
        this.#lose(error);
      }
    }
    this.#bell.ring();
  }

  /** This way is none. */
  #lose(error: unknown): void {
    this.#hasher = undefined;
    this.#ways.shift();
    if (this.#ways.length === 0) this.#refusal ??= error;
  }

  #pump(): void {
    while (this.#isReady && this.#stepsUnderWay < STEPS_AT_ONCE && this.#mayStep()) {
      this.#step().catch((error) => this.#fail(error));
    }
  }

  #mayStep(): boolean {
    const bytes = this.#prefixBytes - this.#sentBytes;
    return bytes >= STEP_BYTES || (this.#isEnd && bytes > 0);
  }

  async #step(): Promise<void> {
    const [algorithm, hasher, beginning] = [this.#algorithm, this.#hasher, this.#beginning];
    if (!algorithm || !hasher) return;
    const at = this.#sentBytes;
    const hashedBytes = Math.min(at + STEP_BYTES, this.#prefixBytes);
    this.#sentBytes = hashedBytes;
    this.#stepsUnderWay += 1;
    const bytes = await this.#readInTurn({ start: at, end: hashedBytes });
    if (beginning !== this.#beginning) return;
    const hashed = await hasher.update(bytes).catch((error) => this.#survive(error, beginning));
    if (!hashed) return;
    this.#buffers.giveBack(hashed.bytes.buffer);
    if (beginning !== this.#beginning) return;
    this.#stepsUnderWay -= 1;
    this.#progress = { algorithm, hashedBytes, state: hashed.state };
    this.#pump();
    this.#bell.ring();
  }

  /** What has worked so far does not any more. The next way goes on from where this one has come to. */
  #survive(error: unknown, beginning: number): undefined {
    if (beginning !== this.#beginning) return;
    this.#lose(error);
    this.#begin(this.#progress);
  }

  /** The hasher must be given the bytes in their order, and a store may take its time. */
  #readInTurn(range: ByteRange): Promise<Uint8Array<ArrayBuffer>> {
    const reading = this.#reading.then(() => this.#read(range));
    this.#reading = reading.catch(() => {});
    return reading;
  }

  async #read(range: ByteRange): Promise<Uint8Array<ArrayBuffer>> {
    const bytes = new Uint8Array(this.#buffers.take(), 0, rangeLength(range));
    const count = await this.#file.read(bytes, range.start);
    if (count < bytes.byteLength)
      throw new DownloadError('storage-lost', 'There is less in the file than was written.');
    return bytes;
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    this.#isReady = false;
    this.#bell.ring();
  }
}
