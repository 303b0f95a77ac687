import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { rangeLength } from '../../src/core/byte-range.js';
import type { Answer, Representation } from '../../src/core/representation.js';
import { type Judgement, judge, type Question } from '../../src/core/response.js';

const URL = 'https://files.example/film.mp4';
const NOW_MS = Date.UTC(2024, 0, 1);
const MONDAY = 'Mon, 01 Jan 2024 00:00:00 GMT';
const TUESDAY = 'Tue, 02 Jan 2024 00:00:00 GMT';

/** The file of these tests: 1000 bytes. */
const PINNED: Representation = {
  completeLength: 1000,
  etag: '"v1"',
  lastModified: MONDAY,
  mediaType: 'video/mp4',
};
const WITHOUT_VALIDATOR: Representation = { ...PINNED, etag: undefined, lastModified: undefined };

/** Nothing is known yet; asked for bytes 0–99. */
const FIRST: Question = {
  url: URL,
  range: { start: 0, end: 100 },
  pinned: undefined,
  storedBytes: 0,
  isFirst: true,
  crossOrigin: false,
  rangesProved: false,
};
/** 200 bytes are stored; asked for bytes 200–299. */
const LATER: Question = { ...FIRST, range: { start: 200, end: 300 }, pinned: PINNED, storedBytes: 200, isFirst: false };
/** The first question again, after what was stored had to be given up. */
const AGAIN: Question = { ...FIRST, pinned: PINNED };
/** Of another origin, whose ranges were compared. */
const PROVED: Question = { ...LATER, crossOrigin: true, rangesProved: true };
/** The whole file, in one stream. */
const WITHOUT_RANGE: Question = { ...FIRST, range: undefined };

const OF_FILE = { ETag: '"v1"', 'Last-Modified': MONDAY, 'Content-Type': 'video/mp4' };
const PART = { ...OF_FILE, 'Content-Range': 'bytes 200-299/1000', 'Content-Length': '100' };
const WHOLE = { ...OF_FILE, 'Content-Length': '1000' };

type Fields = Record<string, string | undefined>;

function answer(status: number, fields: Fields = {}): Answer {
  const present = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const headers = new Headers(present);
  return { status, field: (name) => headers.get(name) };
}

interface Row {
  readonly question?: Question;
  readonly status: number;
  readonly fields?: Fields;
  readonly expected: { verdict: Judgement['verdict'] } & Record<string, unknown>;
}

/** Each title ends with where the case comes from: a standard's section, another client's test, a bug. */
function check(rows: Record<string, Row>): void {
  for (const [title, { question = LATER, status, fields, expected }] of Object.entries(rows)) {
    assert.match(title, / \(.+\)$/);
    test(title, () => {
      expect(judge(answer(status, fields), question, NOW_MS)).toMatchObject(expected);
    });
  }
}

const UNUSABLE = { verdict: 'unusable', failure: { code: 'bad-server' } } as const;
const INTRUDER = { verdict: 'retry', busy: false, failure: { code: 'bad-server' } } as const;
const CHANGED = { verdict: 'changed', failure: { code: 'changed' } } as const;

const slice = (start: number, end: number, extraBytes = 0) =>
  ({ verdict: 'slice', range: { start, end }, extraBytes }) as const;

