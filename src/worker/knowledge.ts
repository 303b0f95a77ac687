import { corsAdvice } from '../core/advice.js';
import { fileNameIn } from '../core/content-disposition.js';
import { type Integrity, parseIntegrity } from '../core/integrity.js';
import { afterUnusable, afterUsable, TOP_OF_LADDER, WHOLE_STREAM } from '../core/ladder.js';
import { afterObjection, lanesAllowed, NO_LANE_LIMIT } from '../core/lane-limit.js';
import { SMALLEST_SLICE_BYTES } from '../core/lanes.js';
import { type Answer, type Representation, tellsVersions } from '../core/representation.js';
import type { Judgement } from '../core/response.js';
import { afterOther, afterSame, type Finding, NO_SUSPICION } from '../core/suspicion.js';
import { NO_PROGRESS, type Progress } from '../storage/record.js';
import type { Acceptance } from './lane.js';

/** So many versions are given up for newer ones before a download ends with `changed`. */
const CHANGES_ACCEPTED = 2;
/** A server that gives less at once is not worth asking for ranges, if it does not even show them. */
const SMALLEST_CAP_BYTES = 64 * 2 ** 10; // 64 KiB
/** So many comparisons beside a stream may fail before its server counts as one without ranges. */
const FAILED_COMPARISONS = 2;
const UNKNOWN: Representation = {
  completeLength: undefined,
  etag: undefined,
  lastModified: undefined,
  mediaType: undefined,
};

/**
 * What must be compared before stored bytes are joined with others: whether the server has the same version still, or
 * whether it sends the ranges that it is asked for.
 */
export type Doubt = 'version' | 'ranges' | undefined;

/** What a transfer has learnt of the file and of the server that it asks, from one answer after the other. */
export class Knowledge {
  /** What the next checkpoint will record, but for its ranges. */
  progress: Progress;
  doubt: Doubt;
  advice: string | undefined;
  /** What the server gives at once. */
  mostBytes = Number.POSITIVE_INFINITY;
  /** Bytes of its ranges were compared with stored ones. */
  rangesProved = false;
  /** Whether an answer was good since the last one that was not: until then one lane asks, and the others wait. */
  isConfirmed = false;
  /** Somewhere in the file there is said to be none: what there is at its beginning tells. */
  mustSeeBeginning = false;
  /** Whether it answers at all: what never does may not answer requests for ranges. */
  hasAnswered = false;
  readonly #integrity: string | undefined;
  #ladder = TOP_OF_LADDER;
  #laneLimit = NO_LANE_LIMIT;
  #suspicion = NO_SUSPICION;
  #etagsAreWorthless = false;
  #failedComparisons = 0;

  /** @param recorded with the digest that the page wants, if any */
  constructor(recorded: Progress & { readonly integrity?: string | undefined }) {
    this.#integrity = recorded.integrity;
    const { ranges, representation, serverName, mode, changes, outcome, patience } = recorded;
    this.progress = { ranges, representation, serverName, mode, changes, outcome, patience };
    if (mode === 'single') this.#ladder = { rung: 'single', unusableAnswers: 0 };
    if (ranges.length === 0 || !representation) return;
    if (mode === undefined) this.doubt = 'ranges';
    else if (!tellsVersions(representation)) this.doubt = 'version';
  }

  get representation(): Representation | undefined {
    return this.progress.representation;
  }

  /** The digest that the file must have, as the page says or else the server. */
  get expected(): Integrity | undefined {
    return this.#integrity === undefined ? this.representation?.digest : parseIntegrity(this.#integrity);
  }

  /** Whether it is known if the server has ranges. */
  get isDecided(): boolean {
    return this.progress.mode !== undefined;
  }

  get isWholeStream(): boolean {
    return this.#ladder.rung === 'whole';
  }

  /** Whether all of it comes in one body, of which nothing can be left to another request. */
  get isOneStream(): boolean {
    return this.isWholeStream || this.progress.mode === 'whole';
  }

