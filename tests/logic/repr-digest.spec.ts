import { expect, test } from '@playwright/test';
import { parseReprDigest } from '../../src/core/repr-digest.js';
import { representationOf } from '../../src/core/representation.js';

// The examples of RFC 9530, appendix B: of {"hello": "world"}, without a line break and with one.
const SHA256 = 'X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=';
const SHA256_LINE = 'RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=';
const SHA512_LINE = 'YMAam51Jz/jOATT6/zvHrLVgOYTGFy1d6GJiOHTohq4yP+pgk4vf2aCsyRZOtw8MjkM7iw7yZ/WkppmM44T3qg==';

test.describe('a Repr-Digest field', () => {
  const rows: [string, string | null, ReturnType<typeof parseReprDigest>][] = [
    ['with SHA-256 is that', `sha-256=:${SHA256}:`, { algorithm: 'sha256', digests: [SHA256] }],
    ['with SHA-512 is that', `sha-512=:${SHA512_LINE}:`, { algorithm: 'sha512', digests: [SHA512_LINE] }],
    [
      'with both is the stronger one',
      `sha-256=:${SHA256_LINE}:, sha-512=:${SHA512_LINE}:`,
      { algorithm: 'sha512', digests: [SHA512_LINE] },
    ],
    [
      'is read past algorithms that prove nothing, and past unknown ones',
      `md5=:Sd/dVLAcvNLSq16eXua5uQ==:,adler=:A4wGJg==:,new=1;x="y", sha-256=:${SHA256}:`,
      { algorithm: 'sha256', digests: [SHA256] },
    ],
    ['may have parameters', `sha-256=:${SHA256}:;q=1`, { algorithm: 'sha256', digests: [SHA256] }],
    ['may have blanks around it', `  sha-256=:${SHA256}:  `, { algorithm: 'sha256', digests: [SHA256] }],
    [
      'counts the last of two of one name',
      `sha-256=:${SHA256}:, sha-256=:${SHA256_LINE}:`,
      { algorithm: 'sha256', digests: [SHA256_LINE] },
    ],
    ['that is missing says nothing', null, undefined],
    ['that is empty says nothing', '', undefined],
    ['with outdated algorithms alone says nothing', 'md5=:Sd/dVLAcvNLSq16eXua5uQ==:, sha=:AAAA:', undefined],
    ['of the old Digest kind says nothing', `SHA-256=${SHA256}`, undefined],
    ['with a string in the place of bytes says nothing', `sha-256="${SHA256}"`, undefined],
    ['with a digest of the wrong length says nothing', 'sha-256=:AAAA:', undefined],
    ['without a value says nothing', 'sha-256', undefined],
    ['with an inner list says nothing', `sha-256=(:${SHA256}:)`, undefined],
    ['that breaks off says nothing, as a whole', `sha-256=:${SHA256}:, sha-512=:`, undefined],
  ];
  for (const [title, value, expected] of rows) {
    test(title, () => {
      expect(parseReprDigest(value)).toEqual(expected);
    });
  }
});

test('the digest of an encoded body is not that of the bytes that are read', () => {
  const said = (fields: Record<string, string>) =>
    representationOf({ status: 200, field: (name) => fields[name] ?? null }).digest;
  const digest = { 'Repr-Digest': `sha-256=:${SHA256}:` };
  expect(said(digest)).toEqual({ algorithm: 'sha256', digests: [SHA256] });
  expect(said({ ...digest, 'Content-Encoding': 'gzip' })).toBeUndefined();
});