test.describe('a 206 is written', () => {
  check({
    'when its range is what was asked (curl test12)': {
      status: 206,
      fields: PART,
      expected: { ...slice(200, 300), representation: PINNED },
    },
    'when it answers the first question, and tells what the file is (RFC 9110, 15.3.7)': {
      question: FIRST,
      status: 206,
      fields: { ...PART, 'Content-Range': 'bytes 0-99/1000' },
      expected: { ...slice(0, 100), representation: PINNED },
    },
    'as far as it goes when it ends early (aria2 testIsRangeSatisfied)': {
      status: 206,
      fields: { ...PART, 'Content-Range': 'bytes 200-249/1000', 'Content-Length': '50' },
      expected: slice(200, 250),
    },
    'when a short file ends before what the first question asked for (RFC 9110, 14.1.2)': {
      question: FIRST,
      status: 206,
      fields: { ...PART, 'Content-Range': 'bytes 0-41/42', 'Content-Length': '42' },
      expected: { ...slice(0, 42), representation: { completeLength: 42 } },
    },
    'to the last byte of the file (RFC 9110, 14.1.2)': {
      question: { ...LATER, range: { start: 999, end: 1000 } },
      status: 206,
      fields: { ...PART, 'Content-Range': 'bytes 999-999/1000', 'Content-Length': '1' },
      expected: slice(999, 1000),
    },
    'clipped when it goes further than asked (chromium MultipleStreamsLimitedLength)': {
      status: 206,
      fields: { ...PART, 'Content-Range': 'bytes 200-999/1000', 'Content-Length': '800' },
      expected: slice(200, 300, 700),
    },
    'without a unit in its Content-Range (gecko test_resumable_channel)': {
      status: 206,
      fields: { ...PART, 'Content-Range': '200-299/1000' },
      expected: slice(200, 300),
    },
    'without a complete length, which is known already (aria2 #926)': {
      status: 206,
      fields: { ...PART, 'Content-Range': 'bytes 200-299/*' },
      expected: { ...slice(200, 300), representation: PINNED },
    },
    'without Content-Length (RFC 9112, 6.1: chunked)': {
      status: 206,
      fields: { ...PART, 'Content-Length': undefined },
      expected: slice(200, 300),
    },
    'without validators, which it may leave out (RFC 9110, 15.3.7: after If-Range; others too)': {
      status: 206,
      fields: { ...PART, ETag: undefined, 'Last-Modified': undefined, 'Content-Type': undefined },
      expected: slice(200, 300),
    },
    'with another date under the same strong ETag (RFC 9110, 8.8.1: mirrors)': {
      status: 206,
      fields: { ...PART, 'Last-Modified': TUESDAY },
      expected: slice(200, 300),
    },
    'with a weak ETag, which proves nothing (RFC 9110, 8.8.1)': {
      status: 206,
      fields: { ...PART, ETag: 'W/"v2"' },
      expected: slice(200, 300),
    },
    'of a file of just that length, whatever its media type (Firefox asks again after a 408, and keeps its type)': {
      status: 206,
      fields: { ...PART, ETag: undefined, 'Content-Type': 'text/plain' },
      expected: slice(200, 300),
    },
    'cross-origin, with a Content-Range that is exposed (Fetch, CORS-exposed header names)': {
      question: { ...LATER, crossOrigin: true },
      status: 206,
      fields: PART,
      expected: slice(200, 300),
    },
  });
});

