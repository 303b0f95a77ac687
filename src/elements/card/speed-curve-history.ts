import type { DownloadState } from '../../core/state.js';
import type { Download } from '../../page/download.js';

/** Bytes per second in one slot of time after another, oldest first; `undefined` where it waited or was paused. */
export interface SpeedHistory {
  readonly speeds: readonly (number | undefined)[];
  /** When the newest slot began, in milliseconds. */
  readonly slotMs: number;
  /** Since when bytes have come without a wait. */
  readonly sinceMs: number | undefined;
}

const SLOT_MS = 500;
export const SLOTS = 120; // a minute
const BRIDGED_SLOTS = 4; // reports may be late: a hidden page looks once a second
const SETTLING_MS = 1500; // what the first moments seem to say would dwarf all that follows
const LONGEST_GAP_SLOTS = 8; // a long wait would push out all that is of interest

export const NO_HISTORY: SpeedHistory = { speeds: [], slotMs: 0, sinceMs: undefined };

/** The history with what is known now; the very same object while there is nothing new to know. */
export function recordSpeed(history: SpeedHistory, state: DownloadState, nowMs: number): SpeedHistory {
  const { speeds, slotMs, sinceMs } = history;
  const last = speeds.at(-1);
  if (state.status !== 'downloading') {
    if (sinceMs === undefined) return history;
    return last === undefined
      ? { ...history, sinceMs: undefined }
      : { speeds: [...speeds, undefined].slice(-SLOTS), slotMs: nowMs, sinceMs: undefined };
  }
  const speed = state.bytesPerSecond;
  if (sinceMs === undefined) return speed === 0 ? history : { ...history, sinceMs: nowMs };
  if (last === undefined && nowMs - sinceMs < SETTLING_MS) return history;
  const slots = speeds.length === 0 ? 1 : Math.floor((nowMs - slotMs) / SLOT_MS);
  if (slots < 1) return history;
  return {
    speeds: [...speeds, ...between(last, speed, slots), speed].slice(-SLOTS),
    slotMs: speeds.length === 0 ? nowMs : slotMs + slots * SLOT_MS,
    sinceMs,
  };
}

/** For the slots that nobody told of. */
function between(last: number | undefined, speed: number, slots: number): (number | undefined)[] {
  const isGap = last === undefined || slots > BRIDGED_SLOTS;
  const length = isGap ? Math.min(slots, LONGEST_GAP_SLOTS) - 1 : slots - 1;
  return Array.from({ length }, (_, i) => (isGap ? undefined : last + ((speed - last) * (i + 1)) / slots));
}

/** Kept beside the downloads, so that each element that shows one shows the same, also when it comes later. */
export const speedHistories = new WeakMap<Download, SpeedHistory>();

/** What is known of a download's speed. Begins to record it when it is first asked for. */
export function speedHistoryOf(download: Download): SpeedHistory {
  const known = speedHistories.get(download);
  if (known) return known;
  download.addEventListener('change', () => {
    const history = speedHistories.get(download) ?? NO_HISTORY;
    speedHistories.set(download, recordSpeed(history, download.state, performance.now()));
  });
  speedHistories.set(download, NO_HISTORY);
  return NO_HISTORY;
}
