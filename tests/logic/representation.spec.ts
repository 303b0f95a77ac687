import { expect, test } from '@playwright/test';
import type { Integrity } from '../../src/core/integrity.js';
import {
  type Answer,
  isEncoded,
  proofOf,
  type Representation,
  representationOf,
  sameVersion,
} from '../../src/core/representation.js';

const MONDAY = 'Mon, 01 Jan 2024 00:00:00 GMT';
const TUESDAY = 'Tue, 02 Jan 2024 00:00:00 GMT';
const NOTHING: Representation = {
  completeLength: undefined,
  etag: undefined,
  lastModified: undefined,
  mediaType: undefined,
};

function answer(fields: Record<string, string>, status = 200): Answer {
  const headers = new Headers(fields);
  return { status, field: (name) => headers.get(name) };
}

test.describe('an entity tag', () => {
  // RFC 9110, 8.8.3, and the vectors of chromium's HasStrongValidators.
  const rows: [string, 'strong' | 'weak or none'][] = [
    ['"foo"', 'strong'],
    ['"w/foo"', 'strong'],
    ['"W/foo"', 'strong'],
    ['""', 'strong'],
    ['"a-b:c/d=="', 'strong'],
    ['W/"foo"', 'weak or none'],
    ['W/""', 'weak or none'],
    ['w/"foo"', 'weak or none'],
    [' W  /   "foo"', 'weak or none'],
    ['foo', 'weak or none'],
    ['"foo', 'weak or none'],
    ['foo"', 'weak or none'],
    ['"', 'weak or none'],
    ['"foo", "bar"', 'weak or none'],
    ['*', 'weak or none'],
    ['', 'weak or none'],
  ];
  for (const [value, kind] of rows) {
    test(`${JSON.stringify(value)} is ${kind}`, () => {
      const { etag } = representationOf(answer({ ETag: value }));
      expect(etag).toBe(kind === 'strong' ? value : undefined);
    });
  }
});

test.describe('the complete length', () => {
  const rows: [string, number, Record<string, string>, number | undefined][] = [
    ['of a 200 is its Content-Length', 200, { 'Content-Length': '1000' }, 1000],
    ['of an empty 200 is 0', 200, { 'Content-Length': '0' }, 0],
    ['of a chunked 200 is unknown', 200, {}, undefined],
    [
      'of an encoded 200 is unknown: it counts other bytes',
      200,
      { 'Content-Length': '9', 'Content-Encoding': 'gzip' },
      undefined,
    ],
    [
      'of a 200 encoded as identity is its Content-Length',
      200,
      { 'Content-Length': '9', 'Content-Encoding': 'Identity' },
      9,
    ],
    [
      'of a 206 is in its Content-Range',
      206,
      { 'Content-Length': '10', 'Content-Range': 'bytes 0-9/1000', 'Content-Encoding': 'gzip' },
      1000,
    ],
    [
      'of a 206 is never its Content-Length',
      206,
      { 'Content-Length': '10', 'Content-Range': 'bytes 0-9/*' },
      undefined,
    ],
    ['of a 206 without Content-Range is unknown', 206, { 'Content-Length': '10' }, undefined],
    ['of a 416 is in its Content-Range', 416, { 'Content-Length': '10', 'Content-Range': 'bytes */1000' }, 1000],
    ['beyond 2^53 − 1 is unknown: curl test2093', 200, { 'Content-Length': '9223372036854775807' }, undefined],
    ['said twice is unknown', 200, { 'Content-Length': '42, 42' }, undefined],
  ];
  for (const [title, status, fields, expected] of rows) {
    test(title, () => {
      expect(representationOf(answer(fields, status)).completeLength).toBe(expected);
    });
  }
});

test.describe('a body', () => {
  const rows: [string | undefined, boolean][] = [
    [undefined, false],
    ['', false],
    ['identity', false],
    ['IDENTITY ', false],
    ['gzip', true],
    ['br', true],
    ['zstd', true],
    ['gzip, identity', true],
  ];
  for (const [value, encoded] of rows) {
    test(`with Content-Encoding ${JSON.stringify(value)} is ${encoded ? '' : 'not '}encoded`, () => {
      expect(isEncoded(answer(value === undefined ? {} : { 'Content-Encoding': value }))).toBe(encoded);
    });
  }
});

test.describe('the media type', () => {
  const rows: [string | undefined, string | undefined][] = [
    ['video/mp4', 'video/mp4'],
    ['Video/MP4', 'video/mp4'],
    ['text/html; charset=utf-8', 'text/html'],
    ['video/mp4 ;codecs="avc1, mp4a"', 'video/mp4'],
    ['multipart/byteranges; boundary=THIS_STRING_SEPARATES', 'multipart/byteranges'],
    ['', undefined],
    ['; charset=utf-8', undefined],
    [undefined, undefined],
  ];
  for (const [value, mediaType] of rows) {
    test(`of Content-Type ${JSON.stringify(value)} is ${mediaType ?? 'unknown'}`, () => {
      const fields = value === undefined ? {} : { 'Content-Type': value };
      expect(representationOf(answer(fields)).mediaType).toBe(mediaType);
    });
  }
});

