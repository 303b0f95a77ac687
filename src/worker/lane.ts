import { type ByteRange, rangeLength, toRangeHeader } from '../core/byte-range.js';
import { DownloadError } from '../core/errors.js';
import type { ExchangeAnswer } from '../core/exchange.js';
import type { Answer } from '../core/representation.js';
import type { Judgement } from '../core/response.js';
import { bytesPerSecond, observe, type Speed } from '../core/speed.js';
import { BufferPool } from './buffer-pool.js';
import { readChunks } from './chunks.js';
import { answerOf } from './exchanges.js';
import type { Access } from './protocol.js';
import { unlessAborted } from './until-aborted.js';

const WRITE_BYTES = 2 ** 20; // 1 MiB: a write costs Firefox 150 µs, however small it is
/** A chunk of this size is written as it comes: to put it together with others would cost more. */
const WORTH_WRITING_BYTES = 128 * 2 ** 10; // 128 KiB
const heldBuffers = new BufferPool(WRITE_BYTES);
const STALL_MS = 20_000;
const HEADERS_MS = 120_000; // a request may wait long in the browser's own queue before it is sent
const EXAMINED_STALL_MS = 5000; // after a sleep, or on another network, a connection is often dead and does not say so

export type Acceptance = Extract<Judgement, { verdict: 'slice' | 'whole' }>;

/** Why a lane stopped. What it had received is written. */
export type LaneEnd =
  /** All that was asked for, or all that the server chose to send of it, is there. */
  | { readonly kind: 'done' }
  | { readonly kind: 'judged'; readonly judgement: Exclude<Judgement, Acceptance> }
  /** The connection failed, the body ended early or stalled. */
  | { readonly kind: 'broken'; readonly why: string; readonly cause: unknown }
  /** More bytes came than its own header fields say: none of them can be trusted. */
  | { readonly kind: 'overlong' }
  | { readonly kind: 'aborted' };

/** How an answer came, or comes. */
export interface LanePace {
  readonly bytes: number;
  /** Over the last seconds. */
  readonly bytesPerSecond: number;
  /** From the request to the first byte. */
  readonly answerSeconds: number;
  readonly receivingSeconds: number;
}

/** What a lane needs from the transfer it works for. */
export interface LaneHost {
  judge(asked: ByteRange | undefined, answer: Answer, crossOrigin: boolean): Judgement;
  /** An answer was accepted; its body is read next. */
  accepted(lane: Lane, judgement: Acceptance, answer: Answer): void;
  /** Must write all of it before it returns, or throw: the buffer is used again. */
  write(bytes: Uint8Array, at: number): void;
  /** `undefined`: more can be read and written at once. */
  untilRoom(): Promise<void> | undefined;
  received(bytes: number): void;
  /** The body is longer than its length says, since that counts encoded bytes. */
  lengthUnknown(): void;
}

/** One request at a time: asks for a slice, has the answer judged, and writes its body at its offsets. */
export class Lane {
  readonly host: LaneHost;
  /** What it asks with. */
  readonly access: Access;
  /** What it asks for; `undefined`: the whole file, without a `Range` field. */
  readonly asked: ByteRange | undefined;
  /** On the clock of `performance.now()`. */
  readonly openedAtMs = performance.now();
  /** Whether an answer of its was accepted. */
  isAccepted = false;
  /** Whether its answer was accepted and bytes are coming. */
  isReceiving = false;
  /** The URL that answered, after redirects. */
  answeredBy: string | undefined;
  /** For whoever asks what it was told. */
  answer: ExchangeAnswer | undefined;
  readonly #aborter = new AbortController();
  /** What is still to come: `start` moves on with each write; `end` is infinite while the length is unknown. */
  #rest: ByteRange;
  #start: number;
  readonly #held = new Uint8Array(heldBuffers.take());
  #heldBytes = 0;
  #receivedBytes = 0;
  #receivingSinceMs = 0;
  #speed: Speed = [];
  /** How long it may take until something comes, and when that is over. A timer for each chunk would cost too much. */
  #patienceMs = HEADERS_MS;
  #deadlineMs = this.openedAtMs + HEADERS_MS;
  /** More comes than is wanted: the rest is left behind. */
  #isClipped = false;
  #mayBeEncoded = false;

