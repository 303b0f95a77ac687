import type { Failure } from '../core/errors.js';
import type { Exchange } from '../core/exchange.js';
import type { DownloadStatus } from '../core/state.js';
import type { Change } from '../core/transition.js';

/** How to ask for the file. Kept in memory alone. */
export interface Access {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: RequestCredentials;
}

/** One run of a download. */
export interface Job {
  readonly namespace: string;
  readonly id: string;
  /** The record must still name this file; another one means that the download was begun anew meanwhile. */
  readonly file: string;
  /** Where the code for digests may be, the likeliest place first. */
  readonly digestUrls: readonly string[];
}

/** What a transfer begins with. */
export interface Grant {
  readonly access: Access;
  /** Until when its host wants to be left alone; milliseconds since the epoch. */
  readonly busyUntilMs: number;
}

/** How fast bytes may come. Bytes per second. */
export interface Limit {
  /** All downloads of the page together. */
  readonly total: number;
  /** This one, if each takes what it can get. */
  readonly share: number;
}

/** A `DownloadStatus` whose error is data: of an error, Comlink carries only message, name and stack. */
export type WireStatus =
  | Exclude<DownloadStatus, { status: 'waiting' | 'failed' }>
  | (Omit<Extract<DownloadStatus, { status: 'waiting' }>, 'error'> & { readonly failure?: Failure });

/** What the worker tells the page. Nothing is told as stored before it is recorded. */
export interface Report extends Change<WireStatus> {
  readonly serverName?: string;
  /** Told once, at the end of a run. */
  readonly exchanges?: readonly Exchange[] | undefined;
}

/** How a run ended. Everything received is recorded, the file is closed and the lock is free. */
export type Ending = 'complete' | 'paused' | Failure;

/** What the page does for the worker. */
export interface Page {
  report(report: Report): Promise<void> | void;
  /** Another worker owns the download: this one waits, and others need not wait for it. */
  lockedOut(): void;
  /** Resolves when it may transfer, after it was locked out. */
  turn(): Promise<void>;
  /** How to ask for the file, now that this worker owns it; a failure ends the run. */
  access(): Promise<Grant | Failure>;
  /** Another way to the file after a refusal; `undefined`: there is none. */
  refused(): Promise<Access | undefined>;
  /**
   * Starts the code for digests as a worker of its own, a `RemoteHasher` at this port. It ends with the run. Rejects where it
   * cannot run.
   */
  hasher(url: string): Promise<MessagePort>;
  /** A host wants to be left alone, by all downloads, until a moment in milliseconds since the epoch. */
  busy(origin: string, untilMs: number): void;
  /** From now on this host is asked, and there is a use for so many connections to it. */
  asks(origin: string, connections: number): void;
  /** Resolves to the milliseconds until so many bytes may be read. Asked while there is a limit. */
  reserve(bytes: number): Promise<number> | number;
}

/** What the worker does for the page. */
export interface DownloadWorker {
  /** Waits for the lock of the download, then transfers until an end. Once in a worker's life. */
  run(job: Job, page: Page): Promise<Ending>;
  /** Lets `run` end. */
  pause(): void;
  /**
   * Whatever waits tries again at once, and whatever is in flight must show that it lives. What a host has asked for is
   * cut short by a person's `press` alone, not when something has changed that only may help (`attention`).
   */
  wake(why: WakeReason): void;
  /** Its host wants to be left alone until this moment; milliseconds since the epoch. */
  holdOff(untilMs: number): void;
  /** So many requests may be open at once. Before it is told, one may. */
  connections(count: number): void;
  /** How fast bytes may come; `undefined`: as fast as they do. Before it is told, they may. */
  limit(limit: Limit | undefined): void;
  /** The first and the last requests of the run, oldest first; `undefined` before it transfers. */
  exchanges(): readonly Exchange[] | undefined;
  /** Whether there is room for the records of a download. Asked instead of `run()`, as is the next. */
  hasRoom(namespace: string, file: string): Promise<boolean>;
  /** Makes room, when a download is to be removed. */
  emptyFile(namespace: string, file: string): Promise<void>;
}

export type WakeReason = 'press' | 'attention';
