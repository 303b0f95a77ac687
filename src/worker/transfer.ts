import type { ByteRange } from '../core/byte-range.js';
import { type Failure, fromFailure } from '../core/errors.js';
import { afterChanged, afterUnusable, isChanged, TOP_OF_LADDER, withoutSuspicion } from '../core/ladder.js';
import { FIRST_SLICE, nextSlice } from '../core/lanes.js';
import { countBytes, endOf, missingRanges, type RangeSet } from '../core/range-set.js';
import type { Answer, Representation } from '../core/representation.js';
import { type Judgement, judge, unreachable, unusable } from '../core/response.js';
import { bytesPerSecond, observe, type Speed, secondsFor } from '../core/speed.js';
import type { StoredFile } from '../storage/opfs-file.js';
import { type DownloadRecord, factsOf, NO_PROGRESS, type Progress } from '../storage/record.js';
import { Bell } from './bell.js';
import { Checkpoints } from './checkpoints.js';
import { Lane, type LaneEnd, type LaneHost } from './lane.js';
import { Lanes } from './lanes.js';
import type { Access, Page, WireStatus } from './protocol.js';
import { Waiting } from './waiting.js';

const TICK_MS = 100;
const CHANGES_ACCEPTED = 2;
/** The page needs one of the six connections that HTTP/1.1 grants it to its own origin. */
const LANES_TO_OWN_ORIGIN = 5;

/** What a transfer works with. */
export interface Means {
  readonly record: DownloadRecord;
  readonly file: StoredFile;
  /** Commits a change of the record; rejects with `removed` when the record is not this transfer's any more. */
  readonly amend: (progress: Partial<Progress>) => Promise<void>;
  readonly access: Access;
  readonly connections: number;
  readonly page: Page;
  /** Aborted: stop, and record what came. */
  readonly signal: AbortSignal;
}

