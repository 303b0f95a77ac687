const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
/** `Retry-After` is obeyed up to this: what a person may still call waiting. */
export const LONGEST_RETRY_AFTER_MS = 60 * 60 * 1000; // 1 h

/** Received since the count began, this counts as progress, and the attempts begin anew. Bytes. */
const SUBSTANTIAL_BYTES = 2 ** 20; // 1 MiB

/** Attempts without substantial progress before a download fails. */
const ATTEMPTS = 8;
/** The same before the file was ever seen: then it is more likely that the address is wrong. */
const FIRST_ATTEMPTS = 4;

/** Failures since there was substantial progress, and the bytes received up to the last of them. */
export interface Patience {
  readonly failures: number;
  readonly receivedBytes: number;
  /** The bytes received when the count began; without it, the count begins now. */
  readonly countedFromBytes?: number;
}

/**
 * One failure more, unless enough was received since the count began to begin it anew. Small pieces add up: a server
 * that cuts each answer short is slow, not broken.
 */
export function afterFailure(patience: Patience, receivedBytes: number): Patience {
  const countedFromBytes = patience.countedFromBytes ?? patience.receivedBytes;
  if (receivedBytes - countedFromBytes >= SUBSTANTIAL_BYTES) return { failures: 0, receivedBytes };
  return { failures: patience.failures + 1, receivedBytes, countedFromBytes };
}

interface RetryCircumstances {
  random: number;
  retryAfterMs?: number | undefined;
  isSeen?: boolean;
}

/**
 * How long to wait before the next attempt, in milliseconds; `undefined`: give up.
 *
 * At once after substantial progress, else exponential with full jitter; never before what `Retry-After` asks for
 * (RFC 9110, section 10.2.3), up to an hour.
 *
 * @param random in [0, 1)
 * @param isSeen the server has shown the file at least once
 */
export function retryDelay(
  { failures, receivedBytes }: Patience,
  { random, retryAfterMs = 0, isSeen = receivedBytes > 0 }: RetryCircumstances,
): number | undefined {
  if (failures >= (isSeen ? ATTEMPTS : FIRST_ATTEMPTS)) return undefined;
  const ceiling = failures === 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
  return Math.max(random * ceiling, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
}

// The three forms of RFC 9110, section 5.6.7. Date.parse alone takes nearly everything for a date: "soon 5" is in 2001.
const HTTP_DATE = /^\s*[a-z]+, \d\d[ -][a-z]{3}[ -](?:\d{4}|\d\d) \d\d:\d\d:\d\d (?:GMT|UTC)\s*$/i;
const ASCTIME_DATE = /^\s*[a-z]{3} [a-z]{3} [ \d]\d \d\d:\d\d:\d\d \d{4}\s*$/i;

/**
 * `Retry-After` in milliseconds from `nowMs`, finite and never negative; `undefined` when missing or unreadable.
 *
 * @param nowMs milliseconds since the epoch
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+(?:\.\d+)?\s*$/.test(value)) return Math.min(Number(value) * 1000, Number.MAX_SAFE_INTEGER);
  const date = parseHttpDate(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}

function parseHttpDate(value: string): number {
  // It names no zone, and Date.parse would take it as local time.
  if (ASCTIME_DATE.test(value)) return Date.parse(`${value} GMT`);
  return HTTP_DATE.test(value) ? Date.parse(value) : Number.NaN;
}
