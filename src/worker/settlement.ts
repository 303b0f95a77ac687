import { type Failure, fromFailure } from '../core/errors.js';
import { changedFile, unreachable } from '../core/failures.js';
import { sliceBytes } from '../core/lanes.js';
import type { Representation } from '../core/representation.js';
import { type Judgement, unusable } from '../core/response.js';
import type { Allowance } from './allowance.js';
import type { Checkpoints } from './checkpoints.js';
import { Comparison } from './comparison.js';
import type { Knowledge } from './knowledge.js';
import type { Lane, LaneEnd } from './lane.js';
import type { Lanes } from './lanes.js';
import type { Route } from './route.js';
import type { Means } from './transfer.js';
import { untilAborted } from './until-aborted.js';
import type { Waiting } from './waiting.js';

/** A request that so many times brought no answer at all may be one that the server cannot answer. */
const UNANSWERED = 2;

type Judged<Verdict> = Extract<Judgement, { verdict: Verdict }>;

/** The parts of a transfer that change when a lane has ended. */
export interface Parts {
  readonly means: Means;
  readonly allowance: Allowance;
  readonly knowledge: Knowledge;
  readonly route: Route;
  readonly lanes: Lanes;
  readonly checkpoints: Checkpoints;
  readonly waiting: Waiting;
}

