/** What is measured, as plain data: the only shape that the table, the chart and the README are made from. */

import type { ThreadSeconds } from './thread-times.js';

export type BrowserName = 'chromium' | 'firefox';

export type ContenderName =
  | 'ours'
  | 'ours-unseen'
  | 'ours-sha256'
  | 'ours-sha512'
  | 'discard'
  | 'write'
  | 'one-stream'
  | 'download-manager'
  | 'curl'
  | 'aria2';

/** One download of the file. */
export interface Sample {
  readonly seconds: number;
  /** Of the file, however often parts of it were fetched. */
  readonly bytesPerSecond: number;
  /** Of all processes that the contender needs, for each GiB of the file. Linux only. */
  readonly cpuSecondsPerGib?: number;
  /** The same of each thread, where threads were looked at. */
  readonly threadSecondsPerGib?: ThreadSeconds;
  /** What the server sent beyond the size of the file; over a line of ours with the headers. */
  readonly bytesFetchedTwice: number;
  /** In Chromium its longest task of 50 ms or more, 0 for none; elsewhere by how much a timer of 10 ms was late at most. */
  readonly longestTaskMs?: number;
  /** After all bytes were stored. */
  readonly verifyingMs?: number;
}

/** What one contender did in one scenario with a file of one size. */
export interface Result {
  readonly scenario: string;
  /** In whose turn: those that are no browsers were measured between its downloads. */
  readonly browser: BrowserName;
  readonly contender: ContenderName;
  readonly fileBytes: number;
  /** Those of one index are of one round. */
  readonly samples: readonly Sample[];
  /** The sum of PSS in a download of its own, above what the browser needed just before. Linux only. */
  readonly peakMemoryBytes?: number;
  /** The highest of each second, of which that is the highest. */
  readonly memoryBySecond?: readonly number[];
  /** Why there are no samples, or no more. */
  readonly absent?: string;
  readonly circumstances: Circumstances;
}

export interface Circumstances {
  readonly browserVersion: string;
  readonly server: string;
  /** Where profiles, targets and the served file were: in a memory file system, or in the directory for temporary files. */
  readonly storage: 'memory' | 'disk';
  /** ISO 8601. */
  readonly measuredAt: string;
}

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
}

/** The file that a benchmark leaves behind. */
export interface Report {
  readonly machine: Machine;
  readonly results: readonly Result[];
}
