const FIRST_DELAY_MS = 1000;
const LONGEST_DELAY_MS = 30_000;
const LONGEST_RETRY_AFTER_MS = 60 * 60 * 1000; // what a person may still call waiting

/** Received since the last failure, this counts as progress, and the attempts begin anew. Bytes. */
const SUBSTANTIAL_BYTES = 2 ** 20; // 1 MiB

/** Attempts without substantial progress before a download that has received something fails. */
const ATTEMPTS = 8;
/** The same before anything was ever received: then it is more likely that the address is wrong. */
const FIRST_ATTEMPTS = 4;

/** Failures since there was substantial progress, and the bytes received up to the last of them. */
export interface Patience {
  readonly failures: number;
  readonly receivedBytes: number;
}

/** One failure more, unless enough was received since the last one to begin counting anew. */
export function afterFailure(patience: Patience, receivedBytes: number): Patience {
  const progressed = receivedBytes - patience.receivedBytes >= SUBSTANTIAL_BYTES;
  return { failures: progressed ? 0 : patience.failures + 1, receivedBytes };
}

/**
 * How long to wait before the next attempt, in milliseconds; `undefined`: give up.
 *
 * At once after substantial progress, else exponential with full jitter; never before what `Retry-After` asks for
 * (RFC 9110, section 10.2.3).
 *
 * @param random in [0, 1)
 */
export function retryDelay(
  { failures, receivedBytes }: Patience,
  { random, retryAfterMs = 0 }: { random: number; retryAfterMs?: number | undefined },
): number | undefined {
  if (failures >= (receivedBytes > 0 ? ATTEMPTS : FIRST_ATTEMPTS)) return undefined;
  const ceiling = failures === 0 ? 0 : Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - 1));
  return Math.max(random * ceiling, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
}

/**
 * `Retry-After` in milliseconds from `nowMs`, never negative; `undefined` when missing or unreadable.
 *
 * @param nowMs milliseconds since the epoch
 */
export function parseRetryAfter(value: string | null, nowMs: number): number | undefined {
  if (value === null) return undefined;
  if (/^\s*\d+\s*$/.test(value)) return Number(value) * 1000;
  // The obsolete asctime form names no zone, and Date.parse would take it as local time (RFC 9110, section 5.6.7).
  const date = Date.parse(/[a-z]{3} [a-z]{3} [ \d]\d [\d:]{8} \d{4}\s*$/i.test(value) ? `${value} GMT` : value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
