/** The hash functions of Subresource Integrity, the weakest first, with the length of their digests in bytes. */
export const DIGEST_BYTES = { sha256: 32, sha384: 48, sha512: 64 } as const;

export type HashAlgorithm = keyof typeof DIGEST_BYTES;

/** What a file must match: any one of the digests of the strongest algorithm that was given. */
export interface Integrity {
  readonly algorithm: HashAlgorithm;
  /** In base64, with padding. */
  readonly digests: readonly string[];
}

/** Reads Subresource Integrity metadata; `undefined` where it is not that, or none of it is understood. */
export function parseIntegrity(metadata: string): Integrity | undefined {
  const found = metadata.trim().split(/\s+/).map(parseToken);
  const strongest = (['sha512', 'sha384', 'sha256'] as const).find((name) =>
    found.some((it) => it?.algorithm === name),
  );
  if (!strongest || found.includes(undefined)) return undefined;
  const digests = found.flatMap((it) => (it?.algorithm === strongest ? [it.digest] : []));
  return { algorithm: strongest, digests };
}

function parseToken(token: string): { algorithm: HashAlgorithm; digest: string } | undefined {
  const [, name, value] = /^(sha256|sha384|sha512)-([a-z\d+/_-]+)={0,2}(?:\?.*)?$/i.exec(token) ?? [];
  if (name === undefined || value === undefined) return undefined;
  const algorithm = name.toLowerCase() as HashAlgorithm;
  if (value.length !== Math.ceil((DIGEST_BYTES[algorithm] * 4) / 3)) return undefined;
  const digest = value.replaceAll('-', '+').replaceAll('_', '/');
  return { algorithm, digest: digest + '='.repeat((4 - (digest.length % 4)) % 4) };
}
