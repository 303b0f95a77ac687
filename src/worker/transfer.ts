import type { ByteRange } from '../core/byte-range.js';
import type { Exchange } from '../core/exchange.js';
import { settle } from '../core/growing-set.js';
import type { Integrity } from '../core/integrity.js';
import { countBytes } from '../core/range-set.js';
import type { Answer } from '../core/representation.js';
import { type Judgement, judge } from '../core/response.js';
import type { StoredFile } from '../storage/file-store.js';
import type { DownloadRecord, Progress } from '../storage/record.js';
import type { Allowance } from './allowance.js';
import { HAS_BACKPRESSURE } from './backpressure.js';
import { Bell } from './bell.js';
import { Checkpoints } from './checkpoints.js';
import { Comparison, chooseOverlap, type Overlap } from './comparison.js';
import { reduceTo, shortenTo } from './cut-back.js';
import type { Hashing } from './hashing.js';
import { Knowledge } from './knowledge.js';
import { type Acceptance, Lane, type LaneHost } from './lane.js';
import { Lanes } from './lanes.js';
import { Needs } from './needs.js';
import { Planner } from './planner.js';
import type { Grant, Limit, Page, WakeReason } from './protocol.js';
import { Route } from './route.js';
import { Settlement } from './settlement.js';
import { Telling } from './telling.js';
import { refusedDigest } from './verify.js';
import { Waiting } from './waiting.js';

const TICK_MS = 100;
/** So much must be missing of a stream that ranges are worth a comparison. Bytes. */
const WORTH_COMPARING = 2 * 2 ** 20; // 2 MiB

/** What a transfer works with. */
export interface Means extends Grant {
  readonly record: DownloadRecord;
  readonly file: StoredFile;
  /** Goes along with what is written. */
  readonly hashing: Hashing;
  /** Commits a change of the record; rejects with `removed` when the record is not this transfer's any more. */
  readonly amend: (progress: Partial<Progress>) => Promise<void>;
  readonly allowance: Allowance;
  readonly page: Page;
  /** Aborted: stop, and record what came. */
  readonly signal: AbortSignal;
}