test('Last-Modified is kept as it is, and compared as such', () => {
  expect(representationOf(answer({ 'Last-Modified': MONDAY })).lastModified).toBe(MONDAY);
});

test('an answer without any field says nothing', () => {
  expect(representationOf(answer({}))).toEqual(NOTHING);
});

test.describe('two answers are of', () => {
  const rows: [string, 'one version' | 'two versions', Partial<Representation>, Partial<Representation>][] = [
    ['neither says anything', 'one version', {}, {}],
    ['all is the same', 'one version', FULL(), FULL()],
    ['the strong ETags are the same', 'one version', { etag: '"a"' }, { etag: '"a"' }],
    ['the strong ETags differ', 'two versions', { etag: '"a"' }, { etag: '"b"' }],
    ['the strong ETags differ in case', 'two versions', { etag: '"a"' }, { etag: '"A"' }],
    ['only the ETag differs', 'two versions', FULL(), FULL({ etag: '"b"' })],
    [
      'the strong ETags are the same, and dates differ between mirrors',
      'one version',
      FULL(),
      FULL({ lastModified: TUESDAY }),
    ],
    [
      'the strong ETags are the same, and the media types differ',
      'one version',
      FULL(),
      FULL({ mediaType: 'text/plain' }),
    ],
    ['the lengths differ', 'two versions', { completeLength: 1000 }, { completeLength: 1001 }],
    ['the lengths differ under one ETag', 'two versions', FULL(), FULL({ completeLength: 1001 })],
    ['one of them has no ETag', 'one version', FULL(), FULL({ etag: undefined })],
    ['one has no ETag, and the dates differ', 'two versions', FULL(), FULL({ etag: undefined, lastModified: TUESDAY })],
    [
      'one has no ETag, and the media types differ',
      'two versions',
      FULL(),
      FULL({ etag: undefined, mediaType: 'text/html' }),
    ],
    ['one of them has no length', 'one version', FULL(), FULL({ completeLength: undefined })],
    ['the dates differ', 'two versions', { lastModified: MONDAY }, { lastModified: TUESDAY }],
    ['one of them has no date', 'one version', { lastModified: MONDAY }, {}],
    ['the media types differ', 'two versions', { mediaType: 'video/mp4' }, { mediaType: 'text/html' }],
    ['an empty file has grown', 'two versions', { completeLength: 0 }, { completeLength: 1 }],
    ['the digests are the same', 'one version', { digest: digest('A') }, { digest: digest('A') }],
    ['the digests differ', 'two versions', { digest: digest('A') }, { digest: digest('B') }],
    ['the digests differ under one ETag', 'two versions', FULL({ digest: digest('A') }), FULL({ digest: digest('B') })],
    ['one of them has no digest', 'one version', FULL({ digest: digest('A') }), FULL()],
    [
      'their digests are of two algorithms',
      'one version',
      FULL({ digest: digest('A') }),
      FULL({ digest: { algorithm: 'sha512', digests: ['B'] } }),
    ],
    [
      'the ETags differ, and the digests are the same',
      'two versions',
      FULL({ digest: digest('A') }),
      FULL({ etag: '"b"', digest: digest('A') }),
    ],
  ];
  for (const [title, versions, a, b] of rows) {
    test(`${versions} when ${title}`, () => {
      expect(sameVersion({ ...NOTHING, ...a }, { ...NOTHING, ...b })).toBe(versions === 'one version');
      expect(sameVersion({ ...NOTHING, ...b }, { ...NOTHING, ...a })).toBe(versions === 'one version');
    });
  }

  function digest(value: string): Integrity {
    return { algorithm: 'sha256', digests: [value] };
  }

  function FULL(but: Partial<Representation> = {}): Partial<Representation> {
    return { completeLength: 1000, etag: '"a"', lastModified: MONDAY, mediaType: 'video/mp4', ...but };
  }
});

test.describe('the proof that bytes are of one version is', () => {
  const rows: ['digest' | 'validator' | 'length' | 'none', string, Partial<Representation>][] = [
    ['digest', 'a digest and a date', { digest: { algorithm: 'sha256', digests: ['A'] }, lastModified: MONDAY }],
    ['validator', 'a strong ETag', { etag: '"a"', completeLength: 1000 }],
    ['validator', 'a date and a length', { lastModified: MONDAY, completeLength: 1000 }],
    ['length', 'a length alone', { completeLength: 1000 }],
    ['length', 'the length of an empty file', { completeLength: 0 }],
    ['none', 'a media type alone', { mediaType: 'video/mp4' }],
    ['none', 'nothing', {}],
  ];
  for (const [proof, what, said] of rows) {
    test(`${proof} for ${what}`, () => {
      expect(proofOf({ ...NOTHING, ...said })).toBe(proof);
    });
  }
});
