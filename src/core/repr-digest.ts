import { parseDictionary, serializeByteSequence } from 'structured-headers';
import { DIGEST_BYTES, type HashAlgorithm, type Integrity } from './integrity.js';

/** What RFC 9530 calls the algorithms that it does not warn of (section 5), the strongest first. */
const ALGORITHMS: readonly (readonly [key: string, algorithm: HashAlgorithm])[] = [
  ['sha-512', 'sha512'],
  ['sha-256', 'sha256'],
];

/**
 * What a `Repr-Digest` field says the whole representation is (RFC 9530, section 3), whatever range of it was sent: the
 * strongest digest in it. `undefined` where there is none that is understood.
 */
export function parseReprDigest(value: string | null): Integrity | undefined {
  if (value === null) return undefined;
  const members = parseMembers(value);
  for (const [key, algorithm] of ALGORITHMS) {
    const digest = members?.get(key)?.[0];
    if (digest instanceof ArrayBuffer && digest.byteLength === DIGEST_BYTES[algorithm]) {
      return { algorithm, digests: [inBase64(digest)] };
    }
  }
  return undefined;
}

function parseMembers(value: string): ReturnType<typeof parseDictionary> | undefined {
  try {
    return parseDictionary(value);
  } catch {
    return undefined; // a field that cannot be parsed is ignored as a whole (RFC 9651, section 4.2)
  }
}

/** As the field has it, between two colons. */
function inBase64(bytes: ArrayBuffer): string {
  return serializeByteSequence(bytes).slice(1, -1);
}
