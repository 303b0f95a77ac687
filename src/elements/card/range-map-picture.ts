import type { DownloadState } from '../../core/state.js';
import { Glide } from './glide.js';
import { type Columns, columnsOf, grown, growth } from './range-map-columns.js';
import { bandTones, type Lane, laneTones, storedTones, verifiedTones } from './range-map-tones.js';

/** Where the picture is drawn, and when. */
export interface Frame {
  /** In device pixels. */
  readonly width: number;
  /** Device pixels in a CSS pixel. */
  readonly pixelRatio: number;
  readonly nowMs: number;
  /** The person wants no motion. */
  readonly isStill: boolean;
}

/** How strongly each column is inked in each of the three colours, from the lowest to the highest. */
export interface Layers {
  readonly active: Columns;
  readonly stored: Columns;
  readonly verified: Columns;
  /** Whether the next frame looks different, even if nothing happens. */
  readonly moves: boolean;
}

/** A lane goes on to the same end until it has got there. */
type LaneInBytes = Lane & { readonly endByte: number };

const UNVERIFIED = 0.4;

/** What the range map shows of one download, frame by frame. It trails what is recorded, and never leads it. */
export class RangePicture {
  readonly #stored = new Glide<Columns>({ between: grown, isFar: (before, after) => growth(before, after) >= 1 });
  readonly #lanes = new Glide<readonly LaneInBytes[]>({ between: advanced, isFar: haveAdvanced });
  readonly #verified = new Glide<number>({
    between: (before, after, share) => before + (after - before) * share,
    isFar: (before, after) => after > before,
  });
  #state: DownloadState | undefined;
  #width = 0;

  /** One frame. Must be called with each state in turn, or with some of them. */
  layers(state: DownloadState, frame: Frame): Layers {
    this.#learn(state, frame);
    const { width, pixelRatio, nowMs, isStill } = frame;
    const isVerifying = state.status === 'verifying';
    const isVague = state.status === 'connecting' || (state.status === 'downloading' && !state.totalBytes);
    const motionMs = isStill ? undefined : nowMs;
    const stored = storedTones(this.#stored.at(nowMs) ?? new Float64Array(width));
    return {
      active: isVague ? bandTones(width, motionMs) : laneTones(this.#lanes.at(nowMs) ?? [], width, pixelRatio),
      stored: isVerifying ? stored.map((tone) => UNVERIFIED * tone) : stored,
      verified: isVerifying ? verifiedTones(width, this.#verified.at(nowMs) ?? 0, motionMs) : new Float64Array(width),
      moves: this.#glides.some((glide) => glide.isMoving(nowMs)) || ((isVague || isVerifying) && !isStill),
    };
  }

  /** What is new becomes what the picture moves to. */
  #learn(state: DownloadState, { width, pixelRatio, nowMs, isStill }: Frame): void {
    const before = this.#width === width ? this.#state : undefined;
    if (before === state) return;
    const { status } = state;
    this.#state = state;
    this.#width = width;
    if (!before || isStoredElse(before, state)) this.#stored.to(storedColumns(state, width, pixelRatio), nowMs);
    if (before?.activeRanges !== state.activeRanges || before.status !== status)
      this.#lanes.to(lanesOf(state, width), nowMs);
    this.#verified.to(verifiedShare(state), nowMs);
    if (isStill || !before) for (const glide of this.#glides) glide.finish();
  }

  get #glides() {
    return [this.#stored, this.#lanes, this.#verified];
  }
}

function isStoredElse(before: DownloadState, state: DownloadState): boolean {
  return (
    before.storedRanges !== state.storedRanges ||
    before.totalBytes !== state.totalBytes ||
    (state.status === 'complete') !== (before.status === 'complete')
  );
}

function storedColumns(
  { status, storedRanges, totalBytes }: DownloadState,
  width: number,
  pixelRatio: number,
): Columns {
  if (status === 'complete') return new Float64Array(width).fill(1); // also of an empty file
  return columnsOf(storedRanges, totalBytes ?? 0, width, Math.max(1, Math.round(pixelRatio)));
}

function lanesOf({ status, activeRanges, totalBytes }: DownloadState, width: number): LaneInBytes[] {
  if (status !== 'downloading' || !totalBytes) return [];
  const at = (bytes: number) => (bytes / totalBytes) * width;
  return activeRanges.map(({ start, end }) => ({ head: at(start), end: at(end), endByte: end }));
}

function verifiedShare(state: DownloadState): number {
  return state.status === 'verifying' ? state.verifiedBytes / Math.max(1, state.totalBytes ?? state.storedBytes) : 0;
}

function advanced(before: readonly LaneInBytes[], after: readonly LaneInBytes[], share: number): LaneInBytes[] {
  return after.map((lane) => ({ ...lane, head: lane.head - (1 - share) * advance(before, lane) }));
}

function haveAdvanced(before: readonly LaneInBytes[], after: readonly LaneInBytes[]): boolean {
  return after.some((lane) => advance(before, lane) >= 1);
}

/** How far a lane has come, in device pixels; 0 for a new one. */
function advance(before: readonly LaneInBytes[], { head, endByte }: LaneInBytes): number {
  const earlier = before.find((lane) => lane.endByte === endByte);
  return Math.max(0, head - (earlier?.head ?? head));
}
