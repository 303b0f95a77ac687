import { sha256Integrity } from '../../range-server/digest.js';
import { expect, MIB } from '../fixtures.js';
import { expectRequests, neverLoses, specify } from './fault-case.js';
import { CLIP, FILM, LATER } from './films.js';

/** Compresses well, and no line of it is like another. */
const TEXT = { bytes: Buffer.from(Array.from({ length: 300_000 }, (_, n) => `${n} times one is ${n}\n`).join('')) };

specify('a connection that breaks', [
  {
    title: 'in the middle of a body, costs only what had not arrived',
    source: 'curl test376, curl test379',
    file: { ...FILM, bytesPerSecond: 16 * MIB, faults: [{ when: { first: 4 }, cutAfterBytes: 700_000 }] },
    check: (scene, outcome) => {
      if (scene.view === 'hidden') return;
      neverLoses(scene, outcome);
      expect(scene.server.log.bytesSentTwice(scene.path)).toBeLessThan(4 * 700_000); // what the network had in flight
    },
  },
  {
    title: 'in every body, still makes progress each time',
    source: 'surge FailAfterBytes, curl rc 18',
    // What Chromium has not handed out when a body breaks it drops: of one that comes at once that may be all.
    file: { ...CLIP, bytesPerSecond: 5e6, faults: [{ cutAfterBytes: 700_000 }] },
    views: ['same-origin', 'exposed'],
    check: neverLoses,
  },
  {
    title: 'after the headers, is tried again',
    source: 'wget2 test-interrupt-response',
    file: { ...FILM, faults: [{ when: { first: 3 }, cutAfterBytes: 0 }] },
  },
  {
    title: 'before the headers, is tried again',
    source: "chromium's KeepReceivedSliceIfNetworkError",
    file: { ...FILM, faults: [{ when: { ...LATER, first: 4 }, resetBeforeHeaders: true }] },
  },
  {
    title: 'in the middle of a chunk, is tried again',
    source: 'curl test207',
    file: { ...FILM, chunked: true, faults: [{ when: { first: 3 }, cutAfterBytes: 600_000 }] },
  },
  {
    title: 'between a 404 and a 200, is tried again, and the bodies of these are never kept',
    source: 'curl test3035, curl test1909',
    file: {
      ...FILM,
      faults: [
        { when: { nth: 1 }, cutAfterBytes: 500_000 },
        { when: { ...LATER, nth: 1 }, cutAfterBytes: 600_000 },
        { when: { ...LATER, nth: 2 }, status: 404 },
        { when: { ...LATER, nth: 3 }, ignoreRange: true },
      ],
    },
  },
  {
    title: 'in the middle of a stream without ranges, begins anew',
    source: 'gopeed StartTestNoRangeSlowServer',
    file: { ...CLIP, acceptRanges: 'none', faults: [{ when: { first: 2 }, cutAfterBytes: MIB }] },
    outcome: { mode: 'whole', resumable: false },
  },
  {
    title: 'where its end looks like the end of the body, is noticed by counting',
    source: 'RFC 9112, 8',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 2 }, endAfterBytes: 300_000 }] },
  },
  {
    title: 'where its end looks like the end of the file, is noticed by the digest',
    source: 'RFC 9112, 8',
    file: { ...CLIP, acceptRanges: 'none', faults: [{ endAfterBytes: MIB }] },
    request: { integrity: await sha256Integrity(CLIP) },
    ends: 'integrity',
  },
  {
    title: 'or falls silent for a second, is not the same: what is silent goes on',
    source: "gopeed's TimeoutOnce",
    file: { ...FILM, faults: [{ when: { ...LATER, first: 1 }, stallAfterBytes: 100_000, stallMs: 1000 }] },
    views: ['same-origin', 'exposed'],
    check: ({ server, path }) => expect(server.log.bytesSentTwice(path)).toBe(0),
  },
]);

