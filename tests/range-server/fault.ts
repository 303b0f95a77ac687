/**
 * Faults as data: what a server does wrong, and when. JSON can hold all of it.
 *
 * A new kind is a new field in one of the three interfaces below, named for the moment at which it strikes. The compiler
 * then asks for its effect: in `fault-effects.ts` for the first two, in `send.ts` for the third.
 */

/** Has whatever effects it names, on the requests that meet `when`; without `when`, on all but OPTIONS. */
export interface Fault extends RequestFaults, AnswerFaults, DeliveryFaults {
  readonly when?: FaultCondition;
}

/** All that are given must hold. The first four count the requests that meet those below, from 1. */
export interface FaultCondition {
  /** Only the n-th. */
  readonly nth?: number;
  /** Only the first n. */
  readonly first?: number;
  /** All but the first n. */
  readonly after?: number;
  /** Only each k-th. */
  readonly every?: number;
  /** Those four count for each query by itself, so that every signed link has its own life. */
  readonly eachQuery?: true;
  /** Default: all but OPTIONS. */
  readonly method?: string;
  /** True: only with a Range that can be served; false: only without. */
  readonly ranged?: boolean;
  /** Only ranges that start at this offset in the file or later; no Range starts at 0. */
  readonly startsAtOrAfter?: number;
  /** Only ranges of more bytes than this; no Range is as long as the file. */
  readonly longerThan?: number;
  /** Only while more requests than this are in flight for the path, this one included. */
  readonly moreInFlightThan?: number;
  /** Only without this request header. */
  readonly lacksHeader?: string;
}

/** Strike before the answer is decided on. */
export interface RequestFaults {
  /** Overlooks Range and If-Range. */
  readonly ignoreRange?: true;
  /** Serves another version of the file; its validators are its own unless the old ones are kept. */
  readonly otherVersion?: OtherVersion;
}

export interface OtherVersion {
  readonly seed: number;
  /** In bytes. Default: as before. */
  readonly size?: number;
  readonly keepValidators?: true;
}

/** Strike once the answer is decided on, in this order. */
export interface AnswerFaults {
  /** Answers a range with no more than its first n bytes, and says so. */
  readonly capBytes?: number;
  /** Answers a range with another one, and says so. */
  readonly wrongRange?: WrongRange;
  /** The body comes from this many bytes further on than the headers claim; wraps around at the end of the file. */
  readonly shiftBytes?: number;
  /** Wraps a range in `multipart/byteranges`. */
  readonly multipart?: true;
  /** Words the Content-Range of a 206 like this; `{first}`, `{last}` and `{size}` are filled in. */
  readonly contentRange?: string;
  /** Another strong ETag each time. */
  readonly freshEtag?: true;
  /** Answers with this status and its name as the body, instead of the file. */
  readonly status?: number;
  /** Changes the status alone, and leaves the headers and the body as they were. */
  readonly claimedStatus?: number;
  /** Sends this text instead of the body. */
  readonly body?: string;
  /** Compresses the body, whoever asked for that; Content-Length counts what is sent. */
  readonly gzip?: true;
  /** Sends this many bytes more than Content-Length says. */
  readonly extraBytes?: number;
  /** Sets response headers, true or not; null takes one away. Without Content-Length, the body goes out chunked. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** Each end absolute, or counted from what was asked; an end not mentioned stays. */
export interface WrongRange {
  readonly start?: number;
  readonly end?: number;
  readonly startBy?: number;
  readonly endBy?: number;
}

/** Strike while the answer goes out. Counts of bytes are of the body. */
export interface DeliveryFaults {
  /** Waits before anything is sent, in addition to the file's own latency. */
  readonly delayMs?: number;
  /** Resets the connection instead of answering. */
  readonly resetBeforeHeaders?: true;
  /** Sends these very characters (Latin-1) instead of an HTTP answer, and closes the connection. */
  readonly raw?: string;
  readonly bytesPerSecond?: number;
  /** Closes the connection in the middle of the body. */
  readonly cutAfterBytes?: number;
  /** Ends the body early so that it looks complete: no Content-Length, delimited by the close of the connection. */
  readonly endAfterBytes?: number;
  /** Falls silent, if there is more to send, and keeps the connection open. */
  readonly stallAfterBytes?: number;
  /** How long it stays silent before it goes on. Default: for ever. */
  readonly stallMs?: number;
}
