import type { ByteRange } from '../core/byte-range.js';
import { type Failure, fromFailure } from '../core/errors.js';
import type { HashAlgorithm } from '../core/integrity.js';
import { countBytes } from '../core/range-set.js';
import { proofOf, type Representation } from '../core/representation.js';
import type { Patience } from '../core/retry.js';
import type { DownloadFacts, DownloadMode, DownloadStatus } from '../core/state.js';
import { UNKNOWN } from '../core/transition.js';

/** How far the digest of a file is computed. */
export interface HashProgress {
  readonly algorithm: HashAlgorithm;
  /** It covers `[0, hashedBytes)`. */
  readonly hashedBytes: number;
  /** What the hash function goes on from: some hundred bytes. */
  readonly state: Uint8Array;
}

/** What the owner knows of the file. While there is an owner, nobody else writes this part. */
export interface Progress {
  /** Flushed bytes: half-open, sorted, disjoint. */
  readonly ranges: readonly ByteRange[];
  readonly representation: Representation | undefined;
  /** What the server calls it. */
  readonly serverName: string | undefined;
  readonly mode: DownloadMode | undefined;
  /** How often the file on the server has changed without a version of it being completed. */
  readonly changes: number;
  readonly outcome: 'complete' | Failure | undefined;
  /** Attempts without progress, so that a reload does not grant new ones. Older records have none. */
  readonly patience?: Patience | undefined;
  /** Must never cover a byte that `ranges` does not. Older records have none. */
  readonly digest?: HashProgress | undefined;
}

/** Where the file of a download is, and what can be promised of it. */
export interface Place {
  /** Absent: in the origin private file system, as with all older records. */
  readonly store?: 'indexeddb' | undefined;
  /** Absent: across restarts. */
  readonly kept?: 'this-session' | undefined;
}

/** All that outlives a page of one download. It may lag the disk, never lead it. */
export interface DownloadRecord extends Progress, Place {
  readonly id: string;
  readonly url: string;
  /** As the page gave it. */
  readonly name: string | undefined;
  readonly integrity: string | undefined;
  readonly credentials: RequestCredentials;
  /** Headers are never stored; that there were some is, for without them a restored download must wait. */
  readonly hadHeaders: boolean;
  /** Milliseconds since the epoch. */
  readonly addedAt: number;
  /** When a person last started or paused it, or bytes were recorded, whatever came last. Older records have none. */
  readonly touchedAt?: number | undefined;
  /** What a person last wanted: to `run` (the next page continues by itself) or to `rest`. */
  readonly intent: 'run' | 'rest';
  /**
   * While it is to `run`, its place in the queue: its turn has come, or when it was moved to the front, in milliseconds
   * since the epoch. Absent: behind those, as with older records.
   */
  readonly turn?: 'come' | number | undefined;
  /** Name of its file in its store. */
  readonly file: string;
  /** The file is to be deleted, and then this record. Nothing may be written any more. */
  readonly removed?: true;
  /** What was recorded of it made no sense. */
  readonly startsOver?: true;
}

const STARTED_OVER =
  'What an earlier page had recorded of this download could not be understood, so it was begun from the start.';

/** Before the first answer, and again after starting over. */
export const NO_PROGRESS: Progress = {
  ranges: [],
  representation: undefined,
  serverName: undefined,
  mode: undefined,
  changes: 0,
  outcome: undefined,
  patience: undefined,
  digest: undefined,
};

type Wanted = Pick<DownloadRecord, 'id' | 'url' | 'name' | 'integrity' | 'credentials' | 'hadHeaders'>;

/**
 * The record of a download that somebody has started: a new one, or the one before, to be continued.
 *
 * @param nowMs milliseconds since the epoch
 * @param file the name of its file, if it is a new one
 */
export function startRecord(
  before: DownloadRecord | undefined,
  wanted: Wanted,
  nowMs: number,
  file: string,
): DownloadRecord {
  const known = before && !before.removed ? before : { ...NO_PROGRESS, addedAt: nowMs, file, hadHeaders: false };
  return {
    ...known,
    ...(startsFromZero(known) && NO_PROGRESS),
    ...(isPressed(before) && { patience: undefined, touchedAt: nowMs, turn: undefined }),
    ...wanted,
    hadHeaders: wanted.hadHeaders || known.hadHeaders,
    intent: 'run',
    outcome: undefined,
  };
}

/** After these its bytes are known to be the wrong ones. */
function startsFromZero({ outcome }: Progress): boolean {
  return typeof outcome === 'object' && (outcome.code === 'integrity' || outcome.code === 'changed');
}

/** Whether a person wants it again; else a page just goes on with what an earlier one began. */
function isPressed(before: DownloadRecord | undefined): boolean {
  return before?.intent !== 'run' || before.outcome !== undefined;
}

/** Sorts by whose turn it is: those whose turn had come, those that were moved to the front, the last of them first, the rest. */
export function compareTurns(one: DownloadRecord, other: DownloadRecord): number {
  return placeOf(other) - placeOf(one) || one.addedAt - other.addedAt;
}

/** The greater, the nearer to the front. */
function placeOf({ turn = 0 }: DownloadRecord): number {
  return turn === 'come' ? Number.MAX_SAFE_INTEGER : turn;
}

/** When anything last happened to it, in milliseconds since the epoch. */
export function lastTouched({ addedAt, touchedAt = addedAt }: DownloadRecord): number {
  return touchedAt;
}

/** What a record says of a download. */
export function factsOf(record: DownloadRecord): DownloadFacts {
  const { ranges } = record;
  return { ...UNKNOWN, ...fileFacts(record), storedRanges: ranges, storedBytes: countBytes(ranges) };
}

/** What it says of the file, apart from how much of it is stored. */
export function fileFacts({
  representation,
  mode,
  integrity,
  outcome,
  startsOver,
  kept,
}: Progress & Pick<DownloadRecord, 'integrity' | 'startsOver' | 'kept'>): Partial<DownloadFacts> {
  return {
    totalBytes: representation?.completeLength,
    mode,
    resumable: mode && mode !== 'whole',
    kept: kept ?? UNKNOWN.kept,
    proof: integrity ? 'digest' : representation ? proofOf(representation) : 'none',
    ...(startsOver && outcome !== 'complete' && { advice: STARTED_OVER }),
  };
}

/** What a download does when a page has just found its record. */
export function statusOf({ outcome, intent }: DownloadRecord): DownloadStatus {
  if (outcome === 'complete') return { status: 'complete' };
  if (outcome) return { status: 'failed', error: fromFailure(outcome) };
  return { status: intent === 'rest' ? 'paused' : 'idle' };
}
