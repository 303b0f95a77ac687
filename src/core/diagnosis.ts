import { toRangeHeader } from './byte-range.js';
import { type Exchange, type ExchangeAnswer, TELLING_FIELDS } from './exchange.js';
import type { DownloadState } from './state.js';
import { VERSION } from './version.js';
import { withoutSecrets } from './without-secrets.js';

/** What a diagnosis is made of. */
export interface Symptoms {
  /** Milliseconds since the epoch. */
  readonly nowMs: number;
  /** As it calls itself. */
  readonly browser: string;
  /** Where the download is shown: its origin, and what else matters. */
  readonly page: string;
  readonly id: string;
  readonly url: string;
  readonly state: DownloadState;
  readonly room: { readonly usedBytes: number; readonly quotaBytes: number; readonly persisted: boolean } | undefined;
  /** Oldest first. */
  readonly exchanges: readonly Exchange[];
}

const LONGEST_FIELD = 200; // characters

/**
 * All that those who are asked for help want to know, as plain text. In English, whatever the page speaks: it is for them.
 * No URL in it has a query, credentials or a fragment, which is where links carry secrets.
 */
export function diagnosis(symptoms: Symptoms): string {
  const { nowMs, browser, page, id, url, state, room, exchanges } = symptoms;
  const lines = [
    `resumable-download ${VERSION}, ${new Date(nowMs).toISOString()}`,
    `browser: ${browser}`,
    `page: ${page}`,
    `id: ${id}`,
    `url: ${url}`,
    `state: ${state.status}${doing(state)}`,
    `mode: ${state.mode ?? 'not known yet'}, resumable: ${state.resumable ?? 'not known yet'}`,
    `proof: ${state.proof}, kept: ${state.kept}`,
    `owner: ${owner(state)}`,
    stored(state),
    ...failure(state),
    ...(state.advice === undefined ? [] : [`advice: ${state.advice}`]),
    storage(room),
    ...told(state, exchanges),
  ];
  return withoutSecrets(lines.join('\n'));
}

function doing(state: DownloadState): string {
  switch (state.status) {
    case 'downloading': {
      const left = state.secondsLeft === undefined ? 'unknown' : `${Math.round(state.secondsLeft)} s`;
      return `, ${state.connections} connections, ${Math.round(state.bytesPerSecond)} bytes per second, time left: ${left}`;
    }
    case 'waiting':
      return ` (${state.reason}) until ${state.until === undefined ? 'something happens' : new Date(state.until).toISOString()}`;
    case 'verifying':
      return `, ${state.verifiedBytes} bytes so far`;
    default:
      return '';
  }
}

function owner({ owner }: DownloadState): string {
  switch (owner) {
    case 'here':
      return 'this tab';
    case 'elsewhere':
      return 'another tab, which alone knows all of what follows: copy it there, too';
    case 'silent':
      return 'another tab, which does not answer';
    case undefined:
      return 'none';
  }
}

function stored({ storedBytes, totalBytes, storedRanges, activeRanges }: DownloadState): string {
  const total = totalBytes ?? 'nobody knows how many';
  return `stored: ${storedBytes} of ${total} bytes in ${storedRanges.length} ranges, ${activeRanges.length} being fetched`;
}

function failure(state: DownloadState): string[] {
  if (state.status !== 'failed' && state.status !== 'waiting') return [];
  if (!state.error) return [];
  const { code, httpStatus, message, cause } = state.error;
  const error = `error: ${code}${httpStatus === undefined ? '' : ` (${httpStatus})`}: ${message}`;
  return cause === undefined ? [error] : [error, `cause: ${cause}`];
}

function storage(room: Symptoms['room']): string {
  if (!room) return 'storage: nothing can be kept here';
  const { usedBytes, quotaBytes, persisted } = room;
  return `storage: ${usedBytes} of ${quotaBytes} bytes used, ${persisted ? 'persisted' : 'not persisted'}`;
}

function told({ owner }: DownloadState, exchanges: readonly Exchange[]): string[] {
  const where = owner === 'elsewhere' || owner === 'silent' ? ' in this tab' : '';
  if (exchanges.length === 0) return [`requests: none seen${where} since this page was loaded`];
  return [`requests seen${where}, the first and the last ones:`, ...exchanges.flatMap(request)];
}

function request({ atMs, host, asked, answer, receivedBytes, seconds, end, protocol }: Exchange): string[] {
  const range = asked ? toRangeHeader(asked) : 'no Range';
  const answered = answer ? `${answer.status}${protocol ? ` over ${protocol}` : ''}` : 'no answer';
  const redirected = answer?.redirectedTo === undefined ? '' : `, redirected to ${answer.redirectedTo}`;
  const line = `  ${new Date(atMs).toISOString()} ${host}, ${range}: ${answered}${redirected}`;
  const ended = `    ${end ?? 'under way'}: ${receivedBytes} bytes in ${seconds.toFixed(1)} s`;
  return answer ? [line, ...fields(answer), ended] : [line, ended];
}

/** A page cannot tell a field that is hidden from it from one that was not sent. */
function fields({ fields, isCrossOrigin }: ExchangeAnswer): string[] {
  const lines = Object.entries(fields).map(([name, value]) => `    ${name}: ${value.slice(0, LONGEST_FIELD)}`);
  const missing = TELLING_FIELDS.filter((name) => fields[name] === undefined);
  const hidden = isCrossOrigin && missing.length > 0;
  return hidden ? [...lines, `    not sent, or hidden from this page: ${missing.join(', ')}`] : lines;
}