/** Brings what is missing of one file: plans, runs the lanes, and alone decides what follows from how they end. */
export class Transfer implements LaneHost {
  readonly #means: Means;
  readonly #knowledge: Knowledge;
  readonly #route: Route;
  readonly #checkpoints: Checkpoints;
  readonly #waiting: Waiting;
  readonly #bell = new Bell();
  readonly #lanes = new Lanes(
    () => this.#bell.ring(),
    (error) => this.fail(error),
  );
  readonly #settlement: Settlement;
  readonly #planner: Planner;
  readonly #needs: Needs;
  readonly #telling: Telling;
  /** What is compared. */
  #overlap: Overlap | undefined;
  #fatal: unknown;

  constructor(means: Means) {
    const { record, file, hashing, amend, access, allowance } = means;
    this.#means = means;
    this.#route = new Route(access);
    this.#knowledge = new Knowledge(record);
    const patience = record.patience ?? { failures: 0, receivedBytes: countBytes(record.ranges) };
    this.#waiting = new Waiting(patience, () => this.#bell.ring());
    this.#checkpoints = new Checkpoints(file, hashing, record.ranges, (ranges, digest) =>
      amend({ ...this.#knowledge.progress, ranges, digest }),
    );
    const parts = {
      means,
      allowance,
      knowledge: this.#knowledge,
      route: this.#route,
      lanes: this.#lanes,
      checkpoints: this.#checkpoints,
      waiting: this.#waiting,
    };
    this.#settlement = new Settlement(parts);
    this.#planner = new Planner(parts);
    this.#needs = new Needs(parts);
    this.#telling = new Telling(parts, this.#settlement, this.#planner);
  }

  /** Returns when all is recorded that came before the signal was aborted; `true`: the file is complete. */
  async run(): Promise<boolean> {
    const { signal, file, busyUntilMs } = this.#means;
    const timer = setInterval(() => this.#tick(), TICK_MS);
    const wake = () => this.wake('press');
    signal.addEventListener('abort', wake);
    try {
      if (!this.#canContinue()) await this.#settlement.startOver();
      if (this.#checkpoints.recorded.length === 0) file.resize(0); // of an earlier start
      this.#means.hashing.want(this.expected?.algorithm);
      this.holdOff(busyUntilMs);
      while (!this.#isComplete() && !signal.aborted) await this.#step();
      if (this.#isComplete()) this.#knowledge.completed();
    } finally {
      clearInterval(timer);
      signal.removeEventListener('abort', wake);
      await this.#lanes.stop();
      await this.#checkpoints.commit();
      this.#telling.tellFacts();
    }
    return this.#isComplete();
  }

  wake(why: WakeReason): void {
    this.#lanes.examine();
    if (why === 'press') this.#waiting.end();
    else this.#waiting.hurry();
  }

  /** @param untilMs milliseconds since the epoch */
  holdOff(untilMs: number): void {
    this.#waiting.holdOff(untilMs);
  }

  /** So many requests may be open at once: those that are more are to end soon. */
  connections(count: number): void {
    this.#means.allowance.connections = count;
    if (!this.#knowledge.isOneStream) this.#orFail(() => reduceTo(this.#planner.lanes, count));
    this.#bell.ring();
  }

  /** How fast bytes may come: what was asked for before is not to come all at once. */
  limit(limit: Limit | undefined): void {
    const { allowance } = this.#means;
    allowance.limit = limit;
    if (!this.#knowledge.isOneStream) this.#orFail(() => shortenTo(this.#planner.lanes, allowance.mostBytes));
    this.#bell.ring();
  }

  /** What is recorded once the run has ended; a length that only the end of the last body told is not, so far. */
  get progress(): Progress {
    return { ...this.#knowledge.progress, ranges: this.#checkpoints.recorded };
  }

  /** What was asked and answered, oldest first. */
  get exchanges(): readonly Exchange[] {
    return this.#lanes.exchanges;
  }

  async #step(): Promise<void> {
    if (this.#fatal !== undefined) throw this.#fatal;
    const ended = this.#lanes.nextEnd();
    if (ended) {
      this.#planner.learn(ended.lane);
      return this.#settlement.settle(ended.lane, ended.end);
    }
    if (!this.#waiting.wait) await this.#launch();
    await this.#bell.heard();
  }

  /** The digest that the file must have. */
  get expected(): Integrity | undefined {
    return this.#knowledge.expected;
  }

  /** The server's digest cannot be verified on this page: what is stored is right as far as its validators can tell. */
  forgetDigest(advice: string): void {
    this.#knowledge.forgetDigest(advice);
    this.#telling.tellFacts();
  }

  // Planning

  async #launch(): Promise<void> {
    if (this.#knowledge.doubt) return this.#resolveDoubt();
    this.#overlap = undefined;
    while (this.#countedLanes() < this.#planner.laneLimit) {
      const slice = this.#planner.next();
      if (!slice) return;
      this.#open(this.#knowledge.isWholeStream ? undefined : slice);
    }
  }

  /** After an answer that was not good one lane asks again, and does not wait for those that were open before. */
  #countedLanes(): number {
    if (this.#knowledge.isConfirmed) return this.#lanes.count;
    return this.#lanes.running.filter((lane) => !this.#settlement.isLate(lane)).length;
  }

  #open(slice: ByteRange | undefined): void {
    this.#lanes.open(new Lane(this, this.#route.current, slice));
  }

  #isComplete(): boolean {
    return this.#lanes.areIdle && this.#planner.isAllWritten;
  }

  /** Whether what is recorded can be joined with what a new answer brings. */
  #canContinue(): boolean {
    const { recorded } = this.#checkpoints;
    const { representation, progress } = this.#knowledge;
    if (recorded.length > 0 && !representation) return false; // nobody knows what these bytes are of
    if (!this.#means.file.holds(recorded)) return false; // lost behind our back
    return progress.mode !== 'whole' || this.#isComplete();
  }

  // Comparing

  /** A stream runs on meanwhile. Without one, nothing else is asked for before stored bytes were compared. */
  async #resolveDoubt(): Promise<void> {
    if (this.#lanes.running.some(({ host }) => host instanceof Comparison)) return;
    const { written } = this.#checkpoints;
    const isAlone = this.#lanes.count === 0;
    const isAboutRanges = this.#knowledge.doubt === 'ranges';
    if (isAboutRanges && !isAlone && !this.#isWorthComparing()) return;
    // The same as long as the doubt lasts: what comes meanwhile may be of the version that is doubted.
    this.#overlap ??= await chooseOverlap(this.#means.file, settle(written).settled, !isAboutRanges);
    if (this.#overlap) return this.#compare(this.#overlap);
    if (!isAlone) return;
    // Nothing that is stored can be compared.
    if (written.bytes > 0) await this.#settlement.startOver();
    this.#knowledge.doubt = undefined;
    if (isAboutRanges) this.#knowledge.askForAll();
    if (isAboutRanges) this.#open(undefined);
    this.#bell.ring();
  }

  #isWorthComparing(): boolean {
    if ((this.#planner.missingBytes ?? 0) < WORTH_COMPARING) return false;
    return this.#checkpoints.written.bytes >= this.#knowledge.bytesBeforeComparison;
  }

  #compare(overlap: Overlap): void {
    const host = new Comparison(overlap, (asked, answer, crossOrigin) =>
      this.#judge(asked, answer, { crossOrigin, rangesProved: true }),
    );
    this.#lanes.open(new Lane(host, this.#route.current, overlap.range));
  }

  // What a lane asks and tells

  judge(asked: ByteRange | undefined, answer: Answer, crossOrigin: boolean): Judgement {
    return this.#judge(asked, answer, { crossOrigin, rangesProved: this.#knowledge.rangesProved });
  }

  #judge(
    range: ByteRange | undefined,
    answer: Answer,
    { crossOrigin, rangesProved }: { crossOrigin: boolean; rangesProved: boolean },
  ): Judgement {
    const { url } = this.#means.record;
    this.#knowledge.hasAnswered = true;
    if (crossOrigin) this.#knowledge.advise(url, answer);
    const storedBytes = this.#checkpoints.written.bytes;
    const pinned = this.#knowledge.representation;
    const question = { url, range, pinned, storedBytes, isFirst: this.#isFirst(), crossOrigin, rangesProved };
    return judge(answer, question, Date.now());
  }

  accepted(lane: Lane, judgement: Acceptance, answer: Answer): void {
    const isFirst = this.#isFirst();
    if (!this.#settlement.isLate(lane)) this.#knowledge.confirm();
    if (isFirst) this.#knowledge.begin(judgement, answer);
    this.#means.hashing.want(this.expected?.algorithm);
    if (lane.answeredBy !== undefined) this.#route.redirected(lane.access, lane.answeredBy);
    this.#bell.ring();
    const completeLength = this.#knowledge.representation?.completeLength;
    if (isFirst && completeLength !== undefined) this.#means.file.resize(completeLength); // finds out whether there is room
  }

  write(bytes: Uint8Array, at: number): void {
    this.#checkpoints.write(bytes, at);
    if (this.#knowledge.doubt) this.#bell.ring(); // it may be enough to compare with
  }

  untilRoom(): Promise<void> | undefined {
    const { allowance } = this.#means;
    return this.#checkpoints.untilRoom() ?? (this.#isPaced ? allowance.untilPaid() : undefined);
  }

  received(bytes: number): void {
    this.#telling.received(bytes);
    if (this.#isPaced) this.#means.allowance.received(bytes);
  }

  /** Where the browser reads ahead all that comes, to read one stream slowly only lets it pile up in memory. */
  get #isPaced(): boolean {
    return HAS_BACKPRESSURE || !this.#knowledge.isOneStream;
  }

  lengthUnknown(): void {
    this.#knowledge.forgetLength();
    this.#means.hashing.want(this.expected?.algorithm);
  }

  /** Nothing is stored, and nobody receives. */
  #isFirst(): boolean {
    return this.#checkpoints.written.bytes === 0 && this.#lanes.receiving === 0;
  }

  #orFail(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.fail(error);
    }
  }

  /** Ends it. The first reason counts. */
  fail(error: unknown): void {
    this.#fatal ??= error;
    this.#bell.ring();
  }

  // Every tick

  #tick(): void {
    this.#orFail(() => {
      this.#waiting.look();
      this.#means.allowance.look();
      this.#needs.tell(this.#planner.lanesOfUse);
      this.#lanes.drain();
      this.#lanes.observe();
      this.#planner.giveUpCrawlers();
      this.#planner.keepPace(this.#telling.paidBytes);
      if (!this.#knowledge.doubt && this.#lanes.count < this.#planner.laneLimit) this.#bell.ring(); // helping may be worth it now
      this.#throwIfDigestIsRefused();
      this.#checkpoints.commitWhenDue().catch((error) => this.fail(error));
      this.#telling.tellStatus();
    });
  }

  /** Sooner than after the last byte. A digest that only the server tells is done without. */
  #throwIfDigestIsRefused(): void {
    const { record, hashing } = this.#means;
    const refused = refusedDigest(record.url, hashing, this.#knowledge.representation?.completeLength);
    if (refused && record.integrity !== undefined) throw refused;
  }
}
