import type { LineOptions } from '../browser/servers/line.js';
import type { Figure } from './figure.js';
import type { ContenderName } from './result.js';

/** What is measured, and what is made of it. */
export interface Scenario {
  /** As in the command line. */
  readonly name: string;
  readonly title: string;
  /** One competition for each size. */
  readonly fileBytes: readonly number[];
  /** A file of zeros that take no room: for sizes of which only the browsers shall feel something. */
  readonly isSparse?: true;
  /** Between the contenders and the server. Default: none. */
  readonly line?: LineOptions;
  /** Default: HTTP/1.1, without TLS. */
  readonly isHttp2?: true;
  /** Whatever the command line says of the storage. */
  readonly isOnDisk?: true;
  /** `once` measures memory alone. */
  readonly rounds: 'pairs' | 'once';
  readonly contenders: readonly ContenderName[];
  readonly figures: readonly Figure[];
}
