import { crawls, type Runner, takeOver } from '../core/balance.js';
import type { ByteRange } from '../core/byte-range.js';
import { freeOf } from '../core/growing-set.js';
import { firstSlice, nextSlice, type SlicePlan, SMALLEST_SLICE_BYTES } from '../core/lanes.js';
import { FIRST_PACE, keepPace } from '../core/pace.js';
import { HAS_BACKPRESSURE } from './backpressure.js';
import { Comparison } from './comparison.js';
import { Experience } from './experience.js';
import type { Lane } from './lane.js';
import type { Parts } from './settlement.js';

/** Before that a lane does not show how fast it is. */
const TELLING_SECONDS = 2;
/** One that is much slower than the others for so long is given up. */
const CRAWL_SECONDS = 5;

/** Decides how many lanes there may be, and what the next one asks for. */
export class Planner {
  readonly #parts: Parts;
  readonly #experience = new Experience();
  #pace = FIRST_PACE;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What a lane that has ended shows of those to come. */
  learn(lane: Lane): void {
    this.#experience.add(lane);
  }

  get laneLimit(): number {
    // With a limit it is the limit that decides how many bring the most.
    return this.#parts.allowance.isLimited ? this.#mostLanes : Math.min(this.#pace.lanes, this.#mostLanes);
  }

  /** To be called now and then: finds out how many lanes bring the most. */
  keepPace(receivedBytes: number): void {
    const { knowledge, lanes, allowance } = this.#parts;
    if (!knowledge.isConfirmed || allowance.isLimited) return;
    const { count: open, receiving } = lanes;
    this.#pace = keepPace(this.#pace, {
      atMs: performance.now(),
      receivedBytes,
      open,
      receiving,
      atMost: this.#mostLanes,
    });
  }

  /** More than these were tried, and brought nothing. Infinite while that is not known. */
  get lanesOfUse(): number {
    return performance.now() < this.#pace.restsUntilMs ? this.#pace.lanes : Number.POSITIVE_INFINITY;
  }

  get #mostLanes(): number {
    const { allowance, knowledge } = this.#parts;
    return knowledge.lanes(allowance.lanes, performance.now());
  }

  /** How many bytes are not written yet; `undefined` while the length is unknown. */
  get missingBytes(): number | undefined {
    const completeLength = this.#completeLength;
    return completeLength === undefined ? undefined : completeLength - this.#parts.checkpoints.written.bytes;
  }

  /** Whether every byte of the file is written. Not by their number: it must be each one. */
  get isAllWritten(): boolean {
    const completeLength = this.#completeLength;
    if (completeLength === undefined) return false;
    const [hole] = freeOf(this.#parts.checkpoints.written, { start: 0, end: completeLength });
    return hole === undefined;
  }

  /** What one more lane should ask for; `undefined`: it could do no good. */
  next(): ByteRange | undefined {
    return this.#nextSlice() ?? this.#takeOver();
  }

  /** What is missing of their slices is left to new connections. */
  giveUpCrawlers(): void {
    if (this.#parts.allowance.isFelt) return;
    const lanes = this.#receivingLanes();
    for (const lane of lanes) {
      const others = lanes.filter((other) => other !== lane).map((other) => toRunner(other));
      const isTold = (lane.pace?.receivingSeconds ?? 0) >= CRAWL_SECONDS;
      if (isTold && crawls(toRunner(lane), others)) lane.giveUp();
    }
  }

  /** What one request may ask for at most: what the server gives at once, or what the limit leaves room for. */
  get #mostBytes(): number {
    const { knowledge, allowance } = this.#parts;
    return Math.min(knowledge.mostBytes, allowance.mostBytes);
  }

  #nextSlice(): ByteRange | undefined {
    const { knowledge, lanes, checkpoints } = this.#parts;
    const { mustSeeBeginning } = knowledge;
    const completeLength = this.#completeLength;
    if (mustSeeBeginning) return { start: 0, end: SMALLEST_SLICE_BYTES };
    if (completeLength === undefined) return firstSlice({ mostBytes: this.#mostBytes });
    return nextSlice({ stored: checkpoints.written, active: lanes.active, completeLength }, this.#slicePlan());
  }

  get #completeLength(): number | undefined {
    return this.#parts.knowledge.representation?.completeLength;
  }

  #slicePlan(): SlicePlan {
    const { expected } = this.#parts.knowledge;
    const { bytesPerSecond } = this.#experience.expected ?? {};
    return {
      lanes: this.laneLimit,
      bytesPerSecond,
      mostBytes: this.#mostBytes,
      isHashed: expected !== undefined,
      isBuffered: !HAS_BACKPRESSURE,
    };
  }

  /** Nothing is left to be asked for: what the last lane to finish would bring is shared with it. */
  #takeOver(): ByteRange | undefined {
    const { expected } = this.#experience;
    if (!expected || this.#parts.allowance.isFelt) return undefined;
    const lanes = this.#receivingLanes();
    const taken = takeOver(
      lanes.map((lane) => toRunner(lane, expected.bytesPerSecond)),
      expected,
    );
    lanes.find(({ active }) => active.end === taken?.end)?.shorten(taken?.start ?? 0);
    return taken;
  }

  /** Those that bring what is missing. */
  get lanes(): Lane[] {
    return this.#parts.lanes.running.filter((lane) => !(lane.host instanceof Comparison));
  }

  #receivingLanes(): Lane[] {
    return this.lanes.filter((lane) => lane.isReceiving);
  }
}

/** @param presumed how fast one is that has just begun */
function toRunner({ active, pace }: Lane, presumed = 0): Runner {
  const { bytesPerSecond = 0, receivingSeconds = 0 } = pace ?? {};
  const isNew = receivingSeconds < TELLING_SECONDS;
  return { rest: active, bytesPerSecond: isNew ? Math.max(bytesPerSecond, presumed) : bytesPerSecond };
}
