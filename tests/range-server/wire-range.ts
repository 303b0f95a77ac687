/** Ranges as HTTP writes them, with both ends included (RFC 9110, section 14). The only file here that adds or takes 1. */
import type { ByteRange } from '../../src/core/byte-range.js';

/**
 * The range that a `Range` header asks of a file of `size` bytes, or undefined where the header is absent or ignored.
 *
 * Ignored are unknown units and malformed headers, as section 14.2 demands, and several ranges at once, as it permits.
 */
export function parseRange(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | undefined {
  const set = /^bytes=(.*)$/i.exec(header?.trim() ?? '')?.[1];
  const specs = (set ?? '').split(',').map((spec) => spec.trim());
  const [spec, ...others] = specs.filter((spec) => spec !== '');
  if (spec === undefined || others.length > 0) return undefined;
  const [, first, last = ''] = /^(\d*)-(\d*)$/.exec(spec) ?? [];
  if (first === undefined || spec === '-') return undefined;
  return first === '' ? suffix(Number(last), size) : interval(first, last, size);
}

function suffix(length: number, size: number): ByteRange | 'unsatisfiable' | undefined {
  if (length === 0) return 'unsatisfiable';
  // Satisfiable in an empty file too (section 14.1.2), but no Content-Range could say so: the empty whole answers it.
  if (size === 0) return undefined;
  return { start: Math.max(0, size - length), end: size };
}

function interval(first: string, last: string, size: number): ByteRange | 'unsatisfiable' | undefined {
  const start = Number(first);
  const end = last === '' ? Number.POSITIVE_INFINITY : Number(last) + 1;
  if (end <= start) return undefined;
  return start < size ? { start, end: Math.min(end, size) } : 'unsatisfiable';
}

export function formatContentRange(range: ByteRange, size: number, form = 'bytes {first}-{last}/{size}'): string {
  return form
    .replaceAll('{first}', String(range.start))
    .replaceAll('{last}', String(range.end - 1))
    .replaceAll('{size}', String(size));
}

export function formatUnsatisfiable(size: number): string {
  return `bytes */${size}`;
}