test.describe('a 206 is never kept', () => {
  const unusable = (contentRange: string | undefined, more: Fields = {}): Row => ({
    status: 206,
    fields: { ...PART, 'Content-Range': contentRange, ...more },
    expected: UNUSABLE,
  });
  check({
    'when it begins earlier (aria2 bad_range)': unusable('bytes 0-299/1000', { 'Content-Length': '300' }),
    'when it begins later (chromium HandleServerResponse206_RangeRequest)': unusable('bytes 205-299/1000', {
      'Content-Length': '95',
    }),
    'when it is of another place altogether (chromium BadRangeHeader)': unusable('bytes 900-999/1000'),
    'when its Content-Range cannot be read (chromium InvalidRangeHeader)': unusable('ooga-booga'),
    'when its Content-Range is missing, same-origin (wget RANGEERR)': unusable(undefined),
    'when its Content-Range ends before it begins (RFC 9110, 14.4)': unusable('bytes 200-199/1000'),
    'when its Content-Range ends beyond its own complete length (RFC 9110, 14.4)': unusable('bytes 200-1000/1000'),
    'when its Content-Range ends beyond the pinned length (RFC 9110, 14.4)': unusable('bytes 200-1299/*', {
      'Content-Length': '1100',
    }),
    'when its Content-Range is unsatisfied (RFC 9110, 14.4: only in a 416)': unusable('bytes */1000'),
    'when its Content-Range is not exact in numbers (curl test2093)': unusable('bytes 200-9007199254740992/*'),
    'when its Content-Length contradicts its Content-Range (mozilla/pdf.js #5603)': unusable('bytes 200-299/1000', {
      'Content-Length': '99',
    }),
    'when its Content-Length is that of the whole file (mozilla/pdf.js #5603)': unusable('bytes 200-299/1000', {
      'Content-Length': '1000',
    }),
    'when it is in several parts (curl test164)': unusable(undefined, {
      'Content-Type': 'multipart/byteranges; boundary=SEPARATOR',
    }),
    'when it is in several parts, though it has a Content-Range (RFC 9110, 15.3.7.2)': unusable('bytes 200-299/1000', {
      'Content-Type': 'Multipart/ByteRanges;boundary=SEPARATOR',
    }),
    'when it is compressed (RFC 9110, 8.4)': unusable('bytes 200-299/1000', { 'Content-Encoding': 'gzip' }),
    'when one strong ETag names files of two lengths (RFC 9110, 8.8.1)': unusable('bytes 200-299/1001'),
    'when no range was asked for (chromium HandleSuccessfulServerResponse)': {
      ...unusable('bytes 0-999/1000', { 'Content-Length': '1000' }),
      question: WITHOUT_RANGE,
    },
    'when nobody says how long the file is (RFC 9110, 14.4)': {
      ...unusable('bytes 0-99/*'),
      question: FIRST,
    },
    'when its Content-Range is hidden and it is not as long as asked, though ranges are proved (aria2 sizechange)': {
      ...unusable(undefined, { 'Content-Length': '99' }),
      expected: { ...UNUSABLE, servedBytes: 99 },
      question: PROVED,
    },
    'when its Content-Range is hidden and it is longer than asked, though ranges are proved (gopeed)': {
      ...unusable(undefined, { 'Content-Length': '1000' }),
      question: PROVED,
    },
    'when neither its place nor its length can be seen (RFC 9112, 6.1: chunked)': {
      ...unusable(undefined, { 'Content-Length': undefined }),
      question: PROVED,
    },
    'when its Content-Range is hidden and it was asked for beyond the end (RFC 9110, 14.1.2)': {
      ...unusable(undefined),
      question: { ...PROVED, range: { start: 950, end: 1050 } },
    },
    'when it is compressed, and the field that says so is exposed (Fetch, CORS-exposed header names)': {
      ...unusable(undefined, { 'Content-Encoding': 'br' }),
      question: PROVED,
    },
    'when its Content-Range is exposed and cannot be read, cross-origin (RFC 9110, 14.4)': {
      ...unusable('bytes'),
      question: { ...LATER, crossOrigin: true },
    },
  });
});

test.describe('a 206 whose Content-Range is hidden', () => {
  const { 'Content-Range': _, ...hidden } = PART;
  const unproved = { verdict: 'unproved', failure: { code: 'bad-server' } } as const;
  check({
    'is not kept before ranges are proved (Fetch, CORS-safelisted response headers)': {
      question: { ...PROVED, rangesProved: false },
      status: 206,
      fields: hidden,
      expected: unproved,
    },
    'is not kept where nobody has said how long the file is (RFC 9110, 14.4)': {
      question: { ...PROVED, pinned: { ...PINNED, completeLength: undefined } },
      status: 206,
      fields: hidden,
      expected: unproved,
    },
    'is not kept as an answer to the first question (RFC 9110, 14.4)': {
      question: { ...FIRST, crossOrigin: true },
      status: 206,
      fields: hidden,
      expected: unproved,
    },
    'is written once ranges are proved, if it is as long as asked (RFC 9110, 15.3.7)': {
      question: PROVED,
      status: 206,
      fields: hidden,
      expected: { ...slice(200, 300), representation: { ...PINNED, completeLength: undefined } },
    },
    'shows a change by its date (RFC 9110, 8.8.2)': {
      question: PROVED,
      status: 206,
      fields: { ...hidden, ETag: undefined, 'Last-Modified': TUESDAY },
      expected: CHANGED,
    },
    'shows something that stands in between by its media type (captive portals, RFC 8952)': {
      question: PROVED,
      status: 206,
      fields: { 'Content-Type': 'text/html', 'Content-Length': '100' },
      expected: INTRUDER,
    },
    'is unusable same-origin, where nothing is hidden (wget RANGEERR)': {
      question: { ...PROVED, crossOrigin: false },
      status: 206,
      fields: hidden,
      expected: UNUSABLE,
    },
  });
});

