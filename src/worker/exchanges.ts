import { type Exchange, type ExchangeAnswer, TELLING_FIELDS } from '../core/exchange.js';
import type { Lane, LaneEnd } from './lane.js';

const MOST = 12;

/** The first and the last requests of a transfer, for whoever asks what its server is like. */
export class Exchanges {
  readonly #over: Exchange[] = [];

  ended(lane: Lane, end: LaneEnd): void {
    this.#add(lane, inWords(end));
  }

  /** What it brought could not be written. */
  failed(lane: Lane, error: unknown): void {
    this.#add(lane, `failed here (${error})`);
  }

  /** Those that are over, and those that run. */
  with(running: readonly Lane[]): Exchange[] {
    return [...this.#over, ...running.map((lane) => exchangeOf(lane, undefined))];
  }

  #add(lane: Lane, end: string): void {
    this.#over.push(exchangeOf(lane, end));
    if (this.#over.length > MOST) this.#over.splice(1, 1); // with the first one all others are compared
  }
}

export function answerOf({ status, headers, type, redirected, url }: Response): ExchangeAnswer {
  const fields: Record<string, string> = {};
  for (const name of TELLING_FIELDS) {
    const value = headers.get(name);
    if (value !== null) fields[name] = value;
  }
  return { status, fields, isCrossOrigin: type === 'cors', redirectedTo: redirected ? new URL(url).host : undefined };
}

function exchangeOf({ openedAtMs, access, asked, answer, receivedBytes }: Lane, end: string | undefined): Exchange {
  return {
    atMs: performance.timeOrigin + openedAtMs,
    host: new URL(access.url).host,
    asked,
    answer,
    receivedBytes,
    seconds: (performance.now() - openedAtMs) / 1000,
    end,
    protocol: protocolOf(access.url),
  };
}

/** Of the last request to this URL that is listed: those under way are not, and other hosts may keep it to themselves. */
function protocolOf(url: string): string | undefined {
  const entry = performance.getEntriesByName(url, 'resource').at(-1) as PerformanceResourceTiming | undefined;
  return entry?.nextHopProtocol || undefined;
}

function inWords(end: LaneEnd): string {
  switch (end.kind) {
    case 'done':
      return 'came as it should';
    case 'judged': {
      const { verdict } = end.judgement;
      return verdict === 'complete' ? 'says that nothing is missing' : `${verdict} (${end.judgement.failure.code})`;
    }
    case 'broken':
      return `broken (${end.why})`;
    case 'overlong':
      return 'more came than its own fields say';
    case 'aborted':
      return 'stopped here';
  }
}
