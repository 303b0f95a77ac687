import type { DownloadState } from '../../core/state.js';
import type { Formats } from '../languages/format.js';
import type { Words } from '../languages/words.js';
import { situation, spoken, timeLeft } from './description.js';
import { wholePercent } from './progress.js';

const MARK_PERCENT = 25;

/** So near the end a mark would still be spoken when it is complete. */
const SOON_SECONDS = 5;

/**
 * What somebody who cannot see it is told of a change: another status, or a quarter more. Nothing of what passes in a
 * moment by itself.
 */
export function announcement(
  before: DownloadState,
  state: DownloadState,
  words: Words,
  formats: Formats,
): string | undefined {
  if (state.status === 'connecting' || state.status === 'idle') return undefined;
  if (before.status !== state.status || waitsFor(before) !== waitsFor(state)) {
    const { what, next } = situation(state, words);
    return [what, next].filter(Boolean).join(' ');
  }
  return state.status === 'downloading' ? quarterMark(before, state, words, formats) : undefined;
}

function waitsFor(state: DownloadState): string | undefined {
  return state.status === 'waiting' ? state.reason : undefined;
}

function quarterMark(
  before: DownloadState,
  state: DownloadState & { status: 'downloading' },
  words: Words,
  formats: Formats,
): string | undefined {
  const [last = 0, percent = 0] = [wholePercent(before), wholePercent(state)];
  if (Math.floor(percent / MARK_PERCENT) <= Math.floor(last / MARK_PERCENT)) return undefined;
  if ((state.secondsLeft ?? SOON_SECONDS) < SOON_SECONDS) return undefined;
  return spoken(words, formats.percent(percent), timeLeft(state, words, formats));
}