  constructor(host: LaneHost, access: Access, asked: ByteRange | undefined) {
    this.host = host;
    this.access = access;
    this.asked = asked;
    this.#rest = asked ?? { start: 0, end: Number.POSITIVE_INFINITY };
    this.#start = this.#rest.start;
  }

  /** What it has asked for and not written yet. */
  get active(): ByteRange {
    return this.#rest;
  }

  /** What it has written. */
  get written(): ByteRange {
    return { start: this.#start, end: this.#rest.start };
  }

  get receivedBytes(): number {
    return this.#receivedBytes;
  }

  /** `undefined` while nothing has come. */
  get pace(): LanePace | undefined {
    if (this.#speed.length === 0) return undefined;
    return {
      bytes: this.#receivedBytes,
      bytesPerSecond: bytesPerSecond(this.#speed),
      answerSeconds: (this.#receivingSinceMs - this.openedAtMs) / 1000,
      receivingSeconds: (performance.now() - this.#receivingSinceMs) / 1000,
    };
  }

  abort(): void {
    this.#aborter.abort();
  }

  /** Ends it as broken: a server of which every connection is like that fails in the end. */
  giveUp(): void {
    this.#aborter.abort(new Stalled('it was much slower than the others'));
  }

  /** To be called now and then: keeps its pace up to date, and gives up a connection from which nothing comes. */
  observe(): void {
    const atMs = performance.now();
    if (this.isReceiving) this.#speed = observe(this.#speed, { atMs, bytes: this.#receivedBytes });
    if (atMs < this.#deadlineMs) return;
    this.#aborter.abort(new Stalled(`nothing came for ${this.#patienceMs / 1000} seconds`));
  }

  /** Leaves what comes from `end` on to others. */
  shorten(end: number): void {
    const { start } = this.#rest;
    if (end >= this.#rest.end) return;
    this.#rest = { start, end: Math.max(end, start + this.#heldBytes) };
    this.#isClipped = true;
    if (this.#wantedBytes === 0) this.giveUp(); // or it would wait for what it does not want
  }

  /** Something has changed, such as the network or a machine that slept: what comes must come soon. */
  examine(): void {
    const limitMs = this.isReceiving ? EXAMINED_STALL_MS : STALL_MS;
    const isSooner = performance.now() + limitMs < this.#deadlineMs;
    if (isSooner && this.#deadlineMs !== Number.POSITIVE_INFINITY) this.#expectWithin(limitMs);
  }

  /** Throws what writing throws; everything that the network does becomes a `LaneEnd`. */
  async run(): Promise<LaneEnd> {
    try {
      return await this.#request();
    } catch (cause) {
      if (cause instanceof DownloadError) throw cause;
      if (this.#aborter.signal.aborted && !(this.#aborter.signal.reason instanceof Stalled)) return { kind: 'aborted' };
      return { kind: 'broken', why: inWords(this.#aborter.signal.reason ?? cause), cause };
    } finally {
      this.observe();
      this.isReceiving = false;
      this.#aborter.abort(); // whatever is left of the answer is not wanted
      this.drain();
      heldBuffers.giveBack(this.#held.buffer);
    }
  }

  /** Writes what was too little for a write so far. */
  drain(): void {
    if (this.#heldBytes > 0) this.#write(this.#held.subarray(0, this.#heldBytes));
    this.#heldBytes = 0;
  }

  async #request(): Promise<LaneEnd> {
    const { url, headers, credentials } = this.access;
    const { signal } = this.#aborter;
    const range = this.asked && { Range: toRangeHeader(this.asked) };
    // Without no-store Chromium's cache makes requests of one URL wait for each other.
    const response = await fetch(url, { headers: { ...headers, ...range }, credentials, cache: 'no-store', signal });
    this.answer = answerOf(response);
    const answer: Answer = { status: response.status, field: (name) => response.headers.get(name) };
    const judgement = this.host.judge(this.asked, answer, response.type === 'cors');
    if (judgement.verdict !== 'slice' && judgement.verdict !== 'whole') return { kind: 'judged', judgement };
    this.answeredBy = response.url;
    this.#expect(judgement);
    this.isAccepted = true;
    this.host.accepted(this, judgement, answer);
    return this.#receive(response.body);
  }

  #expect(judgement: Acceptance): void {
    if (judgement.verdict === 'slice') {
      this.#rest = judgement.range;
      this.#isClipped = judgement.extraBytes > 0;
    } else {
      this.#rest = { start: 0, end: judgement.representation.completeLength ?? Number.POSITIVE_INFINITY };
      this.#mayBeEncoded = judgement.mayBeEncoded;
    }
    this.#start = this.#rest.start;
  }

  async #receive(body: ReadableStream<Uint8Array<ArrayBuffer>> | null): Promise<LaneEnd> {
    this.isReceiving = true;
    this.#receivingSinceMs = performance.now();
    this.observe();
    this.#expectWithin(STALL_MS);
    await this.#waitFor(this.host.untilRoom()); // before it reads anything
    for await (const chunk of readChunks(body)) {
      this.#expectWithin(STALL_MS);
      if (chunk.byteLength > this.#wantedBytes && !this.#isClipped && this.#mayBeEncoded) this.#forgetLength();
      const wanted = chunk.subarray(0, this.#wantedBytes);
      this.#take(wanted);
      if (wanted.byteLength < chunk.byteLength && !this.#isClipped) return { kind: 'overlong' };
      if (this.#wantedBytes === 0 && this.#isClipped) return { kind: 'done' };
      const room = this.host.untilRoom();
      if (room) await this.#waitFor(room);
    }
    const { start, end } = this.#rest;
    if (end !== Number.POSITIVE_INFINITY && start + this.#heldBytes < end) {
      return { kind: 'broken', why: 'the connection ended early', cause: undefined };
    }
    return { kind: 'done' };
  }

  async #waitFor(room: Promise<void> | undefined): Promise<void> {
    if (!room) return;
    this.#deadlineMs = Number.POSITIVE_INFINITY; // it is not the network that is slow
    for (let wait: typeof room | undefined = room; wait; wait = this.host.untilRoom()) {
      await unlessAborted(wait, this.#aborter.signal);
    }
    this.#expectWithin(STALL_MS);
  }

  /** Browsers hand out no more than Content-Length says (measured in Chromium and Firefox), unless they decode it. */
  #forgetLength(): void {
    this.#rest = { start: this.#rest.start, end: Number.POSITIVE_INFINITY };
    this.host.lengthUnknown();
  }

  get #wantedBytes(): number {
    return rangeLength(this.#rest) - this.#heldBytes;
  }

  #take(chunk: Uint8Array): void {
    this.host.received(chunk.byteLength);
    this.#receivedBytes += chunk.byteLength;
    const isWorthWriting = chunk.byteLength >= WORTH_WRITING_BYTES;
    if (isWorthWriting || this.#heldBytes + chunk.byteLength > WRITE_BYTES) this.drain();
    if (isWorthWriting) {
      this.#write(chunk);
    } else {
      this.#held.set(chunk, this.#heldBytes);
      this.#heldBytes += chunk.byteLength;
    }
  }

  #write(bytes: Uint8Array): void {
    this.host.write(bytes, this.#rest.start);
    this.#rest = { start: this.#rest.start + bytes.byteLength, end: this.#rest.end };
  }

  #expectWithin(ms: number): void {
    this.#patienceMs = ms;
    this.#deadlineMs = performance.now() + ms;
  }
}

class Stalled extends Error {}

function inWords(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
