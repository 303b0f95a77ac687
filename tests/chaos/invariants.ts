/** What must be true of every state that a page is ever shown. */
import type { ByteRange } from '../../src/core/byte-range.js';

/** A state as it can leave its page. */
export interface SeenState {
  /** In ms since the epoch. */
  readonly atMs: number;
  readonly status: string;
  readonly storedBytes: number;
  readonly totalBytes: number | null;
  readonly storedRanges: readonly ByteRange[];
  readonly activeRanges: readonly ByteRange[];
  readonly reason: string | null;
  readonly until: number | null;
  readonly code: string | null;
  readonly message: string | null;
}

/** What can come of faults of the server or the network, and never of ours. */
const HONEST_CODES = ['network', 'not-found', 'forbidden', 'http-status', 'changed', 'bad-server', 'integrity'];

/** What a person can put an end to. */
const ENDED_BY_A_PERSON = ['access', 'offline', 'data-saver'];

const LONGEST_WAIT_MS = 60_000; // the longest backoff is 30 s, and no schedule asks for more

/** What is impossible about a state, in words. */
export function impossibilities(state: SeenState): string[] {
  return [...inTheRanges(state), ...inTheStatus(state)];
}

function inTheRanges({ storedBytes, totalBytes, storedRanges, status }: SeenState): string[] {
  const found: string[] = [];
  const total = totalBytes ?? Number.POSITIVE_INFINITY;
  if (storedBytes > total) found.push(`${storedBytes} bytes are stored of ${total}`);
  if (storedRanges.reduce((sum, { start, end }) => sum + end - start, 0) !== storedBytes)
    found.push(`${storedBytes} stored bytes are not what the ranges hold`);
  let before = 0;
  for (const { start, end } of storedRanges) {
    if (start < before || end <= start || end > total) found.push(`the stored ranges ${JSON.stringify(storedRanges)}`);
    before = end;
  }
  if (status === 'complete' && storedBytes !== totalBytes) found.push(`complete with ${storedBytes} of ${totalBytes}`);
  return found;
}

function inTheStatus({ status, reason, until, code, message, atMs }: SeenState): string[] {
  if (status === 'failed' && !HONEST_CODES.includes(code ?? '')) return [`failed with ${code}: ${message}`];
  if (status !== 'waiting') return [];
  if (until === null) return ENDED_BY_A_PERSON.includes(reason ?? '') ? [] : [`waiting (${reason}) without an end`];
  return until - atMs > LONGEST_WAIT_MS ? [`waiting (${reason}) for ${until - atMs} ms`] : [];
}
