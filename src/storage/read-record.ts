import type { ByteRange } from '../core/byte-range.js';
import { DIGEST_BYTES, parseIntegrity } from '../core/integrity.js';
import { countBytes, endOf } from '../core/range-set.js';
import { unpack } from './packed-ranges.js';
import { type DownloadRecord, NO_PROGRESS } from './record.js';

type Check = (value: unknown) => boolean;

/** What each field of a record may be. One that is not listed here is kept as it is. */
const CHECKS: { readonly [Field in keyof Required<DownloadRecord>]: Check } = {
  id: (value) => isText(value) && value !== '',
  url: (value) => isText(value) && /^https?:/.test(value) && URL.canParse(value),
  name: optional(isText),
  integrity: optional((value) => isText(value) && parseIntegrity(value) !== undefined),
  credentials: oneOf('omit', 'same-origin', 'include'),
  hadHeaders: (value) => typeof value === 'boolean',
  addedAt: Number.isFinite,
  touchedAt: optional(Number.isFinite),
  intent: oneOf('run', 'rest'),
  turn: optional((value) => value === 'come' || Number.isFinite(value)),
  file: (value) => isText(value) && /^(?!\.{1,2}$)[^/\\]+$/.test(value),
  removed: optional(oneOf(true)),
  startsOver: optional(oneOf(true)),
  store: optional(oneOf('indexeddb')),
  kept: optional(oneOf('this-session')),
  ranges: isRangeSet,
  representation: optional(
    shape({
      completeLength: optional(isCount),
      etag: optional((value) => isText(value) && /^"[^"]*"$/.test(value)),
      lastModified: optional(isText),
      mediaType: optional(isText),
      digest: optional(shape({ algorithm: isAlgorithm, digests: isTexts })),
    }),
  ),
  serverName: optional(isText),
  mode: optional(oneOf('parallel', 'single', 'whole')),
  changes: isCount,
  outcome: optional((value) => value === 'complete' || isFailure(value)),
  patience: optional(shape({ failures: isCount, receivedBytes: isCount, countedFromBytes: optional(isCount) })),
  digest: optional(
    shape({ algorithm: isAlgorithm, hashedBytes: isCount, state: (value) => value instanceof Uint8Array }),
  ),
};

const hasSoundFields = shape(CHECKS);

const isFailure = shape({
  code: isText,
  message: isText,
  httpStatus: optional(isCount),
  cause: optional(isText),
});

/**
 * A stored value as a record. One that makes no sense starts over, and keeps what does make sense of what a person wants;
 * `undefined`: it cannot even be told what it is of.
 *
 * @param newFile names its file where the name makes no sense either
 */
export function readRecord(stored: unknown, newFile: () => string): DownloadRecord | undefined {
  if (!isObject(stored)) return undefined;
  const ranges = unpack(stored.ranges);
  return readUnpacked(ranges === stored.ranges ? stored : { ...stored, ranges }, newFile);
}

function readUnpacked(value: Readonly<Record<string, unknown>>, newFile: () => string): DownloadRecord | undefined {
  if (!CHECKS.id(value.id)) return undefined;
  if (isRecord(value)) return value;
  const stored: Partial<DownloadRecord> = value; // as each field's check finds it
  const sound = <Field extends keyof DownloadRecord>(field: Field) =>
    CHECKS[field](stored[field]) ? stored[field] : undefined;
  // No bytes hang on these: a digest is computed anew.
  for (const digest of [value.digest, undefined]) {
    const mended = { ...value, touchedAt: sound('touchedAt'), turn: sound('turn'), digest };
    if (isRecord(mended)) return mended;
  }
  if (!CHECKS.url(value.url) || (value.removed && !CHECKS.file(value.file))) return undefined;
  return {
    ...NO_PROGRESS,
    id: String(value.id),
    url: String(value.url),
    name: sound('name'),
    integrity: sound('integrity'),
    credentials: sound('credentials') ?? 'same-origin',
    hadHeaders: sound('hadHeaders') ?? false,
    addedAt: sound('addedAt') ?? 0,
    touchedAt: sound('touchedAt'),
    intent: sound('intent') ?? 'rest',
    turn: sound('turn'),
    file: sound('file') ?? newFile(),
    store: sound('store'),
    kept: sound('kept'),
    startsOver: true,
    ...(value.removed ? { removed: true } : {}),
  };
}

function isRecord(value: object): value is DownloadRecord {
  return hasSoundFields(value) && isConsistent(value as DownloadRecord);
}

function isConsistent({ ranges, representation, outcome }: DownloadRecord): boolean {
  if (ranges.length > 0 && !representation) return false;
  const { completeLength } = representation ?? {};
  if (outcome === 'complete' && countBytes(ranges) !== completeLength) return false;
  return completeLength === undefined || endOf(ranges) <= completeLength;
}

function isRangeSet(value: unknown): boolean {
  if (!Array.isArray(value) || !value.every(isRange)) return false;
  const ranges: readonly ByteRange[] = value;
  return ranges.every(({ start }, index) => start >= (ranges[index - 1]?.end ?? 0));
}

function isRange(value: unknown): value is ByteRange {
  return isObject(value) && isCount(value.start) && isCount(value.end) && Number(value.start) < Number(value.end);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}

function isAlgorithm(value: unknown): boolean {
  return isText(value) && Object.hasOwn(DIGEST_BYTES, value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

function oneOf(...values: readonly unknown[]): Check {
  return (value) => values.includes(value);
}

function optional(check: Check): Check {
  return (value) => value === undefined || check(value);
}

function shape(checks: Readonly<Record<string, Check>>): Check {
  const entries = Object.entries(checks);
  return (value) => isObject(value) && entries.every(([field, check]) => check(value[field]));
}
