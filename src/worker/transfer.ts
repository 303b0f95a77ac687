import type { ByteRange } from '../core/byte-range.js';
import { type Failure, fromFailure } from '../core/errors.js';
import { FIRST_SLICE, nextSlice } from '../core/lanes.js';
import { countBytes, endOf, missingRanges, type RangeSet } from '../core/range-set.js';
import { type Answer, proofOf, type Representation } from '../core/representation.js';
import { type Judgement, judge } from '../core/response.js';
import { afterFailure, type Patience, retryDelay } from '../core/retry.js';
import { bytesPerSecond, observe, type Speed, secondsFor } from '../core/speed.js';
import type { DownloadFacts, DownloadMode, WaitReason } from '../core/state.js';
import type { DownloadRecord } from '../storage/ledger.js';
import type { StoredFile } from '../storage/opfs-file.js';
import { Bell } from './bell.js';
import { Checkpoints } from './checkpoints.js';
import { Lane, type LaneEnd, type LaneHost } from './lane.js';
import type { Access, Page, WireStatus } from './protocol.js';

const TICK_MS = 100;
const OFFLINE_RETRY_MS = 30_000;
const CHANGES_ACCEPTED = 2;
/** The page needs one of the six connections that HTTP/1.1 grants it to its own origin. */
const LANES_TO_OWN_ORIGIN = 5;

/** What a transfer works with. */
export interface Means {
  readonly record: DownloadRecord;
  readonly file: StoredFile;
  /** Commits a change of the record; rejects with `removed` when the record is not this transfer's any more. */
  readonly amend: (change: Partial<DownloadRecord>) => Promise<void>;
  readonly access: Access;
  readonly connections: number;
  readonly page: Page;
  /** Aborted: stop, and record what came. */
  readonly signal: AbortSignal;
}

/** No request is sent before `until`, milliseconds since the epoch. */
interface Wait {
  readonly until: number;
  readonly reason: WaitReason;
  readonly failure: Failure;
}

/** Brings what is missing of one file: plans, runs the lanes, and alone decides what follows from how they end. */
export class Transfer implements LaneHost {
  readonly #means: Means;
  readonly #checkpoints: Checkpoints;
  readonly #bell = new Bell();
  readonly #lanes = new Map<Lane, Promise<void>>();
  readonly #ends: { lane: Lane; end: LaneEnd }[] = [];
  #access: Access;
  #pinned: Representation | undefined;
  #contentDisposition: string | undefined;
  #advice: string | undefined;
  /** How the server serves the file. */
  #mode: DownloadMode | undefined;
  /** How we ask for it: the rung of the ladder. */
  #rung: DownloadMode = 'parallel';
  /** Until an answer of this run was accepted one lane asks, and the others wait. */
  #confirmed = false;
  #changes: number;
  #unusableAnswers = 0;
  #refusedAtBytes: number | undefined;
  #patience: Patience;
  #wait: Wait | undefined;
  #receivedBytes: number;
  #speed: Speed = [];
  #fatal: unknown;

  constructor(means: Means) {
    const { record, file } = means;
    this.#means = means;
    this.#access = means.access;
    this.#pinned = record.representation;
    this.#contentDisposition = record.contentDisposition;
    this.#mode = record.mode;
    this.#changes = record.changes;
    this.#receivedBytes = countBytes(record.ranges);
    this.#patience = { failures: 0, receivedBytes: this.#receivedBytes };
    this.#checkpoints = new Checkpoints(file, record.ranges, (ranges) => this.#record(ranges));
  }

