import type { RangeSet } from '../core/range-set.js';
import type { DownloadRecord } from './record.js';

/** A database copies numbers much faster than as many objects. Fewer ranges stay as they are, for older libraries to read. */
const MANY = 1000;

/** A record as it is stored: very many ranges are their starts and ends in one row. */
export type StoredRecord = Omit<DownloadRecord, 'ranges'> & { readonly ranges: RangeSet | Float64Array };

export function pack(record: DownloadRecord): StoredRecord {
  return record.ranges.length < MANY ? record : { ...record, ranges: toNumbers(record.ranges) };
}

/** What is not packed stays as it is, whatever it may be. */
export function unpack(ranges: unknown): unknown {
  return ranges instanceof Float64Array ? toRanges(ranges) : ranges;
}

function toNumbers(ranges: RangeSet): Float64Array {
  const numbers = new Float64Array(2 * ranges.length);
  for (const [index, { start, end }] of ranges.entries()) {
    numbers[2 * index] = start;
    numbers[2 * index + 1] = end;
  }
  return numbers;
}

function toRanges(numbers: Float64Array): unknown[] {
  const ranges: { start: number | undefined; end: number | undefined }[] = [];
  for (let at = 0; at < numbers.length; at += 2) ranges.push({ start: numbers[at], end: numbers[at + 1] });
  return ranges;
}
