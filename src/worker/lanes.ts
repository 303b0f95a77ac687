import type { ByteRange } from '../core/byte-range.js';
import type { Exchange } from '../core/exchange.js';
import { Exchanges } from './exchanges.js';
import type { Lane, LaneEnd } from './lane.js';

/** The lanes that run, and how those before them ended. */
export class Lanes {
  readonly #running = new Map<Lane, Promise<void>>();
  readonly #ended: { lane: Lane; end: LaneEnd }[] = [];
  readonly #exchanges = new Exchanges();
  readonly #onEnd: () => void;
  readonly #onError: (error: unknown) => void;

  /**
   * @param onEnd called when `nextEnd()` has something new
   * @param onError called with what writing threw
   */
  constructor(onEnd: () => void, onError: (error: unknown) => void) {
    this.#onEnd = onEnd;
    this.#onError = onError;
  }

  open(lane: Lane): void {
    this.#running.set(lane, this.#run(lane));
  }

  async #run(lane: Lane): Promise<void> {
    try {
      const end = await lane.run();
      this.#exchanges.ended(lane, end);
      this.#ended.push({ lane, end });
    } catch (error) {
      this.#exchanges.failed(lane, error);
      this.#onError(error);
    } finally {
      this.#running.delete(lane);
      this.#onEnd();
    }
  }

  /** How many run. */
  get count(): number {
    return this.#running.size;
  }

  get running(): Lane[] {
    return [...this.#running.keys()];
  }

  /** How many of them receive bytes now. */
  get receiving(): number {
    return this.running.filter((lane) => lane.isReceiving).length;
  }

  /** What they have asked for and not written yet; an unknown length reaches to infinity. */
  get active(): ByteRange[] {
    return this.running.map((lane) => lane.active);
  }

  /** What was asked and answered, oldest first. */
  get exchanges(): Exchange[] {
    return this.#exchanges.with(this.running);
  }

  /** None runs, and nothing is left to be drawn from how they ended. */
  get areIdle(): boolean {
    return this.#running.size === 0 && this.#ended.length === 0;
  }

  /** Each end once, in their order. */
  nextEnd(): { lane: Lane; end: LaneEnd } | undefined {
    return this.#ended.shift();
  }

  /** Writes what they hold back. Throws what writing throws. */
  drain(): void {
    for (const lane of this.#running.keys()) lane.drain();
  }

  /** Leaves to others what is more than so many bytes ahead of each. */
  shorten(bytes: number): void {
    for (const lane of this.#running.keys()) lane.shorten(lane.active.start + bytes);
  }

  /** Keeps the pace of each up to date. */
  observe(): void {
    for (const lane of this.#running.keys()) lane.observe();
  }

  /** Asks each whether it is still alive. */
  examine(): void {
    for (const lane of this.#running.keys()) lane.examine();
  }

  /** Resolves when none runs; how they ended is forgotten. What they had received is written. */
  async stop(): Promise<void> {
    for (const lane of this.#running.keys()) lane.abort();
    await Promise.all(this.#running.values());
    this.#ended.length = 0;
  }
}