/** Decides what follows from how a lane ended. Throws the failure that ends the transfer. */
export class Settlement {
  readonly #parts: Parts;
  /** Since when answers are looked at with suspicion; those to earlier requests tell nothing new. */
  #suspiciousSinceMs = 0;
  #refusedAtBytes: number | undefined;
  #refusedAgainAtBytes: number | undefined;
  /** The most that was ever written at one time: what is fetched again after starting over is no progress. */
  #furthestBytes: number;
  /** Why the page is being asked for access now. */
  refusal: Failure | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#furthestBytes = parts.checkpoints.written.bytes;
  }

  async settle(lane: Lane, end: LaneEnd): Promise<void> {
    if (end.kind === 'aborted') return;
    // Asked again on the way that is open now. A busy host is the same on all ways.
    if (!lane.isAccepted && !isBusy(end) && this.#parts.route.leave(lane.access)) return;
    if (lane.host instanceof Comparison) return this.#settleComparison(lane, lane.host, end);
    return this.#settleEnd(lane, end);
  }

  /** Gives up what is stored, for the version that was seen last or for the same one. */
  async startOver(isOtherVersion = false): Promise<void> {
    const { lanes, knowledge, checkpoints } = this.#parts;
    await lanes.stop();
    await checkpoints.reset(() => knowledge.startOver(isOtherVersion));
  }

  /** Another version is another file: what comes of it is progress, and its attempts count from none. */
  async #startAnew(): Promise<void> {
    const { waiting, knowledge } = this.#parts;
    await this.startOver(true);
    this.#furthestBytes = 0;
    waiting.startOver();
    knowledge.progress = { ...knowledge.progress, patience: waiting.patience };
  }

  /** Whether it asked before answers were looked at with suspicion. */
  isLate(lane: Lane): boolean {
    return lane.openedAtMs < this.#suspiciousSinceMs;
  }

  /** As messages name it. They are stored, and where requests go may be a secret of the page's. */
  get #url(): string {
    return this.#parts.means.record.url;
  }

  #settleEnd(lane: Lane, end: Exclude<LaneEnd, { kind: 'aborted' }>): Promise<void> | void {
    switch (end.kind) {
      case 'done':
        return this.#settleLength(lane.written.end);
      case 'judged':
        return this.#settleJudged(lane, end.judgement);
      case 'overlong':
        return this.#settleOverlong(lane);
      case 'broken':
        return this.#settleBroken(lane, unreachable(this.#url, end.why));
    }
  }

  #settleJudged(lane: Lane, judgement: Extract<LaneEnd, { kind: 'judged' }>['judgement']): Promise<void> | void {
    switch (judgement.verdict) {
      case 'complete':
        return this.#settleLength(judgement.completeLength);
      case 'unproved':
        return this.#settleUnproved(judgement.representation);
      case 'retry':
        if (this.#objects(lane) && !judgement.busy) return;
        return this.#wait(judgement.failure, judgement);
      case 'unusable':
        return this.#settleUnusable(lane, judgement);
      case 'changed':
        return this.#settleChanged(lane, judgement.seen, judgement.isHearsay);
      case 'refused':
        return this.#settleRefused(lane, judgement.failure);
      case 'failed':
        throw fromFailure(judgement.failure);
    }
  }

  /** The end of a body of unknown length is the length of the file, as far as anybody can know. */
  #settleLength(completeLength: number): void {
    const { knowledge, means } = this.#parts;
    if (knowledge.representation?.completeLength !== undefined) return;
    means.file.resize(completeLength);
    knowledge.pinLength(completeLength);
  }

  /** Ranges whose place is hidden: what is stored is compared, or a stream begun beside which that can be done. */
  #settleUnproved(seen: Representation): void {
    const { knowledge, checkpoints } = this.#parts;
    if (!knowledge.representation) knowledge.pin(seen);
    if (checkpoints.written.bytes > 0) knowledge.doubt = 'ranges';
    else knowledge.askForAll();
  }

  async #settleOverlong(lane: Lane): Promise<void> {
    const { checkpoints } = this.#parts;
    checkpoints.forget(lane.written);
    await checkpoints.commit(); // some of it may be recorded
    return this.#settleUnusable(lane, unusable(this.#url, 'it sent more bytes than it announced'));
  }

  async #settleBroken(lane: Lane, failure: Failure): Promise<void> {
    const { knowledge, waiting, checkpoints, lanes } = this.#parts;
    knowledge.interrupted();
    if (lanes.receiving > 0 && this.#objects(lane)) return; // others that only wait may be as cut off
    if (lane.isAccepted && knowledge.progress.mode === 'whole') await this.startOver();
    await this.#wait(failure);
    // Chromium fails a request for a range that is answered with an encoded body, whatever its status.
    const isUnanswered = !knowledge.hasAnswered && waiting.patience.failures >= UNANSWERED;
    if (isUnanswered && !knowledge.isWholeStream && checkpoints.written.bytes === 0) knowledge.askForAll();
  }

  async #settleUnusable(lane: Lane, judgement: Judged<'unusable'>): Promise<void> {
    const { knowledge, lanes } = this.#parts;
    if (judgement.servedBytes !== undefined && knowledge.shrinkSlices(judgement.servedBytes)) return;
    if (this.#objects(lane) || !this.#isNews(lane)) return;
    switch (knowledge.unusable(judgement, lanes.receiving > 0)) {
      case 'again':
        return this.#wait(judgement.failure);
      case 'simpler':
        return;
      case 'start-over':
        return this.startOver();
    }
  }

  async #settleChanged(lane: Lane, seen: Representation, isHearsay = false): Promise<void> {
    if (!this.#isNews(lane)) return;
    const { knowledge } = this.#parts;
    const failure = changedFile(this.#url);
    switch (knowledge.other(seen, isHearsay)) {
      case 'ask-again':
        return this.#wait(failure);
      case 'etags-worthless':
        // Without a date in their place, only one answer can be trusted to be of one version.
        if (!knowledge.distrustEtags()) await this.startOver();
        return;
      case 'changed':
        if (!knowledge.change()) throw fromFailure(failure);
        return this.#startAnew();
    }
  }

  async #settleComparison(
    lane: Lane,
    { other }: Comparison,
    end: Exclude<LaneEnd, { kind: 'aborted' }>,
  ): Promise<void> {
    const { knowledge, lanes } = this.#parts;
    if (end.kind === 'done' && !other) {
      knowledge.compared();
      return lanes.shorten(this.#share()); // what streams leaves the rest to others
    }
    if (knowledge.isDecided) return other ? this.#settleChanged(lane, other) : this.#settleEnd(lane, end);
    const isHopeless = other !== undefined || (end.kind === 'judged' && end.judgement.verdict === 'unusable');
    if (lanes.count > 0) return void knowledge.comparisonFailed(isHopeless);
    if (knowledge.comparisonFailed(isHopeless)) return this.startOver();
    return this.#settleEnd(lane, end);
  }

  /** What one of many lanes should fetch of all that is missing. */
  #share(): number {
    const { allowance, knowledge, checkpoints } = this.#parts;
    const missingBytes = (knowledge.representation?.completeLength ?? 0) - checkpoints.written.bytes;
    const mostBytes = Math.min(knowledge.mostBytes, allowance.mostBytes);
    return sliceBytes(missingBytes, { lanes: allowance.lanes, mostBytes });
  }

  async #settleRefused(lane: Lane, failure: Failure): Promise<void> {
    const { knowledge, checkpoints } = this.#parts;
    if (failure.httpStatus === 403 && this.#objects(lane)) return;
    if (await this.#askForAccess(failure)) return;
    if (failure.httpStatus !== 403) throw fromFailure(failure);
    if (knowledge.askForLess(checkpoints.written.bytes === 0)) return;
    // For the server, requests that were just given up may still count: once more, a little later.
    const progressBytes = this.#progressBytes();
    if (!knowledge.representation || this.#refusedAgainAtBytes === progressBytes) throw fromFailure(failure);
    this.#refusedAgainAtBytes = progressBytes;
    return this.#wait(failure);
  }

  /** Once for each refusal after which there was no progress. */
  async #askForAccess(failure: Failure): Promise<boolean> {
    const { means, route, knowledge } = this.#parts;
    const progressBytes = this.#progressBytes();
    if (this.#refusedAtBytes === progressBytes) return false;
    this.#refusedAtBytes = progressBytes;
    this.refusal = failure;
    const access = await Promise.race([means.page.refused(), untilAborted(means.signal)]);
    this.refusal = undefined;
    if (access) {
      route.renew(access);
      knowledge.forgetObjections();
    }
    return access !== undefined || means.signal.aborted;
  }

  /** One hiccup of a server may meet all lanes at once, and counts once. After it one lane asks again, alone. */
  #isNews(lane: Lane): boolean {
    if (this.isLate(lane)) return false;
    this.#suspiciousSinceMs = performance.now();
    this.#parts.knowledge.isConfirmed = false;
    return true;
  }

  /** Whether it may have been turned away only for the number of requests: the last one that is left will tell. */
  #objects(lane: Lane): boolean {
    const { knowledge, lanes } = this.#parts;
    if (lane.isAccepted || lanes.count === 0) return false;
    knowledge.objected(lanes.count, performance.now());
    return true;
  }

  #progressBytes(): number {
    this.#furthestBytes = Math.max(this.#furthestBytes, this.#parts.checkpoints.written.bytes);
    return this.#furthestBytes;
  }

  async #wait(failure: Failure, told: { retryAfterMs?: number | undefined; busy?: boolean } = {}): Promise<void> {
    const { means, knowledge, route, lanes, waiting } = this.#parts;
    const { url } = route.current;
    const othersReceive = lanes.receiving > 0;
    if (!othersReceive) {
      knowledge.interrupted();
      knowledge.isConfirmed = false; // one asks first
    }
    if (lanes.count === 0) knowledge.forgetObjections(); // it was not the number of requests
    const isSeen = knowledge.representation !== undefined;
    const now = { ...told, url, receivedBytes: this.#progressBytes(), othersReceive, isSeen };
    if (!waiting.after(failure, now)) throw fromFailure(failure);
    if (told.busy && waiting.wait) means.page.busy(new URL(url).origin, waiting.wait.until);
    await this.#recordPatience();
  }

  /** At once, for where nothing comes there is no checkpoint: a reload must not grant new attempts. */
  async #recordPatience(): Promise<void> {
    const { knowledge, waiting, means } = this.#parts;
    const { patience } = waiting;
    if (knowledge.progress.patience === patience) return;
    knowledge.progress = { ...knowledge.progress, patience };
    await means.amend({ patience });
  }
}

function isBusy(end: LaneEnd): boolean {
  return end.kind === 'judged' && end.judgement.verdict === 'retry' && end.judgement.busy;
}