  /**
   * How many lanes there is a use for.
   *
   * @param nowMs on the clock of the objections
   */
  lanesWanted(nowMs: number): number {
    const mayBeParallel = !this.isOneStream && this.#ladder.rung === 'parallel';
    return mayBeParallel ? lanesAllowed(this.#laneLimit, nowMs) : 1;
  }

  /** @param nowMs on the clock of the objections */
  lanes(atMost: number, nowMs: number): number {
    if (!this.isConfirmed || this.progress.mode !== 'parallel') return 1;
    return Math.min(atMost, lanesAllowed(this.#laneLimit, nowMs));
  }

  // Good answers

  /** An answer to a request that was sent since the last one that was not good: nothing speaks against it any more. */
  confirm(): void {
    this.isConfirmed = true;
    this.#ladder = afterUsable(this.#ladder);
    const { representation } = this;
    if (representation && afterSame(this.#suspicion, representation) === 'etags-worthless') this.distrustEtags();
    this.#suspicion = NO_SUSPICION;
    this.mustSeeBeginning = false;
  }

  /** Nothing is stored, and nobody else receives: what this answer says of the file is what counts. */
  begin({ verdict, representation }: Acceptance, answer: Answer): void {
    const mode = verdict === 'whole' ? (this.doubt === 'ranges' ? undefined : 'whole') : this.#ladder.rung;
    const serverName = fileNameIn(answer.field('Content-Disposition')) ?? this.progress.serverName;
    this.progress = { ...this.progress, mode, serverName };
    this.pin(fillIn(representation, this.representation));
  }

  pin(representation: Representation): void {
    const etag = this.#etagsAreWorthless ? undefined : representation.etag;
    this.progress = { ...this.progress, representation: { ...representation, etag } };
  }

  /** Its length, where it was not known before. */
  pinLength(completeLength: number): void {
    this.pin({ ...UNKNOWN, ...this.representation, completeLength });
  }

  /** What the server said of length and digest is of encoded bytes. */
  forgetLength(): void {
    this.pin({ ...UNKNOWN, ...this.representation, completeLength: undefined, digest: undefined });
  }

  /** What nobody can compute here proves nothing. */
  forgetDigest(advice: string): void {
    if (this.representation) this.pin({ ...this.representation, digest: undefined });
    this.advice ??= advice;
  }

  /** Everything is there: what was not decided by then came in one stream. */
  completed(): void {
    this.progress = { ...this.progress, mode: this.progress.mode ?? 'whole' };
  }

  advise(url: string, answer: Answer): void {
    this.advice ??= corsAdvice(url, answer);
  }

  // Answers that cannot be used

  /**
   * @param canWait others receive, so that nothing has to be given up
   * @returns whether to ask again in the same way, in a simpler one, or for all of it after giving up what is stored
   */
  unusable(
    { dropped }: Extract<Judgement, { verdict: 'unusable' }>,
    canWait: boolean,
  ): 'again' | 'simpler' | 'start-over' {
    const { rung } = this.#ladder;
    const next = afterUnusable(this.#ladder, dropped);
    const isLast = next.rung === 'whole' && rung !== 'whole';
    if (isLast && canWait) return 'again';
    this.#ladder = next;
    if (next.rung === rung) return 'again';
    this.progress = { ...this.progress, mode: this.progress.mode && next.rung };
    return isLast ? 'start-over' : 'simpler';
  }

  /** The next request asks for everything; whether the server has ranges is found out beside it. */
  askForAll(): void {
    this.#ladder = WHOLE_STREAM;
    this.doubt = 'ranges';
  }

  // Answers of another version

  /** @param isHearsay it must be seen before it is believed: the beginning of the file is asked for */
  other(seen: Representation, isHearsay = false): Finding {
    this.mustSeeBeginning = isHearsay;
    if (!this.representation) return 'ask-again';
    const { suspicion, finding } = afterOther(this.#suspicion, this.representation, seen);
    this.#suspicion = suspicion;
    return isHearsay ? 'ask-again' : finding;
  }

  /** The version is given up; `false`: too often. */
  change(): boolean {
    const { changes } = this.progress;
    this.progress = { ...this.progress, changes: changes + 1 };
    return changes < CHANGES_ACCEPTED;
  }

  /** Nothing is stored any more. What the next answers must be of stays as it is, or is what was seen last. */
  startOver(isOtherVersion: boolean): void {
    const { changes, patience, representation, serverName } = this.progress;
    const { seen } = this.#suspicion;
    this.progress = { ...NO_PROGRESS, changes, patience, serverName };
    if (isOtherVersion && seen) this.pin({ ...seen, mediaType: seen.mediaType ?? representation?.mediaType });
    else if (representation) this.pin(representation);
    this.isConfirmed = false;
    this.rangesProved = false;
    this.mustSeeBeginning = false;
    this.doubt = undefined;
    this.#suspicion = NO_SUSPICION;
    this.#ladder = afterUsable(this.#ladder);
  }

  /** A connection broke. Where no validator tells versions apart, what is stored is compared before more is joined. */
  interrupted(): void {
    const { representation } = this;
    if (this.isDecided && representation && !tellsVersions(representation)) this.doubt ??= 'version';
  }

  /**
   * One request had two ETags. A date or a digest may take their place, once what is stored was compared; `false`: there
   * is none, and only one answer can be trusted to be of one version.
   */
  distrustEtags(): boolean {
    this.#etagsAreWorthless = true;
    this.#suspicion = NO_SUSPICION;
    if (this.representation) this.pin(this.representation);
    if (!this.representation || !tellsVersions(this.representation)) {
      this.#ladder = WHOLE_STREAM;
      return false;
    }
    this.doubt = 'version';
    return true;
  }

  // Comparisons

  /** Stored bytes are what the server sends for their place. */
  compared(): void {
    this.doubt = undefined;
    this.rangesProved = true;
    this.isConfirmed = true;
    this.#suspicion = NO_SUSPICION;
    if (this.isDecided) return;
    this.#ladder = TOP_OF_LADDER;
    this.progress = { ...this.progress, mode: 'parallel' };
  }

  /** Beside a stream it did not work out; `true`: nor will it. */
  comparisonFailed(forGood: boolean): boolean {
    this.#failedComparisons += 1;
    if (!forGood && this.#failedComparisons < FAILED_COMPARISONS) return false;
    this.doubt = undefined;
    this.progress = { ...this.progress, mode: 'whole' };
    return true;
  }

  /** How much of a stream must have come before a comparison beside it. Bytes. */
  get bytesBeforeComparison(): number {
    return 2 ** 19 * 8 ** this.#failedComparisons; // 512 KiB, then 4 MiB
  }

  // Limits of the server

  /** It turned a request away while there were so many others. */
  objected(others: number, nowMs: number): void {
    this.#laneLimit = afterObjection(others, nowMs);
  }

  /** It was not the number of requests. */
  forgetObjections(): void {
    this.#laneLimit = NO_LANE_LIMIT;
  }

  /** Asks for less at once; `false`: that is no less, or so little that it makes no sense. */
  shrinkSlices(bytes: number): boolean {
    if (bytes >= this.mostBytes || bytes < SMALLEST_CAP_BYTES) return false;
    this.mostBytes = bytes;
    return true;
  }

  /** After a refusal that may be about the size of slices, or about asking for them at all. */
  askForLess(nothingStored: boolean): boolean {
    if (this.isWholeStream) return false;
    if (this.shrinkSlices(SMALLEST_SLICE_BYTES)) return true;
    if (!nothingStored) return false;
    this.askForAll();
    return true;
  }
}

function fillIn(seen: Representation, known: Representation | undefined): Representation {
  return {
    completeLength: seen.completeLength ?? known?.completeLength,
    etag: seen.etag ?? known?.etag,
    lastModified: seen.lastModified ?? known?.lastModified,
    mediaType: seen.mediaType ?? known?.mediaType,
    digest: seen.digest ?? known?.digest,
  };
}
