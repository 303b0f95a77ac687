import type { ByteRange } from './byte-range.js';
import type { DownloadError } from './errors.js';

/** How the file is fetched: the rung of the ladder, from fastest to most tolerant. */
export type DownloadMode = 'parallel' | 'single' | 'whole';

/** Why a download waits. */
export type WaitReason = 'offline' | 'retry' | 'server-busy' | 'access' | 'data-saver';

/** What is true of a download whatever it is doing. */
export interface DownloadFacts {
  /** Bytes that are written, flushed and recorded. A reload continues from exactly these. */
  readonly storedBytes: number;
  /** The complete length (RFC 9110, section 14.4); `undefined` while the server has not said it. */
  readonly totalBytes: number | undefined;
  /** What is recorded: half-open, sorted, disjoint. */
  readonly storedRanges: readonly ByteRange[];
  /** What the lanes are fetching now: half-open. */
  readonly activeRanges: readonly ByteRange[];
  /** `false`: the server ignores ranges, and a reload starts over. `undefined`: not asked yet. */
  readonly resumable: boolean | undefined;
  readonly mode: DownloadMode | undefined;
  /** How sure we can be that all bytes are of one version of the file. */
  readonly proof: 'digest' | 'validator' | 'length' | 'none';
  /** What the store can promise: private windows forget it when they are closed. Known once the download has begun. */
  readonly kept: 'across-restarts' | 'this-session';
  /** Which tab runs it; `silent`: that tab does not answer; `undefined`: none does. */
  readonly owner: 'here' | 'elsewhere' | 'silent' | undefined;
  /** What the author of the page could mend, such as a missing CORS header, or should know, such as torn records. */
  readonly advice?: string;
}

/** What a download is doing, with what belongs to just that. */
export type DownloadStatus =
  | { readonly status: 'idle' }
  | { readonly status: 'queued' }
  | { readonly status: 'connecting' }
  | {
      readonly status: 'downloading';
      readonly bytesPerSecond: number;
      /** `undefined` while the length or the speed is unknown. */
      readonly secondsLeft: number | undefined;
      /** Requests that are receiving now. */
      readonly connections: number;
    }
  | {
      readonly status: 'waiting';
      readonly reason: WaitReason;
      /** Milliseconds since the epoch; `undefined`: until something happens. */
      readonly until: number | undefined;
      readonly error?: DownloadError;
    }
  | { readonly status: 'paused' }
  | { readonly status: 'verifying'; readonly verifiedBytes: number }
  | { readonly status: 'complete' }
  | { readonly status: 'removed' }
  | { readonly status: 'failed'; readonly error: DownloadError };

/** A frozen snapshot of one download. */
export type DownloadState = DownloadFacts & DownloadStatus;
