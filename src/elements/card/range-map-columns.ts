import type { RangeSet } from '../../core/range-set.js';

/** One number from 0 to 1 for each device pixel along the bar. */
export type Columns = Float64Array;

/** Neighbouring columns of one value; half-open, in device pixels. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

const SLIVER = 2 ** -20; // enough to tell a column from an empty and from a full one

/**
 * How much of each column is stored, in one pass over the ranges. It is 0 only where nothing is stored and 1 only where
 * nothing is missing, however little that may be.
 *
 * @param hairline the least width of what is stored and of what is missing, in device pixels
 */
export function columnsOf(ranges: RangeSet, totalBytes: number, width: number, hairline = 1): Columns {
  const columns = new Float64Array(width);
  if (totalBytes === 0) return columns;
  columns.fill(1);
  const at = (bytes: number) => Math.min(width, (bytes / totalBytes) * width);
  let hole = 0;
  for (const { start, end } of ranges) {
    if (start > hole) empty(columns, at(hole), at(start), hairline);
    hole = end;
  }
  if (totalBytes > hole) empty(columns, at(hole), width, hairline);
  for (const { start, end } of ranges) {
    const [from, to] = touched(at(start), at(end), width, hairline);
    for (let x = from; x < to; x++) columns[x] = Math.max(SLIVER, columns[x] ?? 0);
  }
  return columns;
}

function empty(columns: Columns, start: number, end: number, hairline: number): void {
  const [from, to] = touched(start, end, columns.length, hairline);
  for (let x = from; x < to; x++) {
    const missing = Math.max(0, Math.min(x + 1, end) - Math.max(x, start));
    columns[x] = Math.max(0, Math.min(1 - SLIVER, (columns[x] ?? 0) - missing));
  }
}

/** The columns from the first to one past the last that lies at least partly within. */
function touched(start: number, end: number, width: number, hairline: number): [from: number, to: number] {
  const from = Math.max(0, Math.min(Math.floor(start), width - hairline));
  return [from, Math.min(width, Math.max(from + hairline, Math.ceil(end)))];
}

/**
 * On the way from one picture to the next: what is new grows from where it begins, and never past what `after` holds. What
 * is gone is gone at once.
 *
 * @param share how much of the way, from 0 to 1
 */
export function grown(before: Columns, after: Columns, share: number): Columns {
  if (before.length !== after.length) return after;
  const columns = after.slice();
  for (let from = 0, to = 0; from < after.length; from = to + 1) {
    for (to = from; isMore(before, after, to); ) to++;
    const edge = from + (to - from) * share;
    for (let x = from; x < to; x++) {
      const [less = 0, more = 0] = [before[x], after[x]];
      columns[x] = less + (more - less) * Math.max(0, Math.min(1, edge - x));
    }
  }
  return columns;
}

function isMore(before: Columns, after: Columns, x: number): boolean {
  return (after[x] ?? 0) > (before[x] ?? 0);
}

/** How far `after` is from `before`, in whole columns. */
export function growth(before: Columns, after: Columns): number {
  return after.reduce((sum, value, x) => sum + Math.max(0, value - (before[x] ?? 0)), 0);
}

/** What there is to draw: columns of the same value together, empty ones left out. */
export function spansOf(columns: Columns): Span[] {
  const spans: Span[] = [];
  for (let start = 0, end = 0; start < columns.length; start = end) {
    const value = columns[start] ?? 0;
    for (end = start + 1; columns[end] === value; ) end++;
    if (value > 0) spans.push({ start, end, value });
  }
  return spans;
}