test.describe('a 206 shows that the file has changed', () => {
  check({
    'by another strong ETag (chromium ClearReceivedSliceIfEtagChanged)': {
      status: 206,
      fields: { ...PART, ETag: '"v2"' },
      expected: CHANGED,
    },
    'by another ETag and length (RFC 9110, 8.8.1)': {
      status: 206,
      fields: { ...PART, ETag: '"v2"', 'Content-Range': 'bytes 200-299/2000' },
      expected: CHANGED,
    },
    'by another length, where it has no ETag (aria2 sizechange)': {
      question: { ...LATER, pinned: WITHOUT_VALIDATOR },
      status: 206,
      fields: { ...PART, 'Content-Range': 'bytes 200-299/1001' },
      expected: CHANGED,
    },
    'by another date, where it has no ETag (RFC 9110, 8.8.2)': {
      status: 206,
      fields: { ...PART, ETag: undefined, 'Last-Modified': TUESDAY },
      expected: CHANGED,
    },
  });
});

test.describe('a 200', () => {
  const BAD_PLACE = { status: 200, fields: WHOLE };
  check({
    'to the first question is the file: this server knows no ranges (chromium NoPartialResponse)': {
      question: FIRST,
      ...BAD_PLACE,
      expected: { verdict: 'whole', representation: PINNED },
    },
    'to a request without Range is the file (RFC 9110, 15.3.1)': {
      question: WITHOUT_RANGE,
      ...BAD_PLACE,
      expected: { verdict: 'whole', representation: PINNED },
    },
    'without Content-Length is a file of unknown length (gopeed DownloadChunked)': {
      question: FIRST,
      status: 200,
      fields: OF_FILE,
      expected: { verdict: 'whole', representation: { ...PINNED, completeLength: undefined } },
    },
    'that is compressed is a file of unknown length (RFC 9110, 8.4 and 8.6)': {
      question: WITHOUT_RANGE,
      status: 200,
      fields: { ...WHOLE, 'Content-Encoding': 'br' },
      expected: { verdict: 'whole', representation: { completeLength: undefined } },
    },
    'of no bytes is an empty file (RFC 9110, 8.6)': {
      question: FIRST,
      status: 200,
      fields: { 'Content-Length': '0' },
      expected: { verdict: 'whole', representation: { completeLength: 0 } },
    },
    'to a later slice, of the same file, is never written at its offset (aria2 #1344)': {
      ...BAD_PLACE,
      expected: { ...UNUSABLE, dropped: true },
    },
    'to the first question again is the file, if it is the same version (gopeed NoRangeRestart)': {
      question: AGAIN,
      ...BAD_PLACE,
      expected: { verdict: 'whole', representation: PINNED },
    },
    'to the first question again, without a length, must be as long as what is known (RFC 9112, 6.1: chunked)': {
      question: { ...AGAIN, range: undefined },
      status: 200,
      fields: OF_FILE,
      expected: { verdict: 'whole', representation: PINNED },
    },
    'to the first question again, of another version, is not taken unseen (chromium RestartIfNoETag)': {
      question: AGAIN,
      status: 200,
      fields: { ...WHOLE, ETag: '"v2"' },
      expected: CHANGED,
    },
    'to the first question again, of another media type, is a login page (captive portals, RFC 8952)': {
      question: { ...AGAIN, range: undefined },
      status: 200,
      fields: { 'Content-Type': 'text/html', 'Content-Length': '420' },
      expected: INTRUDER,
    },
    'of HTML, where the file had no media type, is a login page (captive portals, RFC 8952)': {
      question: { ...LATER, pinned: { ...WITHOUT_VALIDATOR, mediaType: undefined } },
      status: 200,
      fields: { 'Content-Type': 'text/html', 'Content-Length': '420' },
      expected: INTRUDER,
    },
    'without media type and validators, where the file had one, is something else (captive portals, RFC 8952)': {
      question: { ...LATER, pinned: PINNED },
      status: 200,
      fields: { 'Content-Length': '420' },
      expected: INTRUDER,
    },
    'without media type, of another ETag, is another file (RFC 9110, 8.8.1)': {
      status: 200,
      fields: { ETag: '"v2"', 'Content-Length': '1000' },
      expected: CHANGED,
    },
    'of another origin may be encoded behind our back (Fetch, CORS-safelisted response headers)': {
      question: { ...WITHOUT_RANGE, crossOrigin: true },
      ...BAD_PLACE,
      expected: { verdict: 'whole', mayBeEncoded: true },
    },
    'of the same origin shows whether it is encoded (RFC 9110, 8.4)': {
      question: WITHOUT_RANGE,
      ...BAD_PLACE,
      expected: { verdict: 'whole', mayBeEncoded: false },
    },
    'whose length is beyond 2^53 − 1 is a file of unknown length (curl test393)': {
      question: FIRST,
      status: 200,
      fields: { 'Content-Length': '36893488147419103232' },
      expected: { verdict: 'whole', representation: { completeLength: undefined } },
    },
    'whose length is no number is a file of unknown length (WPT content-lengths)': {
      question: FIRST,
      status: 200,
      fields: { 'Content-Length': '42s' },
      expected: { verdict: 'whole', representation: { completeLength: undefined } },
    },
    'to a later slice, with nothing to tell the file by, is never written at its offset (chromium HandleServerResponse200_RangeRequest)':
      {
        status: 200,
        expected: UNUSABLE,
      },
    'to a later slice, of another ETag, is another file (chromium EtagMismatch)': {
      status: 200,
      fields: { ...WHOLE, ETag: '"fake-etag"' },
      expected: CHANGED,
    },
    'to a later slice, of another length, is another file (curl test1042)': {
      question: { ...LATER, pinned: WITHOUT_VALIDATOR },
      status: 200,
      fields: { ...WHOLE, 'Content-Length': '100' },
      expected: CHANGED,
    },
    'to a later slice, of another length under the same ETag, contradicts itself (RFC 9110, 8.8.1)': {
      status: 200,
      fields: { ...WHOLE, 'Content-Length': '100' },
      expected: UNUSABLE,
    },
    'nor is a 206 of another media type that does not say of how long a file it is (captive portals, RFC 8952)': {
      question: LATER,
      status: 206,
      fields: { ...PART, ETag: undefined, 'Content-Type': 'text/html', 'Content-Range': 'bytes 200-299/*' },
      expected: INTRUDER,
    },
    'to a later slice, of another media type, is no new version, but something that stands in between (captive portals, RFC 8952)':
      {
        question: { ...LATER, pinned: WITHOUT_VALIDATOR },
        status: 200,
        fields: { 'Content-Type': 'text/html; charset=utf-8' },
        expected: INTRUDER,
      },
  });
});

