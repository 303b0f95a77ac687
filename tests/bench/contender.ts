import type { BrowserProgram } from '../kill/disk-browser.js';
import type { RangeServer } from '../range-server/range-server.js';
import type { Origin, OriginFile } from './origin.js';
import type { ContenderName } from './result.js';

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
  /** Looking at memory takes time: never both at once. */
  readonly watch: 'cpu' | 'memory';
}

export interface Run {
  readonly seconds: number;
  readonly longestTaskMs?: number;
  readonly verifyingMs?: number;
  /** Of all processes. Linux only. */
  readonly cpuSeconds?: number;
  /** Above what they needed just before. Linux only. */
  readonly peakMemoryBytes?: number;
}
