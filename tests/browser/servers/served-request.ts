/** What a server wrote in its access log of one request. Times are in ms since the epoch. */
export interface ServedRequest {
  readonly path: string;
  readonly status: number;
  /** What it gave to the network, with its headers where it counts those too. */
  readonly sentBytes: number;
  /** As servers call it: HTTP/1.1, HTTP/2.0, HTTP/3.0. */
  readonly protocol: string;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** How a server writes the time of a request and how long it took. */
export interface LogTimes {
  readonly timeIs: 'start' | 'end';
  readonly timeUnitMs: number;
  readonly durationUnitMs: number;
}

/** Reads lines of: time, duration, status, bytes sent, protocol, path. */
export function parseAccessLog(log: string, { timeIs, timeUnitMs, durationUnitMs }: LogTimes): ServedRequest[] {
  return nonEmptyLines(log).map((line) => {
    const [time, duration, status, sentBytes, protocol = '', path = ''] = line.split(' ');
    const at = Number(time) * timeUnitMs;
    const durationMs = Number(duration) * durationUnitMs;
    const startedAt = timeIs === 'start' ? at : at - durationMs;
    const endedAt = startedAt + durationMs;
    return { path, status: Number(status), sentBytes: Number(sentBytes), protocol, startedAt, endedAt };
  });
}

export function nonEmptyLines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

export function sentBytes(requests: readonly ServedRequest[]): number {
  return requests.reduce((sum, request) => sum + request.sentBytes, 0);
}

/** The most requests that were answered at one time. */
export function mostAtOnce(requests: readonly ServedRequest[]): number {
  const running = (at: number) => requests.filter(({ startedAt, endedAt }) => startedAt <= at && at < endedAt);
  return Math.max(0, ...requests.map(({ startedAt }) => running(startedAt).length));
}
