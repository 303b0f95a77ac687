import type { DownloadError, DownloadErrorCode } from '../../core/errors.js';
import type { DownloadState } from '../../core/state.js';
import type { Formats } from '../languages/format.js';
import type { Explanation, Words } from '../languages/words.js';
import { wholePercent, wholeShare } from './progress.js';

/** What the card says about a download. */
export interface Description {
  /** How much: percent, bytes of bytes. What matters most comes first, and is never cut off. */
  readonly facts: string;
  /** What it is doing; stays the same while only numbers move. */
  readonly headline: string;
  /** What the person can do about it. */
  readonly advice: string;
  /** The numbers that go with it, the last the one to keep where there is no room for all. */
  readonly aside: readonly string[];
  /** All that a single row has room for, the first the one to keep where there is no room for all. */
  readonly brief: readonly string[];
  /** What the person should know besides. */
  readonly notes: readonly Note[];
}

export type Note = keyof Words['notes'];

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
  const { what, next } = situation(state, words);
  const goesOn = state.status === 'waiting' && !waitsForPerson(state);
  return {
    facts: facts(state, host, words, formats),
    headline: what,
    advice: goesOn ? '' : next,
    aside: goesOn && state.until === undefined ? [next] : aside(state, now, words, formats),
    brief: brief(state, host, now, words, formats),
    notes: notes(state),
  };
}

/** What it is doing or why it does not, and what the person can do or expect. */
export function situation(state: DownloadState, words: Words): Explanation {
  switch (state.status) {
    case 'waiting':
      return words.waiting[state.reason];
    case 'failed':
      return explain(state.error, words);
    default:
      return { what: words.status[state.status], next: '' };
  }
}

export function explain(error: DownloadError, words: Words): Explanation {
  // A code of a newer copy of this library may be unknown to this one.
  return words.errors[error.code] ?? { what: error.message, next: '' };
}

/** How much is stored, of how much. Empty before there is anything to tell. */
export function amounts({ status, storedBytes, totalBytes }: DownloadState, words: Words, formats: Formats): string {
  if (status === 'complete') return formats.bytes(totalBytes ?? storedBytes);
  if (totalBytes !== undefined) return words.ofTotal(formats.part(storedBytes, totalBytes), formats.bytes(totalBytes));
  return storedBytes > 0 ? words.soFar(formats.bytes(storedBytes)) : '';
}

/** What the progress bar says aloud. */
export function progressText(state: DownloadState, words: Words, formats: Formats): string {
  const percent = wholePercent(state);
  const share = percent === undefined ? '' : formats.percent(percent);
  return spoken(words, amounts(state, words, formats), share) || words.unknownProgress;
}

export function timeLeft(state: DownloadState, words: Words, formats: Formats): string {
  return state.status === 'downloading' ? estimate(state.secondsLeft, words, formats) : '';
}

/** Empty where it would say nothing. */
export function estimate(secondsLeft: number | undefined, words: Words, formats: Formats): string {
  if (secondsLeft === undefined || secondsLeft > LONGEST_ESTIMATE_SECONDS) return '';
  return words.timeLeft(formats.duration(secondsLeft));
}

function facts(state: DownloadState, host: string, words: Words, formats: Formats): string {
  if (!isBegun(state)) return state.totalBytes === undefined ? host : joined(formats.bytes(state.totalBytes), host);
  const amount = amounts(state, words, formats);
  return joined(percent(state, formats), isKept(state) ? words.kept(amount) : amount) || host;
}

function percent(state: DownloadState, formats: Formats): string {
  const whole = wholePercent(state);
  return whole === undefined || state.status === 'complete' ? '' : formats.percent(whole);
}

/** While nothing comes it reassures that what came is not lost. */
function isKept(state: DownloadState): boolean {
  if (state.storedBytes === 0 || state.resumable === false) return false;
  if (state.status === 'failed') return !STARTS_OVER.has(state.error.code);
  return ['queued', 'connecting', 'waiting', 'paused'].includes(state.status);
}

function isBegun({ status }: DownloadState): boolean {
  return status !== 'idle' && status !== 'removed';
}

function waitsForPerson(state: DownloadState): boolean {
  return state.status === 'waiting' && (state.reason === 'access' || state.reason === 'data-saver');
}

function aside(state: DownloadState, now: number, words: Words, formats: Formats): string[] {
  switch (state.status) {
    case 'downloading':
      return [rate(state.bytesPerSecond, formats), timeLeft(state, words, formats)].filter(Boolean);
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

function brief(state: DownloadState, host: string, now: number, words: Words, formats: Formats): string[] {
  const { what } = situation(state, words);
  switch (state.status) {
    case 'idle':
      return [state.totalBytes === undefined ? '' : formats.bytes(state.totalBytes), host].filter(Boolean);
    case 'downloading':
      return [
        percent(state, formats) || amounts(state, words, formats) || what,
        timeLeft(state, words, formats),
      ].filter(Boolean);
    case 'paused':
      return [percent(state, formats), what].filter(Boolean);
    case 'waiting':
      return [what, ...aside(state, now, words, formats)];
    case 'verifying':
      return [aside(state, now, words, formats)[0] ?? what];
    case 'complete':
      return [amounts(state, words, formats)];
    default:
      return [what];
  }
}

/** To be listened to. */
export function spoken(words: Words, first = '', second = ''): string {
  return first && second ? words.both(first, second) : first || second;
}

/** To be looked at. */
function joined(...parts: readonly string[]): string {
  return parts.filter(Boolean).join(' · ');
}

function rate(bytesPerSecond: number, formats: Formats): string {
  return bytesPerSecond > 0 ? formats.rate(bytesPerSecond) : '';
}

function notes(state: DownloadState): Note[] {
  if (!isBegun(state)) return [];
  const notes: Note[] = [];
  if (state.owner === 'elsewhere' || state.owner === 'silent') notes.push(state.owner);
  if (state.resumable === false && state.status !== 'complete') notes.push('notResumable');
  if (state.kept === 'this-session') notes.push('thisSession');
  return notes;
}
