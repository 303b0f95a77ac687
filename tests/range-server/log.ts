import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { ByteRange } from '../../src/core/byte-range.js';

/** Times are in ms since the epoch, with fractions. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  /** With its question mark, or empty. */
  readonly query: string;
  readonly headers: IncomingHttpHeaders;
  /** How many requests for this path were in flight when it came, itself included. */
  readonly inFlight: number;
  readonly startedAt: number;
  /** What it asked for, as far as the file has it; undefined where there is no Range, or none that can be served. */
  range: ByteRange | undefined;
  /** Undefined until the headers are sent. */
  status: number | undefined;
  contentRange: string | undefined;
  /** The part of the file that the body passes for; undefined when it is something else. */
  fileRange: ByteRange | undefined;
  /** Given to the socket: the client received no more than this. */
  bodyBytesSent: number;
  endedAt: number | undefined;
  /** The connection closed before the answer was complete: the client left, or a fault cut it. */
  aborted: boolean;
}

/** `path` limits each question to one resource. */
export interface RequestLog {
  /** Records a request until its response closes. */
  begin(request: IncomingMessage, response: ServerResponse): LoggedRequest;
  /** In the order of arrival; those still running change as they go. */
  requests(path?: string): readonly Readonly<LoggedRequest>[];
  bytesSent(path?: string): number;
  /** How many bytes of a file went out again that had gone out before: the sum of what was sent less its union. */
  bytesSentTwice(path: string): number;
  mostInFlight(path?: string): number;
  /** Forgets all but what is in flight. */
  clear(): void;
}

export function createRequestLog(): RequestLog {
  let entries: LoggedRequest[] = [];
  const ofPath = (path?: string) => entries.filter((entry) => path === undefined || entry.path === path);
  return {
    begin(request, response) {
      const entry = openEntry(request, entries);
      entries.push(entry);
      response.once('close', () => {
        entry.endedAt = now();
        entry.aborted = !response.writableFinished;
      });
      return entry;
    },
    requests: ofPath,
    bytesSent: (path) => ofPath(path).reduce((sum, entry) => sum + entry.bodyBytesSent, 0),
    bytesSentTwice: (path) => repeatedBytes(ofPath(path).flatMap(sentRange)),
    mostInFlight: (path) => mostAtOnce(ofPath(path)),
    clear() {
      entries = entries.filter((entry) => entry.endedAt === undefined);
    },
  };
}

function openEntry(request: IncomingMessage, earlier: readonly LoggedRequest[]): LoggedRequest {
  const [path = '/', ...query] = (request.url ?? '/').split(/(?=\?)/);
  const running = earlier.filter((entry) => entry.endedAt === undefined && entry.path === path);
  return {
    method: request.method ?? 'GET',
    path,
    query: query.join(''),
    headers: request.headers,
    inFlight: running.length + 1,
    startedAt: now(),
    range: undefined,
    status: undefined,
    contentRange: undefined,
    fileRange: undefined,
    bodyBytesSent: 0,
    endedAt: undefined,
    aborted: false,
  };
}

function now(): number {
  return performance.timeOrigin + performance.now();
}

/** A fault may have sent more than the range: what is beyond it is no part of the file. */
function sentRange({ fileRange, bodyBytesSent }: LoggedRequest): ByteRange[] {
  if (!fileRange) return [];
  return [{ start: fileRange.start, end: Math.min(fileRange.end, fileRange.start + bodyBytesSent) }];
}

function repeatedBytes(ranges: readonly ByteRange[]): number {
  let repeated = 0;
  let coveredUntil = 0;
  for (const { start, end } of ranges.toSorted((one, other) => one.start - other.start)) {
    repeated += Math.max(0, Math.min(end, coveredUntil) - start);
    coveredUntil = Math.max(coveredUntil, end);
  }
  return repeated;
}

function mostAtOnce(entries: readonly LoggedRequest[]): number {
  const starts = entries.map(({ startedAt }) => ({ at: startedAt, by: 1 }));
  const ends = entries.flatMap(({ endedAt }) => (endedAt === undefined ? [] : [{ at: endedAt, by: -1 }]));
  // At one instant, the ends come first: a connection is used again as soon as it is free.
  const changes = [...ends, ...starts].sort((one, other) => one.at - other.at);
  let running = 0;
  let most = 0;
  for (const { by } of changes) {
    running += by;
    most = Math.max(most, running);
  }
  return most;
}