/** Brings what is missing of one file: plans, runs the lanes, and alone decides what follows from how they end. */
export class Transfer implements LaneHost {
  readonly #means: Means;
  readonly #checkpoints: Checkpoints;
  readonly #waiting: Waiting;
  readonly #bell = new Bell();
  readonly #lanes = new Lanes(
    () => this.#bell.ring(),
    (error) => this.#fail(error),
  );
  /** What the next checkpoint will record, but for its ranges. */
  #known: Progress;
  #access: Access;
  #advice: string | undefined;
  /** How we ask for the file. How the server serves it stands in the record. */
  #ladder = TOP_OF_LADDER;
  /** Until an answer of this run was accepted one lane asks, and the others wait. */
  #confirmed = false;
  /** Since when answers are looked at with suspicion; those to earlier requests tell nothing new. */
  #suspiciousSinceMs = 0;
  #refusedAtBytes: number | undefined;
  /** Why the page is being asked for access now. */
  #refusal: Failure | undefined;
  #receivedBytes = 0;
  /** The most that was ever written at one time: what is fetched again after starting over is no progress. */
  #furthestBytes: number;
  #speed: Speed = [];
  #fatal: unknown;

  constructor(means: Means) {
    const { record, file, amend, access } = means;
    this.#means = means;
    this.#access = access;
    const { ranges, representation, contentDisposition, mode, changes, outcome } = record;
    this.#known = { ranges, representation, contentDisposition, mode, changes, outcome };
    this.#furthestBytes = countBytes(record.ranges);
    this.#waiting = new Waiting(this.#furthestBytes, () => this.#bell.ring());
    this.#checkpoints = new Checkpoints(file, record.ranges, (ranges) => amend({ ...this.#known, ranges }));
  }

  /** Returns when all is recorded that came before the signal was aborted; `true`: the file is complete. */
  async run(): Promise<boolean> {
    const timer = setInterval(() => this.#tick(), TICK_MS);
    this.#means.signal.addEventListener('abort', this.wake);
    try {
      if (!this.#canContinue()) await this.#startOver();
      if (this.#checkpoints.recorded.length === 0) this.#means.file.resize(0); // of an earlier start
      while (!this.#isComplete() && !this.#means.signal.aborted) await this.#step();
    } finally {
      clearInterval(timer);
      this.#means.signal.removeEventListener('abort', this.wake);
      await this.#lanes.stop();
      await this.#checkpoints.commit();
      this.#report(undefined);
    }
    return this.#isComplete();
  }

  /** Whatever waits tries again now. */
  readonly wake = (): void => this.#waiting.end();

  /** What is recorded once the run has ended; a length that only the end of the last body told is not, so far. */
  get progress(): Progress {
    return { ...this.#known, ranges: this.#checkpoints.recorded };
  }

  async #step(): Promise<void> {
    if (this.#fatal !== undefined) throw this.#fatal;
    const ended = this.#lanes.nextEnd();
    if (ended) return this.#settle(ended.lane, ended.end);
    if (!this.#waiting.wait) this.#launch();
    await this.#bell.heard();
  }

  // Planning

  #launch(): void {
    while (this.#lanes.count < this.#laneLimit()) {
      const slice = this.#nextSlice();
      if (!slice) return;
      this.#lanes.open(new Lane(this, this.#access, this.#ladder.rung === 'whole' ? undefined : slice));
    }
  }

  #nextSlice(): ByteRange | undefined {
    const missing = this.#missing();
    return missing ? nextSlice(missing, this.#lanes.active, this.#laneLimit()) : FIRST_SLICE;
  }

  #laneLimit(): number {
    if (!this.#confirmed || this.#known.mode !== 'parallel') return 1;
    const ownOrigin = new URL(this.#access.url).origin === self.origin;
    return Math.min(this.#means.connections, ownOrigin ? LANES_TO_OWN_ORIGIN : Number.POSITIVE_INFINITY);
  }

  /** `undefined` while the length is unknown. */
  #missing(): RangeSet | undefined {
    const completeLength = this.#known.representation?.completeLength;
    return completeLength === undefined ? undefined : missingRanges(this.#checkpoints.written, completeLength);
  }

  #isComplete(): boolean {
    return this.#missing()?.length === 0 && this.#lanes.areIdle;
  }

  /** Whether what is recorded can be joined with what a new answer brings. */
  #canContinue(): boolean {
    const { recorded } = this.#checkpoints;
    if (recorded.length > 0 && !this.#known.representation) return false; // nobody knows what these bytes are of
    if (this.#means.file.size() < endOf(recorded)) return false; // emptied behind our back
    return this.#known.mode !== 'whole' || this.#isComplete();
  }

  // What a lane asks and tells

  judge(asked: ByteRange | undefined, answer: Answer, crossOrigin: boolean): Judgement {
    const storedBytes = countBytes(this.#checkpoints.written);
    const { url } = this.#access;
    const question = { url, range: asked, pinned: this.#known.representation, storedBytes, crossOrigin };
    return judge(answer, question, Date.now());
  }

  accepted({ verdict, representation }: Extract<Judgement, { verdict: 'slice' | 'whole' }>, answer: Answer): void {
    this.#confirmed = true;
    this.#ladder = withoutSuspicion(this.#ladder);
    this.#bell.ring();
    if (this.#known.representation) return;
    const contentDisposition = answer.field('Content-Disposition') ?? undefined;
    this.#known = { ...this.#known, contentDisposition, mode: verdict === 'whole' ? 'whole' : this.#ladder.rung };
    this.#pin(representation);
    const { completeLength } = representation;
    if (completeLength !== undefined) this.#means.file.resize(completeLength); // finds out now whether there is room
  }

  write(bytes: Uint8Array, at: number): void {
    this.#checkpoints.write(bytes, at);
  }

  received(bytes: number): void {
    this.#receivedBytes += bytes;
  }

  // What follows from how a lane ended

  async #settle(lane: Lane, end: LaneEnd): Promise<void> {
    switch (end.kind) {
      case 'done':
        return this.#settleLength(lane.written.end);
      case 'judged':
        return this.#settleJudged(lane, end.judgement);
      case 'overlong':
        this.#checkpoints.forget(lane.written);
        await this.#checkpoints.commit(); // some of it may be recorded
        return this.#settleUnusable(lane, unusable(this.#access.url, 'it sent more bytes than it announced'));
      case 'broken':
        if (this.#known.mode === 'whole') await this.#startOver();
        return this.#wait(unreachable(this.#access.url, end.why));
      case 'aborted':
        return;
    }
  }

  async #settleJudged(lane: Lane, judgement: Extract<LaneEnd, { kind: 'judged' }>['judgement']): Promise<void> {
    switch (judgement.verdict) {
      case 'complete':
        return this.#settleLength(judgement.completeLength);
      case 'retry':
        return this.#wait(judgement.failure, judgement);
      case 'unusable':
        return this.#settleUnusable(lane, judgement);
      case 'changed':
        return this.#settleChanged(lane, judgement.failure);
      case 'refused':
        // Several lanes may have been refused with the access that was replaced for the first of them.
        return lane.access === this.#access ? this.#askForAccess(judgement.failure) : undefined;
      case 'failed':
        throw fromFailure(judgement.failure);
    }
  }

  /** The end of a body of unknown length is the length of the file, as far as anybody can know. */
  #settleLength(completeLength: number): void {
    const { representation } = this.#known;
    if (representation?.completeLength !== undefined) return;
    this.#means.file.resize(completeLength);
    this.#pin({ etag: undefined, lastModified: undefined, mediaType: undefined, ...representation, completeLength });
  }

  #pin(representation: Representation): void {
    this.#known = { ...this.#known, representation };
  }

  async #settleUnusable(lane: Lane, { failure, advice }: Extract<Judgement, { verdict: 'unusable' }>): Promise<void> {
    if (!this.#isNews(lane)) return;
    this.#advice = advice ?? this.#advice;
    const { rung } = this.#ladder;
    this.#ladder = afterUnusable(this.#ladder, advice !== undefined); // ranges that are hidden from us will stay so
    if (this.#ladder.rung === rung) return this.#wait(failure);
    if (this.#ladder.rung === 'whole') return this.#startOver();
    this.#known = { ...this.#known, mode: this.#known.mode && this.#ladder.rung };
  }

  async #settleChanged(lane: Lane, failure: Failure): Promise<void> {
    if (!this.#isNews(lane)) return;
    this.#ladder = afterChanged(this.#ladder);
    if (!isChanged(this.#ladder)) return this.#wait(failure);
    if (this.#known.changes >= CHANGES_ACCEPTED) throw fromFailure(failure);
    this.#known = { ...this.#known, changes: this.#known.changes + 1 };
    return this.#startOver();
  }

  /** One hiccup of a server may meet all lanes at once, and counts once. After it one lane asks again, alone. */
  #isNews(lane: Lane): boolean {
    if (lane.openedAtMs < this.#suspiciousSinceMs) return false;
    this.#suspiciousSinceMs = performance.now();
    this.#confirmed = false;
    return true;
  }

  #progressBytes(): number {
    this.#furthestBytes = Math.max(this.#furthestBytes, countBytes(this.#checkpoints.written));
    return this.#furthestBytes;
  }

  async #askForAccess(failure: Failure): Promise<void> {
    // Once for each refusal after which there was no progress.
    const storedBytes = this.#progressBytes();
    if (this.#refusedAtBytes === storedBytes) throw fromFailure(failure);
    this.#refusedAtBytes = storedBytes;
    this.#refusal = failure;
    const { page, signal } = this.#means;
    const access = await Promise.race([page.refused(), untilAborted(signal)]);
    this.#refusal = undefined;
    if (signal.aborted) return;
    if (!access) throw fromFailure(failure);
    this.#access = access;
  }

  #wait(
    failure: Failure,
    { retryAfterMs, busy = false }: { retryAfterMs?: number | undefined; busy?: boolean } = {},
  ): void {
    const { url } = this.#access;
    const othersReceive = this.#lanes.count > 0;
    const now = { url, receivedBytes: this.#progressBytes(), othersReceive, retryAfterMs, busy };
    if (!this.#waiting.after(failure, now)) throw fromFailure(failure);
  }

  async #startOver(): Promise<void> {
    await this.#lanes.stop();
    this.#confirmed = false;
    this.#ladder = withoutSuspicion(this.#ladder);
    this.#known = { ...this.#known, ...NO_PROGRESS, changes: this.#known.changes };
    await this.#checkpoints.reset();
  }

  #fail(error: unknown): void {
    this.#fatal ??= error;
    this.#bell.ring();
  }

  // Every tick

  #tick(): void {
    try {
      this.#lanes.drain();
      this.#checkpoints.commitWhenDue().catch((error) => this.#fail(error));
      this.#speed = observe(this.#speed, { atMs: performance.now(), bytes: this.#receivedBytes });
      this.#report(this.#status());
    } catch (error) {
      this.#fail(error);
    }
  }

  #status(): WireStatus {
    const failure = this.#refusal;
    if (failure) return { status: 'waiting', reason: 'access', until: undefined, failure };
    if (this.#lanes.count === 0 && this.#waiting.wait) return this.#waiting.wait;
    if (!this.#confirmed && this.#lanes.receiving === 0) return { status: 'connecting' };
    const perSecond = bytesPerSecond(this.#speed);
    const missing = this.#missing();
    return {
      status: 'downloading',
      bytesPerSecond: perSecond,
      secondsLeft: secondsFor(missing && countBytes(missing), perSecond),
      connections: this.#lanes.receiving,
    };
  }

  #report(to: WireStatus | undefined): void {
    const { contentDisposition } = this.#known;
    this.#means.page.report({
      ...(to && { to }),
      facts: {
        ...factsOf({ ...this.progress, integrity: this.#means.record.integrity }),
        owner: 'here',
        activeRanges: this.#lanes.active.filter(({ start, end }) => start < end && Number.isFinite(end)),
        ...(this.#advice !== undefined && { advice: this.#advice }),
      },
      ...(contentDisposition !== undefined && { contentDisposition }),
    });
  }
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}
