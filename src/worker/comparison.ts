import type { ByteRange } from '../core/byte-range.js';
import { overlapCandidates, tellsPlace } from '../core/overlap.js';
import type { RangeSet } from '../core/range-set.js';
import type { Answer, Representation } from '../core/representation.js';
import type { Judgement } from '../core/response.js';
import type { StoredFile } from '../storage/file-store.js';
import type { Acceptance, Lane, LaneHost } from './lane.js';

/** What is asked for again to compare it, and what is stored of it. */
export interface Overlap {
  readonly range: ByteRange;
  readonly bytes: Uint8Array;
}

/** Asks again for bytes that are stored, and compares them: whether the server still has them, at that very place. */
export class Comparison implements LaneHost {
  readonly #stored: Overlap;
  readonly #judge: LaneHost['judge'];
  #isSame = true;
  #seen: Representation | undefined;

  constructor(stored: Overlap, judge: LaneHost['judge']) {
    this.#stored = stored;
    this.#judge = judge;
  }

  /** What was said of the file; `undefined` as long as all that came is what is stored. */
  get other(): Representation | undefined {
    return this.#isSame ? undefined : this.#seen;
  }

  judge(asked: ByteRange | undefined, answer: Answer, crossOrigin: boolean): Judgement {
    return this.#judge(asked, answer, crossOrigin);
  }

  accepted(_lane: Lane, { representation }: Acceptance): void {
    this.#seen = representation;
  }

  write(bytes: Uint8Array, at: number): void {
    const { range, bytes: stored } = this.#stored;
    if (bytes.some((byte, index) => byte !== stored[at - range.start + index])) this.#isSame = false;
  }

  untilRoom(): undefined {}

  received(): void {}

  lengthUnknown(): void {}
}

/**
 * What to ask for again; `undefined` where nothing stored could tell anything.
 *
 * @param anywhere also where other places of the file could hold the same bytes
 */
export async function chooseOverlap(
  file: StoredFile,
  stored: RangeSet,
  anywhere: boolean,
): Promise<Overlap | undefined> {
  let first: Overlap | undefined;
  for (const range of overlapCandidates(stored)) {
    const bytes = await readStored(file, range);
    if (tellsPlace(bytes, await readStored(file, { start: 0, end: bytes.byteLength }))) return { range, bytes };
    first ??= { range, bytes };
  }
  return anywhere ? first : undefined;
}

async function readStored(file: StoredFile, { start, end }: ByteRange): Promise<Uint8Array> {
  const bytes = new Uint8Array(end - start);
  return bytes.subarray(0, await file.read(bytes, start));
}
