import type { DownloadMode } from './state.js';

/** So many unusable answers in a row, and we ask in a simpler way. */
const UNUSABLE_ANSWERS = 2;
/** So often in a row the answers must be of another version before what is stored of this one is given up. */
const CHANGED_ANSWERS = 3;

/**
 * How we ask for a file, and how many answers in a row have spoken against it: many lanes, then one, then one stream
 * without ranges, which every server can answer. Never up again in one run: wrong never becomes worse than slow.
 */
export interface Ladder {
  readonly rung: DownloadMode;
  readonly unusableAnswers: number;
  readonly changedAnswers: number;
}

export const TOP_OF_LADDER: Ladder = { rung: 'parallel', unusableAnswers: 0, changedAnswers: 0 };

/** After an answer that was accepted, or when nothing of an earlier version is left. */
export function withoutSuspicion({ rung }: Ladder): Ladder {
  return { ...TOP_OF_LADDER, rung };
}

/** @param hopeless asking for ranges again cannot help */
export function afterUnusable(ladder: Ladder, hopeless: boolean): Ladder {
  const unusableAnswers = ladder.unusableAnswers + 1;
  if (ladder.rung === 'whole' || (!hopeless && unusableAnswers < UNUSABLE_ANSWERS))
    return { ...ladder, unusableAnswers };
  return withoutSuspicion({ ...ladder, rung: hopeless || ladder.rung === 'single' ? 'whole' : 'single' });
}

export function afterChanged(ladder: Ladder): Ladder {
  return { ...ladder, changedAnswers: ladder.changedAnswers + 1 };
}

/** Whether the file on the server is another one beyond doubt. */
export function isChanged({ changedAnswers }: Ladder): boolean {
  return changedAnswers >= CHANGED_ANSWERS;
}
