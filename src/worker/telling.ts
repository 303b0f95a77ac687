import { unlimitedAdvice } from '../core/advice.js';
import type { RangeSet } from '../core/range-set.js';
import { bytesPerSecond, observe, type Speed, secondsFor } from '../core/speed.js';
import type { DownloadFacts } from '../core/state.js';
import { fileFacts } from '../storage/record.js';
import { HAS_BACKPRESSURE } from './backpressure.js';
import type { Planner } from './planner.js';
import type { WireStatus } from './protocol.js';
import type { Parts, Settlement } from './settlement.js';

/** Tells the page how a transfer goes, and measures how fast. */
export class Telling {
  readonly #parts: Parts;
  readonly #settlement: Settlement;
  readonly #planner: Planner;
  #receivedBytes = 0;
  #speed: Speed = [];
  /** What the page knows to be stored. */
  #told: RangeSet | undefined;

  constructor(parts: Parts, settlement: Settlement, planner: Planner) {
    this.#parts = parts;
    this.#settlement = settlement;
    this.#planner = planner;
  }

  received(bytes: number): void {
    this.#receivedBytes += bytes;
  }

  /** What has come. With a limit bytes come in bursts, and count when it is their time. */
  get paidBytes(): number {
    return this.#receivedBytes - this.#parts.allowance.owedBytes;
  }

  /** To be called now and then: what it is doing, and all else. */
  tellStatus(): void {
    this.#measureSpeed();
    this.#tell(this.#status());
  }

  /** What is known of the file and stored of it. */
  tellFacts(): void {
    this.#tell(undefined);
  }

  /** From the first byte on, and anew after a wait: what nobody sent then says nothing of what comes next. */
  #measureSpeed(): void {
    const { lanes } = this.#parts;
    if (lanes.count === 0) this.#speed = [];
    if (lanes.receiving === 0 && this.#speed.length === 0) return;
    this.#speed = observe(this.#speed, { atMs: performance.now(), bytes: this.paidBytes });
  }

  #status(): WireStatus {
    const { lanes, waiting, knowledge } = this.#parts;
    const failure = this.#settlement.refusal;
    if (failure) return { status: 'waiting', reason: 'access', until: undefined, failure };
    if (lanes.count === 0 && waiting.wait) return waiting.wait;
    if (!knowledge.isConfirmed && lanes.receiving === 0) return { status: 'connecting' };
    const perSecond = bytesPerSecond(this.#speed);
    return {
      status: 'downloading',
      bytesPerSecond: perSecond,
      secondsLeft: secondsFor(this.#planner.missingBytes, perSecond),
      connections: lanes.receiving,
    };
  }

  #tell(to: WireStatus | undefined): void {
    const { means, knowledge, lanes } = this.#parts;
    const { record, page } = means;
    const { serverName } = knowledge.progress;
    const advice = this.#advice();
    page.report({
      ...(to && { to }),
      facts: {
        ...fileFacts({ ...knowledge.progress, integrity: record.integrity, kept: record.kept }),
        ...this.#newlyStored(),
        owner: 'here',
        activeRanges: lanes.active.filter(({ start, end }) => start < end && Number.isFinite(end)),
        ...(advice !== undefined && { advice }),
      },
      ...(serverName !== undefined && { serverName }),
    });
  }

  /** There may be very many ranges: they are told only when there is something new. */
  #newlyStored(): Pick<DownloadFacts, 'storedRanges' | 'storedBytes'> | undefined {
    const { recorded, recordedBytes } = this.#parts.checkpoints;
    if (recorded === this.#told) return undefined;
    this.#told = recorded;
    return { storedRanges: recorded, storedBytes: recordedBytes };
  }

  #advice(): string | undefined {
    const { means, allowance, knowledge } = this.#parts;
    const escapes = allowance.isLimited && !HAS_BACKPRESSURE && knowledge.progress.mode === 'whole';
    const told = [knowledge.advice, escapes ? unlimitedAdvice(means.record.url) : undefined];
    return told.some(Boolean) ? told.filter(Boolean).join(' ') : undefined;
  }
}
