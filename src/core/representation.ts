import { parseByteCount, parseContentRange } from './byte-range.js';
import type { Integrity } from './integrity.js';
import { parseReprDigest } from './repr-digest.js';

/** Status and header fields of an answer; a field that is missing, or hidden from a cross-origin page, is `null`. */
export interface Answer {
  readonly status: number;
  field(name: string): string | null;
}

/** What the server said the file is (RFC 9110, section 8). Pinned with the first answer, compared with every later one. */
export interface Representation {
  /** `undefined`: not known before the last byte arrives. */
  readonly completeLength: number | undefined;
  /** A strong entity tag; a weak one proves nothing about bytes (section 8.8.1) and is not kept. */
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
  /** Without parameters, in lower case. */
  readonly mediaType: string | undefined;
  /** Of all of its bytes, as the server says (RFC 9530). Older records have none. */
  readonly digest?: Integrity | undefined;
}

export function representationOf(answer: Answer): Representation {
  return {
    completeLength: completeLengthOf(answer),
    etag: strongEtag(answer.field('ETag')),
    lastModified: answer.field('Last-Modified') ?? undefined,
    mediaType: answer.field('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase() || undefined,
    // That of an encoded body is one of the encoded bytes (RFC 9530, section 3).
    digest: isEncoded(answer) ? undefined : parseReprDigest(answer.field('Repr-Digest')),
  };
}

/** What two answers say of one resource: one version of the file, or two. A field that one of them lacks says nothing. */
export function sameVersion(pinned: Representation, seen: Representation): boolean {
  if (differ(pinned.completeLength, seen.completeLength) || digestsDiffer(pinned, seen)) return false;
  if (pinned.etag !== undefined && seen.etag !== undefined) return pinned.etag === seen.etag;
  return !differ(pinned.lastModified, seen.lastModified) && !differ(pinned.mediaType, seen.mediaType);
}

/** How sure bytes of two answers are of one version, if both were found to be the same. */
export function proofOf(representation: Representation): 'digest' | 'validator' | 'length' | 'none' {
  const { digest, etag, lastModified, completeLength } = representation;
  if (digest) return 'digest';
  if (etag !== undefined || lastModified !== undefined) return 'validator';
  return completeLength === undefined ? 'none' : 'length';
}

/** Whether answers themselves tell one version from another. */
export function tellsVersions(representation: Representation): boolean {
  const proof = proofOf(representation);
  return proof === 'digest' || proof === 'validator';
}

function completeLengthOf(answer: Answer): number | undefined {
  if (answer.status === 206 || answer.status === 416) {
    return parseContentRange(answer.field('Content-Range'))?.completeLength;
  }
  // An encoded body's Content-Length counts the encoded bytes, and we are given the decoded ones.
  return isEncoded(answer) ? undefined : parseByteCount(answer.field('Content-Length'));
}

/** Whether the body we read differs from the bytes the server counts (RFC 9110, section 8.4). */
export function isEncoded(answer: Answer): boolean {
  return !/^\s*(?:identity)?\s*$/i.test(answer.field('Content-Encoding') ?? '');
}

function strongEtag(value: string | null): string | undefined {
  const etag = value?.trim();
  return etag && /^"[^"]*"$/.test(etag) ? etag : undefined;
}

/** Digests of two algorithms cannot be compared. */
function digestsDiffer({ digest: one }: Representation, { digest: other }: Representation): boolean {
  return one?.algorithm === other?.algorithm && differ(one?.digests[0], other?.digests[0]);
}

function differ<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}
