import type { DownloadError, DownloadErrorCode } from '../../core/errors.js';
import type { DownloadState } from '../../core/state.js';
import type { Formats } from '../languages/format.js';
import type { Words } from '../languages/words.js';
import { wholePercent, wholeShare } from './progress.js';

/** What the card says about a download. */
export interface Description {
  /** How much: bytes of bytes, percent. */
  readonly facts: string;
  /** What it is doing; stays the same while only numbers move, so that a screen reader is not flooded. */
  readonly headline: string;
  /** The numbers that go with it. */
  readonly aside: string;
  /** What the person should know besides. */
  readonly notes: readonly string[];
}

/** Further away than this, an estimate says nothing. */
const LONGEST_ESTIMATE_SECONDS = 30 * 24 * 3600; // 30 days

/** After these, a retry starts from zero, so what is stored is no promise. */
const STARTS_OVER: ReadonlySet<DownloadErrorCode> = new Set(['integrity', 'changed', 'storage-lost']);

/** @param now in milliseconds since the epoch, for countdowns */
export function describeState(
  state: DownloadState,
  host: string,
  now: number,
  words: Words,
  formats: Formats,
): Description {
  return {
    facts: facts(state, words, formats) || host,
    headline: headline(state, words),
    aside: aside(state, now, words, formats).join(' · '),
    notes: notes(state, words),
  };
}

export function explain(error: DownloadError, words: Words): string {
  // A code of a newer copy of this library may be unknown to this one.
  return words.errors[error.code] ?? error.message;
}

/** How much is stored, of how much: also what the progress bar says aloud. Empty before there is anything to tell. */
export function amounts({ status, storedBytes, totalBytes }: DownloadState, words: Words, formats: Formats): string {
  if (status === 'complete') return formats.bytes(totalBytes ?? storedBytes);
  if (totalBytes !== undefined) return words.ofTotal(formats.bytes(storedBytes), formats.bytes(totalBytes));
  return storedBytes > 0 ? words.soFar(formats.bytes(storedBytes)) : '';
}

function facts(state: DownloadState, words: Words, formats: Formats): string {
  if (state.status === 'idle' || state.status === 'removed') return '';
  const amount = amounts(state, words, formats);
  const percent = wholePercent(state);
  const shown = [continuesFromStored(state) ? words.kept(amount) : amount];
  if (percent !== undefined && state.status !== 'complete') shown.push(formats.percent(percent));
  return shown.join(' · ');
}

function continuesFromStored(state: DownloadState): boolean {
  if (state.storedBytes === 0 || state.resumable === false) return false;
  return state.status === 'paused' || (state.status === 'failed' && !STARTS_OVER.has(state.error.code));
}

function headline(state: DownloadState, words: Words): string {
  switch (state.status) {
    case 'waiting':
      return words.waiting[state.reason];
    case 'failed':
      return explain(state.error, words);
    default:
      return words.status[state.status];
  }
}

function aside(state: DownloadState, now: number, words: Words, formats: Formats): string[] {
  switch (state.status) {
    case 'downloading':
      return [...rate(state.bytesPerSecond, formats), ...timeLeft(state.secondsLeft, words, formats)];
    case 'waiting':
      return state.until === undefined || state.until <= now
        ? []
        : [words.nextTry(formats.duration((state.until - now) / 1000))];
    case 'verifying':
      return state.totalBytes
        ? [words.checked(formats.percent(wholeShare(state.verifiedBytes, state.totalBytes)))]
        : [];
    case 'complete':
      return state.proof === 'digest' ? [words.digestMatches] : [];
    default:
      return [];
  }
}

function rate(bytesPerSecond: number, formats: Formats): string[] {
  return bytesPerSecond > 0 ? [formats.rate(bytesPerSecond)] : [];
}

function timeLeft(seconds: number | undefined, words: Words, formats: Formats): string[] {
  if (seconds === undefined || seconds > LONGEST_ESTIMATE_SECONDS) return [];
  return [words.timeLeft(formats.duration(seconds))];
}

function notes(state: DownloadState, words: Words): string[] {
  if (state.status === 'idle' || state.status === 'removed') return [];
  const notes: string[] = [];
  if (state.owner === 'elsewhere') notes.push(words.notes.elsewhere);
  if (state.owner === 'silent') notes.push(words.notes.silent);
  if (state.resumable === false && state.status !== 'complete') notes.push(words.notes.notResumable);
  if (state.kept === 'this-session') notes.push(words.notes.thisSession);
  return notes;
}
