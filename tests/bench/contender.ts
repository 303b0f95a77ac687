import type { BrowserProgram } from '../kill/disk-browser.js';
import type { RangeServer } from '../range-server/range-server.js';
import type { Origin, OriginFile } from './origin.js';
import type { ContenderName } from './result.js';
import type { ThreadSeconds } from './thread-times.js';

/** Somebody who downloads the file. */
export interface Contender {
  readonly name: ContenderName;
  /** Why it cannot take part; undefined if it can. */
  absence?(course: Course): string | undefined;
  run(course: Course): Promise<Run>;
}

/** What all contenders of a competition find. */
export interface Course {
  readonly origin: Origin;
  readonly file: OriginFile;
  readonly program: BrowserProgram;
  /** Serves the pages and what was built. */
  readonly pages: RangeServer;
  /** For profiles and targets. */
  readonly directory: string;
  /** Looking at threads or memory takes time: never two at once. */
  readonly watch: 'cpu' | 'threads' | 'memory';
}

export interface Run {
  readonly seconds: number;
  readonly longestTaskMs?: number;
  readonly verifyingMs?: number;
  /** Of all processes. Linux only. */
  readonly cpuSeconds?: number;
  readonly threadSeconds?: ThreadSeconds;
  /** The highest in each second, above what they needed just before, in bytes. Linux only. */
  readonly memoryBySecond?: readonly number[];
}