  /** Returns when all is recorded that came before the signal was aborted; `true`: the file is complete. */
  async run(): Promise<boolean> {
    const timer = setInterval(() => this.#tick(), TICK_MS);
    this.#means.signal.addEventListener('abort', this.wake);
    try {
      if (!this.#canContinue()) await this.#startOver();
      while (!this.#isComplete() && !this.#means.signal.aborted) await this.#step();
    } finally {
      clearInterval(timer);
      this.#means.signal.removeEventListener('abort', this.wake);
      await this.#stopLanes();
      await this.#checkpoints.commit();
      this.#means.page.report({ facts: this.#facts() });
    }
    return this.#isComplete();
  }

  /** Whatever waits tries again now. */
  readonly wake = (): void => {
    this.#wait = undefined;
    this.#bell.ring();
  };

  async #step(): Promise<void> {
    if (this.#fatal !== undefined) throw this.#fatal;
    const ended = this.#ends.shift();
    if (ended) return this.#settle(ended.lane, ended.end);
    this.#launch();
    await this.#bell.heard();
  }

  // Planning

  #launch(): void {
    if (this.#wait && Date.now() < this.#wait.until) return;
    this.#wait = undefined;
    while (this.#lanes.size < this.#laneLimit()) {
      const slice = this.#nextSlice();
      if (!slice) return;
      this.#open(this.#rung === 'whole' ? undefined : slice);
    }
  }

  #nextSlice(): ByteRange | undefined {
    const active = [...this.#lanes.keys()].map((lane) => lane.active);
    const missing = this.#missing();
    return missing ? nextSlice(missing, active, this.#laneLimit()) : FIRST_SLICE;
  }

  #laneLimit(): number {
    if (!this.#confirmed || this.#mode !== 'parallel') return 1;
    const ownOrigin = new URL(this.#access.url).origin === self.origin;
    return Math.min(this.#means.connections, ownOrigin ? LANES_TO_OWN_ORIGIN : Number.POSITIVE_INFINITY);
  }

  /** `undefined` while the length is unknown. */
  #missing(): RangeSet | undefined {
    const completeLength = this.#pinned?.completeLength;
    return completeLength === undefined ? undefined : missingRanges(this.#checkpoints.written, completeLength);
  }

  #isComplete(): boolean {
    return this.#missing()?.length === 0 && this.#lanes.size === 0 && this.#ends.length === 0;
  }

  /** Whether what is recorded can be joined with what a new answer brings. */
  #canContinue(): boolean {
    if (this.#means.file.size() < endOf(this.#checkpoints.recorded)) return false; // emptied behind our back
    return this.#mode !== 'whole' || this.#isComplete();
  }

  // Lanes

  #open(slice: ByteRange | undefined): void {
    const lane = new Lane(this, slice);
    const ended = lane.run(this.#access).then(
      (end) => void this.#ends.push({ lane, end }),
      (error) => this.#fail(error),
    );
    this.#lanes.set(
      lane,
      ended.finally(() => {
        this.#lanes.delete(lane);
        this.#bell.ring();
      }),
    );
  }

  async #stopLanes(): Promise<void> {
    for (const lane of this.#lanes.keys()) lane.abort();
    await Promise.all(this.#lanes.values());
    this.#ends.length = 0;
  }

  judge(asked: ByteRange | undefined, answer: Answer, crossOrigin: boolean): Judgement {
    const storedBytes = countBytes(this.#checkpoints.written);
    const question = { url: this.#access.url, range: asked, pinned: this.#pinned, storedBytes, crossOrigin };
    return judge(answer, question, Date.now());
  }

  accepted({ verdict, representation }: Extract<Judgement, { verdict: 'slice' | 'whole' }>, answer: Answer): void {
    this.#confirmed = true;
    if (this.#pinned) return;
    this.#pinned = representation;
    this.#contentDisposition = answer.field('Content-Disposition') ?? this.#contentDisposition;
    this.#mode = verdict === 'whole' ? 'whole' : this.#rung;
    if (representation.completeLength !== undefined) this.#means.file.resize(representation.completeLength);
    this.#bell.ring();
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
        return this.#settleLength(lane);
      case 'judged':
        return this.#settleJudged(end.judgement);
      case 'overlong':
        this.#checkpoints.forget(lane.written);
        return this.#descend(badServer(this.#access.url, 'it sent more bytes than it announced'));
      case 'broken':
        if (this.#mode === 'whole') await this.#startOver();
        return this.#waitAfter(unreachable(this.#access.url, end.why));
      case 'aborted':
        return;
    }
  }

  async #settleJudged(judgement: Extract<LaneEnd, { kind: 'judged' }>['judgement']): Promise<void> {
    switch (judgement.verdict) {
      case 'complete':
        this.#pinned = { ...NOTHING_SAID, ...this.#pinned, completeLength: judgement.completeLength };
        return;
      case 'retry':
        return this.#waitAfter(judgement.failure, judgement);
      case 'unusable':
        this.#advice = judgement.advice ?? this.#advice;
        return this.#descend(judgement.failure, judgement.advice !== undefined);
      case 'changed':
        this.#changes += 1;
        if (this.#changes > CHANGES_ACCEPTED) throw fromFailure(judgement.failure);
        return this.#startOver();
      case 'refused':
        return this.#askForAccess(judgement.failure);
      case 'failed':
        throw fromFailure(judgement.failure);
    }
  }

  /** A body of unknown length has ended: that is the length, as far as anybody can know. */
  #settleLength(lane: Lane): void {
    if (this.#pinned && this.#pinned.completeLength === undefined) {
      this.#pinned = { ...this.#pinned, completeLength: lane.written.end };
    }
  }

  /** One rung down the ladder after two unusable answers, or at once where asking again cannot help. */
  async #descend(failure: Failure, certain = false): Promise<void> {
    this.#unusableAnswers += 1;
    const steps: DownloadMode[] = ['parallel', 'parallel', 'single', 'single'];
    const rung = certain ? 'whole' : (steps[this.#unusableAnswers] ?? 'whole');
    if (rung === 'whole' && this.#rung !== 'whole') await this.#startOver();
    else if (this.#mode === 'parallel' && rung === 'single') this.#mode = 'single';
    if (rung !== this.#rung) this.#rung = rung;
    else this.#waitAfter(failure);
  }

  async #askForAccess(failure: Failure): Promise<void> {
    // Once for each refusal after which there was no progress.
    if (this.#refusedAtBytes === this.#receivedBytes) throw fromFailure(failure);
    this.#refusedAtBytes = this.#receivedBytes;
    this.#report({ status: 'waiting', reason: 'access', until: undefined, failure });
    const access = await this.#means.page.refused();
    if (!access) throw fromFailure(failure);
    this.#access = access;
  }

  #waitAfter(
    failure: Failure,
    { retryAfterMs, busy }: { retryAfterMs?: number | undefined; busy?: boolean } = {},
  ): void {
    if (failure.code === 'network' && isOffline(this.#access.url)) {
      this.#wait = { until: Date.now() + OFFLINE_RETRY_MS, reason: 'offline', failure };
    } else {
      this.#patience = afterFailure(this.#patience, this.#receivedBytes);
      const delay = retryDelay(this.#patience, { random: Math.random(), retryAfterMs });
      if (delay === undefined && this.#lanes.size === 0) throw fromFailure(failure);
      const until = Date.now() + (delay ?? OFFLINE_RETRY_MS); // others still receive: they may succeed for this one
      this.#wait = { until, reason: busy ? 'server-busy' : 'retry', failure };
    }
    setTimeout(() => this.#bell.ring(), this.#wait.until - Date.now());
  }

  async #startOver(): Promise<void> {
    await this.#stopLanes();
    this.#pinned = undefined;
    this.#mode = undefined;
    this.#confirmed = false;
    await this.#checkpoints.reset();
  }

  // Telling

  #tick(): void {
    try {
      for (const lane of this.#lanes.keys()) lane.drain();
    } catch (error) {
      return this.#fail(error);
    }
    this.#checkpoints.commitWhenDue().catch((error) => this.#fail(error));
    this.#speed = observe(this.#speed, { atMs: performance.now(), bytes: this.#receivedBytes });
    this.#report(this.#status());
  }

  #fail(error: unknown): void {
    this.#fatal ??= error;
    this.#bell.ring();
  }

  #record(ranges: RangeSet): Promise<void> {
    return this.#means.amend({
      ranges,
      representation: this.#pinned,
      contentDisposition: this.#contentDisposition,
      mode: this.#mode,
      changes: this.#changes,
    });
  }

  #status(): WireStatus {
    const connections = [...this.#lanes.keys()].filter((lane) => lane.receiving).length;
    if (connections > 0) {
      const perSecond = bytesPerSecond(this.#speed);
      const missing = this.#missing();
      const secondsLeft = secondsFor(missing && countBytes(missing), perSecond);
      return { status: 'downloading', bytesPerSecond: perSecond, secondsLeft, connections };
    }
    return this.#wait && this.#lanes.size === 0 ? { status: 'waiting', ...this.#wait } : { status: 'connecting' };
  }

  #report(to: WireStatus): void {
    const { contentDisposition } = { contentDisposition: this.#contentDisposition };
    this.#means.page.report({
      to,
      facts: this.#facts(),
      ...(contentDisposition === undefined ? {} : { contentDisposition }),
    });
  }

  #facts(): Partial<DownloadFacts> {
    const storedRanges = this.#checkpoints.recorded;
    return {
      storedRanges,
      storedBytes: countBytes(storedRanges),
      totalBytes: this.#pinned?.completeLength,
      activeRanges: [...this.#lanes.keys()].map((lane) => lane.active).filter(({ end }) => Number.isFinite(end)),
      resumable: this.#mode && this.#mode !== 'whole',
      mode: this.#mode,
      proof: this.#pinned ? proofOf(this.#pinned) : 'none',
      ...(this.#advice === undefined ? {} : { advice: this.#advice }),
    };
  }
}

const NOTHING_SAID = { etag: undefined, lastModified: undefined, mediaType: undefined };

/** The browser knows of no network, and the address needs one. It may be wrong: this explains a failure, no more. */
function isOffline(url: string): boolean {
  return !navigator.onLine && !/^(localhost|.+\.localhost|127\..+|\[::1\])$/.test(new URL(url).hostname);
}

function unreachable(url: string, why: string): Failure {
  const message =
    `${url} could not be reached (${why}). Either there is no connection to it, ` +
    'or its server does not allow this page to read it (CORS): to a page the two look the same.';
  return { code: 'network', message, cause: why };
}

function badServer(url: string, why: string): Failure {
  return { code: 'bad-server', message: `The server of ${url} cannot be trusted with ranges: ${why}.` };
}
