import type { DownloadErrorCode } from '../../core/errors.js';
import type { DownloadStatus, WaitReason } from '../../core/state.js';

export type ButtonName =
  | 'download'
  | 'pause'
  | 'resume'
  | 'retry'
  | 'cancel'
  | 'next'
  | 'save'
  /** What is being saved. */
  | 'stop'
  | 'remove'
  /** The copy in the browser, which is not needed once there is another. */
  | 'removeCopy'
  /** That copy. */
  | 'keep'
  | 'ok'
  | 'undo'
  | 'open'
  | 'close';

/** What happened, and what a person can do or expect: whole sentences. */
export interface Explanation {
  readonly what: string;
  readonly next: string;
}

/** A number of things, as a language counts them. */
export interface Count {
  /** As the language writes it: 1,234 or ١٬٢٣٤. */
  readonly digits: string;
  /** The one of these forms that the language asks for: two in English, six in Arabic, one in Japanese. */
  pick(forms: PluralForms): string;
}

export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** Everything the elements say in one language. Amounts and durations arrive already formatted. */
export interface Words {
  /**
   * BCP 47: `de` for every German, `de-AT` for that of Austria alone. Numbers are written in the same language as the
   * words around them.
   */
  readonly locale: string;
  /** `long` spells units out, where nobody abbreviates them. */
  readonly units: 'short' | 'long';
  readonly buttons: Readonly<Record<ButtonName, string>>;
  readonly status: Readonly<Record<Exclude<DownloadStatus['status'], 'waiting' | 'failed'>, string>>;
  /** `what` is short: it stands on one line. */
  readonly waiting: Readonly<Record<WaitReason, Explanation>>;
  readonly errors: Readonly<Record<DownloadErrorCode, Explanation>>;
  readonly looking: string;
  readonly details: string;
  readonly diagnosis: {
    /** The name of a button. */
    readonly copy: string;
    readonly copied: string;
    /** Before a text that could not be copied by itself. */
    readonly copyThis: string;
  };
  readonly downloads: string;
  readonly noDownloads: string;
  readonly notes: {
    readonly elsewhere: string;
    readonly silent: string;
    readonly notResumable: string;
    readonly thisSession: string;
  };
  /** What was thrown away a moment ago. */
  undoable(amount: string): string;
  readonly saving: string;
  /** The copy on the person's disk is known to be whole. */
  readonly saved: string;
  /** The browser saves it, and nobody knows when that is done. */
  readonly handedOver: string;
  /** Media that the browser does not play. */
  readonly cannotShow: string;
  readonly digestMatches: string;
  readonly unknownProgress: string;
  progressOf(name: string): string;
  /** Tells somebody who only listens which download it is. */
  about(name: string, what: string): string;
  /** Two facts that are read out one after the other. */
  both(first: string, second: string): string;
  /** `stored` has no unit of its own where it is that of `total`: 1.40 of 3.20 GB. */
  ofTotal(stored: string, total: string): string;
  kept(amount: string): string;
  soFar(amount: string): string;
  timeLeft(duration: string): string;
  nextTry(duration: string): string;
  checked(percent: string): string;
  /** What is used of it, and what is left. */
  room(used: string, left: string): string;
  stale(unfinished: Count, days: Count, amount: string): string;
  removeStale(unfinished: Count): string;
  readonly shelf: ShelfWords;
}

/** What the shelf says of all downloads together. */
export interface ShelfWords {
  readonly overall: string;
  readonly pauseAll: string;
  readonly resumeAll: string;
  readonly clearFinished: string;
  /** Takes a notice away. */
  readonly dismiss: string;
  readonly addLink: string;
  readonly add: string;
  readonly dropHere: string;
  readonly howToAdd: string;
  inProgress(unfinished: Count): string;
  /** `amount` is missing. */
  shortOfRoom(amount: string): string;
  canContinue(unfinished: Count, kept: string): string;
  cleared(finished: Count): string;
  notALink(text: string): string;
  alreadyHere(name: string): string;
  andMore(others: Count): string;
  showOlder(older: Count): string;
}

type Some<T> = {
  readonly [Name in keyof T]?: T[Name] extends string | ((...given: never[]) => string) ? T[Name] : Some<T[Name]>;
};

/** A language of one's own, or words to put in the place of others. */
export type LanguageWords = Some<Words> & Pick<Words, 'locale'>;