test.describe('a 416', () => {
  const unsatisfied = (contentRange?: string, question: Partial<Question> = {}, more: Fields = {}) => ({
    question: { ...LATER, ...question },
    status: 416,
    fields: { 'Content-Range': contentRange, ...more },
  });
  check({
    'at the end of all that is stored says that it is complete (curl test92)': {
      ...unsatisfied('bytes */1000', { storedBytes: 1000 }, { 'Content-Length': '30', 'Content-Type': 'text/html' }),
      expected: { verdict: 'complete', completeLength: 1000 },
    },
    'says so without a unit as well (curl test1475)': {
      ...unsatisfied('*/1000', { storedBytes: 1000 }),
      expected: { verdict: 'complete', completeLength: 1000 },
    },
    'to the first question, of no bytes, is an empty file (RFC 9110, 15.5.17)': {
      ...unsatisfied('bytes */0', FIRST),
      expected: { verdict: 'complete', completeLength: 0 },
    },
    'that does not name the length is not believed (curl test1040)': {
      ...unsatisfied(undefined, { storedBytes: 1000 }, { 'Content-Length': '0' }),
      expected: UNUSABLE,
    },
    'that cannot be read is not believed (RFC 9110, 14.4)': {
      ...unsatisfied('bytes */*', { storedBytes: 1000 }),
      expected: UNUSABLE,
    },
    'inside the file is never taken for its end (wget exits 0 at 416 with bytes missing)': {
      ...unsatisfied('bytes */1000'),
      expected: UNUSABLE,
    },
    'to the first question, of a file with bytes, contradicts itself (RFC 9110, 15.5.17)': {
      ...unsatisfied('bytes */1000', FIRST),
      expected: UNUSABLE,
    },
    'of a file that has shrunk says that it has changed (wget Test-416)': {
      ...unsatisfied('bytes */100'),
      expected: { ...CHANGED, isHearsay: true },
    },
    'of no bytes, to a range from the beginning, shows that the file is empty now (RFC 9110, 15.5.17)': {
      ...unsatisfied('bytes */0', { range: { start: 0, end: 100 } }),
      expected: { ...CHANGED, isHearsay: false },
    },
    'of a file that has grown says that it has changed, even where all of the old one is stored (RFC 9110, 14.4)': {
      ...unsatisfied('bytes */2000', { storedBytes: 1000 }),
      expected: CHANGED,
    },
    'of a file that has shrunk to just as many bytes as are stored, with holes, is not complete (RFC 9110, 14.4)': {
      ...unsatisfied('bytes */200'),
      expected: CHANGED,
    },
  });
});

