import type { DownloadMode } from './state.js';

/** So many unusable answers in a row, and we ask in a simpler way. */
const UNUSABLE_ANSWERS = 2;
/** The same before what is stored is given up, where the server only ignored the range: it may honour the next one. */
const DROPPED_RANGES = 6;

/**
 * How we ask for a file, and how many answers in a row could not be used: many lanes, then one, then one stream without
 * ranges, which every server can answer. Up again only when ranges are proved: wrong never becomes worse than slow.
 */
export interface Ladder {
  readonly rung: DownloadMode;
  readonly unusableAnswers: number;
}

export const TOP_OF_LADDER: Ladder = { rung: 'parallel', unusableAnswers: 0 };
export const WHOLE_STREAM: Ladder = { rung: 'whole', unusableAnswers: 0 };

/** After an answer that was accepted. */
export function afterUsable({ rung }: Ladder): Ladder {
  return { rung, unusableAnswers: 0 };
}

/** @param dropped the server ignored the range, and sent the right file */
export function afterUnusable(ladder: Ladder, dropped: boolean): Ladder {
  const { rung } = ladder;
  const unusableAnswers = ladder.unusableAnswers + 1;
  const patience = rung === 'single' && dropped ? DROPPED_RANGES : UNUSABLE_ANSWERS;
  if (rung === 'whole' || unusableAnswers < patience) return { rung, unusableAnswers };
  return rung === 'parallel' ? { rung: 'single', unusableAnswers: 0 } : WHOLE_STREAM;
}