specify('what is no HTTP', [
  ...(
    [
      [
        'a chunk longer than it says',
        'HTTP/1.1 206 Odd\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n1234\r\n0\r\n\r\n',
        'wget2 test-bad-chunk',
      ],
      [
        'a chunk of 2^64 bytes',
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000000000000000\r\n',
        'aria2 ChunkedDecodingStreamFilterTest',
      ],
      ['headers without an end', 'HTTP/1.1 206 Partial Content\r\nContent-Length: 5', 'curl test1665'],
      ['two lengths', 'HTTP/1.1 200 OK\r\nContent-Length: 42\r\nContent-Length: 30\r\n\r\n', 'WPT content-lengths'],
      ['nothing at all', '', 'wget2 test-interrupt-response'],
    ] as const
  ).map(([what, raw, source]) => ({
    title: `(${what}) is tried again`,
    source,
    file: {
      ...FILM,
      faults: [
        { when: { first: 1 }, raw },
        { when: { ...LATER, first: 1 }, raw },
      ],
    },
  })),
  {
    title: '(no status line) is tried again; at first it could be the file (HTTP/0.9)',
    source: "chromium's InvalidRangeHeader",
    file: { ...FILM, faults: [{ when: { ...LATER, first: 1 }, raw: 'ooga-booga-booga-booga' }] },
  },
]);

specify('a body that is longer or shorter than it says', [
  {
    title: 'in every range, is never kept, and ends in one stream',
    source: 'whatwg/fetch #1295',
    file: { ...CLIP, faults: [{ when: { ranged: true }, extraBytes: 5 }] },
  },
  {
    title: 'in one range, is asked for again',
    source: 'whatwg/fetch #1295',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 1 }, extraBytes: 5 }] },
  },
  {
    title: 'in one range, twice as long as was asked for, is asked for again',
    source: 'whatwg/fetch #1295',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 1 }, extraBytes: MIB, headers: { 'Content-Length': null } }] },
  },
  {
    title: 'in a range that has no byte at all, is asked for again',
    source: 'RFC 9110, 14.4',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 2 }, body: '' }] },
  },
  {
    title: 'in one range, whose length contradicts its Content-Range, is asked for again',
    source: 'mozilla/pdf.js #5603',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 2 }, headers: { 'Content-Length': '1000' } }] },
  },
  ...(['9223372036854775807', '36893488147419103232', '9007199254740993'] as const).map((length) => ({
    title: `by far (${length} bytes), is not believed`,
    source: 'curl test2093, curl test393',
    file: {
      ...CLIP,
      acceptRanges: 'none' as const,
      faults: [{ when: { first: 1 }, headers: { 'Content-Length': length } }],
    },
  })),
  {
    title: 'or says the same twice: what comes counts',
    source: 'WPT content-lengths',
    file: { ...CLIP, acceptRanges: 'none', headers: { 'Content-Length': `${CLIP.size}, ${CLIP.size}` } },
  },
  {
    title: 'or does not say: it is complete where it ends',
    source: 'gopeed DownloadChunked',
    file: { ...CLIP, acceptRanges: 'none', chunked: true },
    outcome: { mode: 'whole', resumable: false },
    check: (scene) => expectRequests(scene, 1),
  },
]);

specify('a body that is compressed', [
  {
    title: 'in every range, is never kept, and ends in one stream',
    source: 'copy/v86 #919, mediabunny #512',
    file: { ...TEXT, faults: [{ when: { ranged: true }, gzip: true }] },
    outcome: { mode: 'whole' },
  },
  {
    title: 'in every answer, ends in one stream, and its own length counts',
    source: 'mediabunny #512',
    file: { ...TEXT, faults: [{ gzip: true }] },
    outcome: { mode: 'whole' },
  },
  {
    title: 'by a server without ranges, ends in one stream, and its own length counts',
    source: 'wiktextract #55',
    file: { ...TEXT, acceptRanges: 'none', faults: [{ gzip: true }] },
    outcome: { mode: 'whole' },
  },
  {
    title: 'and chunked, in every answer, ends in one stream',
    source: 'RFC 9110, 8.4',
    file: { ...TEXT, chunked: true, faults: [{ gzip: true }] },
    outcome: { mode: 'whole' },
  },
  {
    title: 'in one range, is asked for again',
    source: 'RFC 9110, 8.4',
    file: {
      ...TEXT,
      bytes: Buffer.concat([TEXT.bytes, TEXT.bytes]),
      faults: [{ when: { ...LATER, first: 1 }, gzip: true }],
    },
  },
  {
    title: 'with "identity", is not',
    source: 'RFC 9110, 8.4.1',
    file: { ...FILM, headers: { 'Content-Encoding': 'identity' } },
    outcome: { resumable: true },
  },
]);