test.describe('by its status alone,', () => {
  const failed = (httpStatus: number) =>
    ({ verdict: 'failed', failure: { code: 'http-status', httpStatus } }) satisfies Row['expected'];
  const refused = (httpStatus: number) =>
    ({ verdict: 'refused', failure: { code: 'forbidden', httpStatus } }) satisfies Row['expected'];
  const retry = (httpStatus: number, busy = false) =>
    ({ verdict: 'retry', busy, failure: { code: 'http-status', httpStatus } }) satisfies Row['expected'];

  const rows: [Row['expected']['verdict'], number[], (status: number) => Row['expected']][] = [
    ['failed', [0, 201, 202, 203, 204, 205, 207, 226, 299], failed],
    ['failed', [300, 301, 302, 303, 304, 305, 307, 308, 399], failed],
    [
      'failed',
      [400, 402, 405, 406, 407, 409, 411, 412, 413, 414, 415, 417, 418, 421, 422, 426, 428, 431, 451, 499],
      failed,
    ],
    ['failed', [501, 505], failed],
    ['refused', [401, 403, 410], refused],
    ['retry', [408, 425, 500, 502, 504], retry],
    ['retry', [507, 511, 520, 522, 524, 530, 599], retry], // one that is not known is a 500: RFC 9110, 15
  ];
  for (const [verdict, statuses, expected] of rows) {
    for (const status of statuses) {
      for (const [which, question] of Object.entries({ first: FIRST, later: LATER })) {
        test(`${status} to a ${which} question is ${verdict}, whatever its fields say (RFC 9110, 15)`, () => {
          expect(judge(answer(status, PART), question, NOW_MS)).toMatchObject(expected(status));
        });
      }
    }
  }

  check({
    '429 says that the server is busy (RFC 6585, 4)': { status: 429, expected: retry(429, true) },
    '503 says that the server is busy (RFC 9110, 15.6.4)': { status: 503, expected: retry(503, true) },
    '404 to the first question: there is no such file (curl test752)': {
      question: FIRST,
      status: 404,
      expected: { verdict: 'failed', failure: { code: 'not-found', httpStatus: 404 } },
    },
    '404 to a later one: it may be back in a moment (curl test3035)': {
      status: 404,
      expected: { verdict: 'retry', busy: false, failure: { code: 'not-found', httpStatus: 404 } },
    },
  });
});

