import { createHash } from 'node:crypto';
import { contentSize, type FileContent } from './content.js';
import type { Fault } from './fault.js';

/** How a file is served. JSON can hold all of it, except for the literal `bytes` of a {@link FileContent}. */
export interface FileOptions {
  /** Default `application/octet-stream`. */
  readonly contentType?: string;
  /** With its quotes, as on the wire; null for none. Default: a strong one, made from the content. */
  readonly etag?: string | null;
  /** A date in any form that `Date` reads; null for none. Default: one made from the content, long ago. */
  readonly lastModified?: string | null;
  /** The file name to offer, as `Content-Disposition: attachment`. */
  readonly name?: string;
  /** `unsaid` serves ranges without announcing them, `none` announces that there are none. Default `bytes`. */
  readonly acceptRanges?: 'bytes' | 'unsaid' | 'none';
  /** `plain` lets other origins read it, `exposed` lets them see all useful headers too. Default `none`. */
  readonly cors?: 'none' | 'plain' | 'exposed';
  /** Lets other origins send credentials along. */
  readonly corsCredentials?: boolean;
  /** Sends no Content-Length. */
  readonly chunked?: boolean;
  /** For each connection by itself. Default: unlimited. */
  readonly bytesPerSecond?: number;
  /** Time before the headers. */
  readonly latencyMs?: number;
  /** Answers 302 to this location instead. Each `{fresh}` in it is something new each time, as in a signed link. */
  readonly redirect?: string;
  /** Put over the headers of every answer that no fault replaces; null takes one away. */
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly faults?: readonly Fault[];
}

export type ServedFile = FileContent & FileOptions;

export interface Validators {
  readonly etag: string | undefined;
  /** In ms since the epoch, whole seconds. */
  readonly lastModified: number | undefined;
}

/** The selected representation of RFC 9110: the bytes, and what is said of them. */
export interface Representation extends Validators {
  readonly content: FileContent;
  readonly size: number;
  readonly contentType: string;
  readonly name: string | undefined;
}

export function representationOf(file: ServedFile): Representation {
  const content = 'bytes' in file ? { bytes: file.bytes } : { size: file.size, seed: file.seed };
  return {
    content,
    size: contentSize(content),
    etag: file.etag === undefined ? derivedEtag(content) : (file.etag ?? undefined),
    lastModified: file.lastModified === undefined ? derivedDate(content) : parseDate(file.lastModified),
    contentType: file.contentType ?? 'application/octet-stream',
    name: file.name,
  };
}

export function derivedEtag(content: FileContent): string {
  if (!('bytes' in content)) return `"${content.seed.toString(16)}-${content.size.toString(16)}"`;
  return `"${createHash('sha256').update(content.bytes).digest('hex').slice(0, 16)}"`;
}

export function derivedDate(content: FileContent): number {
  const secondsInYear = 365 * 24 * 60 * 60;
  return Date.UTC(2024, 0, 1) + ('bytes' in content ? 0 : content.seed % secondsInYear) * 1000;
}

export function parseDate(date: string | null): number | undefined {
  if (date === null) return undefined;
  const ms = Date.parse(date);
  if (Number.isNaN(ms)) throw new TypeError(`Not a date: ${date}`);
  return Math.floor(ms / 1000) * 1000;
}
