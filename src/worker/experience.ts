import type { Newcomer } from '../core/balance.js';
import type { Lane } from './lane.js';

/** So many of the last lanes are remembered: about as many as run at once. */
const REMEMBERED = 6;
/** What is shorter tells nothing of its speed. */
const TELLING_BYTES = 256 * 2 ** 10; // 256 KiB

/** What the last lanes did, and what the next can be expected to do. */
export class Experience {
  readonly #last: Newcomer[] = [];

  add(lane: Lane): void {
    const { pace } = lane;
    if (!pace || pace.bytes < TELLING_BYTES) return;
    this.#last.push(pace);
    if (this.#last.length > REMEMBERED) this.#last.shift();
  }

  /** `undefined` while there is none. */
  get expected(): Newcomer | undefined {
    if (this.#last.length === 0) return undefined;
    return {
      bytesPerSecond: median(this.#last.map(({ bytesPerSecond }) => bytesPerSecond)),
      answerSeconds: median(this.#last.map(({ answerSeconds }) => answerSeconds)),
    };
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