test.describe('Retry-After is passed on', () => {
  check({
    'in milliseconds (curl 1634)': {
      status: 429,
      fields: { 'Retry-After': '200' },
      expected: { verdict: 'retry', retryAfterMs: 200_000 },
    },
    'from a date (RFC 9110, 10.2.3)': {
      status: 503,
      fields: { 'Retry-After': 'Mon, 01 Jan 2024 00:01:00 GMT' },
      expected: { verdict: 'retry', retryAfterMs: 60_000 },
    },
    'as nothing when it is hidden or missing (Fetch, CORS-safelisted response headers)': {
      status: 503,
      expected: { verdict: 'retry', retryAfterMs: undefined },
    },
  });
});

test.describe('whatever a server answers,', () => {
  const number = fc.oneof(fc.nat(12), fc.constantFrom(100, 2 ** 53 - 1, 2 ** 53)).map(String);
  const maybe = (values: fc.Arbitrary<string>) => fc.option(values, { nil: undefined, freq: 2 });
  const contentRange = fc.oneof(
    // Mostly what could be an answer: it begins where most questions do.
    fc.tuple(fc.constantFrom(0, 0, 0, 1), fc.nat(12)).map(([first, last]) => `bytes ${first}-${last}/12`),
    fc.tuple(fc.nat(3), fc.nat(12)).map(([first, last]) => `bytes ${first}-${last}/*`),
    fc.tuple(number, number, number).map(([first, last, total]) => `bytes ${first}-${last}/${total}`),
    number.map((total) => `bytes */${total}`),
    fc.string(),
  );
  const fields = fc.record(
    {
      'Content-Range': contentRange,
      'Content-Length': maybe(fc.oneof(number, fc.constantFrom('-1', '1e3', '9'.repeat(400)))),
      'Content-Type': maybe(
        fc.constantFrom('video/mp4', 'video/mp4', 'text/html; charset=utf-8', 'multipart/byteranges'),
      ),
      'Content-Encoding': maybe(fc.constantFrom('gzip', 'identity', 'identity', '')),
      ETag: maybe(fc.constantFrom('"v1"', '"v2"', 'W/"v1"', '"')),
      'Last-Modified': maybe(fc.constantFrom(MONDAY, TUESDAY, 'yesterday')),
      'Retry-After': maybe(fc.oneof(number, fc.constantFrom('9'.repeat(400), MONDAY, 'soon'))),
    },
    { requiredKeys: [] },
  );
  const pinned = fc.record({
    completeLength: fc.constantFrom(12, 12, 5, 0, undefined),
    etag: fc.constantFrom('"v1"', undefined),
    lastModified: fc.constantFrom(MONDAY, undefined),
    mediaType: fc.constantFrom('video/mp4', undefined),
  });
  const range = fc
    .tuple(fc.constantFrom(0, 0, 1, 7), fc.integer({ min: 1, max: 9 }))
    .map(([start, bytes]) => ({ start, end: start + bytes }));
  const question = fc.record({
    url: fc.constant(URL),
    range: fc.option(range, { nil: undefined, freq: 10 }),
    pinned: fc.option(pinned, { nil: undefined, freq: 2 }),
    storedBytes: fc.nat(12),
    isFirst: fc.boolean(),
    crossOrigin: fc.boolean(),
    rangesProved: fc.boolean(),
  });
  const status = fc.oneof(
    { weight: 6, arbitrary: fc.constant(206) },
    { weight: 3, arbitrary: fc.constantFrom(200, 416) },
    { weight: 1, arbitrary: fc.nat(999) },
  );

  test('only bytes that were asked for are ever written, and only inside the file', () => {
    let slices = 0;
    fc.assert(
      fc.property(status, fields, question, (status, fields, question) => {
        const judgement = judge(answer(status, fields), question, NOW_MS);
        switch (judgement.verdict) {
          case 'slice': {
            const { range, extraBytes, representation } = judgement;
            const asked = question.range ?? { start: 0, end: 0 };
            slices += 1;
            assert.equal(status, 206);
            assert.equal(range.start, asked.start);
            assert(range.end <= asked.end);
            assert(rangeLength(range) > 0);
            assert(extraBytes >= 0);
            const completeLength = representation.completeLength ?? question.pinned?.completeLength ?? -1;
            assert(range.end + extraBytes <= completeLength);
            assert.equal(completeLength, question.pinned?.completeLength ?? completeLength);
            break;
          }
          case 'whole':
            assert.equal(status, 200);
            assert(!question.pinned || !question.range || question.isFirst);
            break;
          case 'unproved':
            assert(status === 206 && question.crossOrigin);
            assert(!question.rangesProved || question.pinned?.completeLength === undefined);
            break;
          case 'complete':
            assert.equal(status, 416);
            assert.equal(judgement.completeLength, question.storedBytes);
            assert.equal(judgement.completeLength, question.pinned?.completeLength ?? judgement.completeLength);
            break;
          case 'changed':
            assert(question.pinned);
            break;
          case 'retry':
            assert(Number.isFinite(judgement.retryAfterMs ?? 0) && (judgement.retryAfterMs ?? 0) >= 0);
            break;
          case 'refused':
          case 'unusable':
          case 'failed':
            break;
        }
        if ('failure' in judgement) assert(judgement.failure.message.includes(URL));
      }),
      { seed: 20_240_501, numRuns: 100_000 },
    );
    expect(slices).toBeGreaterThan(500);
  });
});

