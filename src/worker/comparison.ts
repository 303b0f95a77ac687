import type { ByteRange } from '../core/byte-range.js';
import { overlapCandidates, tellsPlace } from '../core/overlap.js';
import type { RangeSet } from '../core/range-set.js';
import type { Answer, Representation } from '../core/representation.js';
import type { Judgement } from '../core/response.js';
import type { StoredFile } from '../storage/opfs-file.js';
import type { Acceptance, Lane, LaneHost } from './lane.js';

/** Asks again for bytes that are stored, and compares them: whether the server still has them, at that very place. */
export class Comparison implements LaneHost {
  readonly #file: StoredFile;
  readonly #judge: LaneHost['judge'];
  #isSame = true;
  #seen: Representation | undefined;

  constructor(file: StoredFile, judge: LaneHost['judge']) {
    this.#file = file;
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
    const stored = readStored(this.#file, { start: at, end: at + bytes.byteLength });
    if (bytes.some((byte, index) => byte !== stored[index])) this.#isSame = false;
  }

  received(): void {}

  lengthUnknown(): void {}
}

/**
 * What to ask for again, half-open; `undefined` where nothing stored could tell anything.
 *
 * @param anywhere also where other places of the file could hold the same bytes
 */
export function chooseOverlap(file: StoredFile, stored: RangeSet, anywhere: boolean): ByteRange | undefined {
  const candidates = overlapCandidates(stored);
  const telling = candidates.find((range) => {
    const bytes = readStored(file, range);
    return tellsPlace(bytes, readStored(file, { start: 0, end: bytes.byteLength }));
  });
  return telling ?? (anywhere ? candidates[0] : undefined);
}

function readStored(file: StoredFile, { start, end }: ByteRange): Uint8Array {
  const bytes = new Uint8Array(end - start);
  return bytes.subarray(0, file.read(bytes, start));
}
