/** What is done to one download, as data that JSON can hold: by its server, and by a person and their machine. */
import type { Fault } from '../range-server/fault.js';

export interface Schedule {
  /** What it was drawn from; says nothing about how it is played. */
  readonly seed: number;
  readonly setting: Setting;
  /** What the server does when the download starts. */
  readonly opening: ServerPhase;
  readonly steps: readonly Step[];
  /** How often the person presses Retry while the faults are still there. */
  readonly retries: number;
  /** Sits out each wait; anybody else looks at the page, and so cuts it short. */
  readonly patient?: true;
}

/** What stays the same. */
export interface Setting {
  /** Where the file is: at the page's own origin, or at another that lets the page see all header fields, or only some. */
  readonly origin: 'same' | 'exposed' | 'plain';
  readonly validators: 'both' | 'etag' | 'date' | 'weak' | 'none';
  /** All that the server will ever have, in no order. */
  readonly versions: readonly Version[];
  /** The index of the version whose digest the page gives. */
  readonly integrity?: number;
  /** Without a Content-Length. */
  readonly chunked?: true;
  readonly acceptRanges?: 'unsaid' | 'none';
  /** The address answers with a redirect to another path, or to another origin. */
  readonly redirect?: 'near' | 'far';
  /** For each connection by itself. */
  readonly bytesPerSecond?: number;
  readonly latencyMs?: number;
}

export interface Version {
  /** In bytes. */
  readonly size: number;
  readonly seed: number;
}

export interface Step {
  readonly when: Trigger;
  readonly act: Act;
}

/** How much must have happened since the step before; it is not waited for longer than a moment. */
export interface Trigger {
  readonly unit: 'bytesSent' | 'requests' | 'bytesStored' | 'ms';
  readonly count: number;
}

export type Act = ServerAct | PersonAct;

export type ServerAct =
  | ({ readonly kind: 'serve' } & ServerPhase)
  /** Closes the connections of the requests that are running. */
  | { readonly kind: 'cut' }
  /** Nobody listens. */
  | { readonly kind: 'away'; readonly forMs: number };

/** Lasts until the next one. */
export interface ServerPhase {
  /** An index into the versions of the setting. */
  readonly version: number;
  readonly faults: readonly Fault[];
}

export type PersonAct =
  | { readonly kind: 'pause'; readonly forMs: number }
  | { readonly kind: 'reload' }
  /** Removes it, and starts it anew. */
  | { readonly kind: 'restart' }
  /** The browser loses all records between two pages, and none of the files. */
  | { readonly kind: 'lose' }
  /** Closes the page, and opens another. */
  | { readonly kind: 'reopen' }
  /** Opens another page, and closes the first. */
  | { readonly kind: 'handOver' }
  | { readonly kind: 'offline'; readonly forMs: number }
  | { readonly kind: 'attend'; readonly event: Attention };

/** What makes everything that waits try again. */
export type Attention = 'online' | 'visibilitychange' | 'pageshow';