test.describe('a Repr-Digest that differs from the pinned one', () => {
  const [one, other] = ['A', 'B'].map((letter) => `${letter.repeat(43)}=`);
  const pinned: Representation = { ...PINNED, digest: { algorithm: 'sha256', digests: [`${one}`] } };
  const field = { 'Repr-Digest': `sha-256=:${other}:` };

  test('is another version where no ETag says that it is the same', () => {
    const question = { ...LATER, pinned: { ...pinned, etag: undefined } };
    expect(judge(answer(206, { ...PART, ETag: undefined, ...field }), question, NOW_MS).verdict).toBe('changed');
  });

  test('contradicts the same ETag, and nothing is kept', () => {
    const question = { ...LATER, pinned };
    expect(judge(answer(206, { ...PART, ...field }), question, NOW_MS).verdict).toBe('unusable');
  });

  test('is the one that counts while nothing is stored', () => {
    const question = { ...WITHOUT_RANGE, pinned };
    const judgement = judge(answer(200, { ...WHOLE, ...field }), question, NOW_MS);
    expect(judgement).toMatchObject({ verdict: 'whole', representation: { digest: { digests: [expect.anything()] } } });
  });
});

test('a digest counts where nothing shows whether the body is encoded, unless its length is unknown as well', () => {
  const digest = { 'Repr-Digest': `sha-256=:${'A'.repeat(43)}=:` };
  const question = { ...WITHOUT_RANGE, crossOrigin: true };
  const said = (fields: Fields) => {
    const judgement = judge(answer(200, fields), question, NOW_MS);
    return judgement.verdict === 'whole' && judgement.representation.digest !== undefined;
  };
  expect(said({ ...WHOLE, ...digest })).toBe(true);
  expect(said({ ...OF_FILE, ...digest })).toBe(false);
});
