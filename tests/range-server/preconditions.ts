/** The conditional requests of RFC 9110, section 13. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Validators } from './representation.js';

/**
 * The status that a GET or HEAD ends with before its Range is looked at, in the order of section 13.2.2; undefined when
 * nothing speaks against the full answer.
 */
export function failedPrecondition(headers: IncomingHttpHeaders, validators: Validators): 304 | 412 | undefined {
  const ifMatch = headers['if-match'];
  const ifNoneMatch = headers['if-none-match'];
  if (ifMatch !== undefined) {
    if (!lists(ifMatch, validators.etag, sameStrongly)) return 412;
  } else if (isLater(validators.lastModified, headers['if-unmodified-since'])) {
    return 412;
  }
  if (ifNoneMatch !== undefined) {
    if (lists(ifNoneMatch, validators.etag, sameWeakly)) return 304;
  } else if (isNotLater(validators.lastModified, headers['if-modified-since'])) {
    return 304;
  }
  return undefined;
}

/** Whether `If-Range` lets the Range count (section 13.1.5): only an identical and strong validator does. */
export function ifRangeHolds(header: string | undefined, validators: Validators, now: number): boolean {
  if (header === undefined) return true;
  if (header.includes('"')) return validators.etag !== undefined && sameStrongly(header.trim(), validators.etag);
  // A date is strong only if the file could not have changed again within its second (section 8.8.2.2).
  const date = parseHttpDate(header);
  return date !== undefined && date === validators.lastModified && now - date >= 1000;
}

type Comparison = (one: string, other: string) => boolean;

const sameStrongly: Comparison = (one, other) => one === other && !one.startsWith('W/');

const sameWeakly: Comparison = (one, other) => one.replace(/^W\//, '') === other.replace(/^W\//, '');

function lists(header: string, etag: string | undefined, same: Comparison): boolean {
  if (header.trim() === '*') return true;
  const listed = header.match(/(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g) ?? [];
  return etag !== undefined && listed.some((candidate) => same(candidate, etag));
}

function isLater(lastModified: number | undefined, header: string | undefined): boolean {
  const date = parseHttpDate(header);
  return lastModified !== undefined && date !== undefined && lastModified > date;
}

function isNotLater(lastModified: number | undefined, header: string | undefined): boolean {
  const date = parseHttpDate(header);
  return lastModified !== undefined && date !== undefined && lastModified <= date;
}

/** Only the one form that senders may use; the two obsolete ones count as invalid, and so are ignored. */
function parseHttpDate(header: string | undefined): number | undefined {
  if (!header || !/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(header.trim())) return undefined;
  const ms = Date.parse(header);
  return Number.isNaN(ms) ? undefined : ms;
}
