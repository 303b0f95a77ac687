import { expect, MIB } from '../fixtures.js';
import { expectRequests, specify } from './fault-case.js';
import { CLIP, FILM, LATER } from './films.js';
import { requestsOf } from './scene.js';

const ADVICE = expect.stringContaining('Access-Control-Expose-Headers: Content-Range');

specify('ranges that are answered well', [
  {
    title: 'come in parallel, and none is asked for twice',
    source: 'curl test12, aria2 good_range',
    file: { ...FILM, bytesPerSecond: 16 * MIB },
    outcome: (view) => ({ mode: 'parallel', resumable: true, advice: view === 'hidden' ? ADVICE : undefined }),
    check: (scene) => {
      if (scene.view !== 'hidden') expect(scene.server.log.bytesSentTwice(scene.path)).toBe(0);
      expect(scene.server.log.mostInFlight(scene.path)).toBeGreaterThan(1);
    },
  },
  {
    title: 'may be shorter than asked: the rest is asked for',
    source: 'RFC 9110, 15.3.7, apache/opendal #5689',
    file: { ...FILM, faults: [{ capBytes: 1.5 * MIB }] },
    check: (scene) => {
      if (scene.view !== 'hidden') expect(scene.server.log.bytesSentTwice(scene.path)).toBe(0);
    },
  },
  {
    title: 'may be longer than asked: what is more is left',
    source: "aria2 testIsRangeSatisfied, chromium's MultipleStreamsLimitedLength",
    file: { ...FILM, faults: [{ wrongRange: { endBy: 1000 } }] },
  },
  {
    title: 'need not be announced',
    source: 'RFC 9110, 14.3',
    file: { ...FILM, acceptRanges: 'unsaid' },
    outcome: { resumable: true },
  },
  {
    title: 'may be said not to exist: what came counts',
    source: 'RFC 9110, 14.3',
    file: { ...FILM, headers: { 'Accept-Ranges': 'none' } },
  },
  {
    title: 'need no length of their own',
    source: 'RFC 9112, 6.3',
    file: { ...FILM, chunked: true },
  },
]);

specify('answers of 200', [
  {
    title: 'to every question are one stream, and the state says so',
    source: "chromium's ParallelDownloadTest NoPartialResponse, gopeed NoRangeRestart",
    file: { ...CLIP, faults: [{ ignoreRange: true }] },
    outcome: { mode: 'whole', resumable: false, advice: undefined },
    check: (scene) => expectRequests(scene, 1),
  },
  {
    title: 'from a server that says it has no ranges are one stream',
    source: 'RFC 9110, 14.3',
    file: { ...CLIP, acceptRanges: 'none' },
    outcome: { mode: 'whole', resumable: false },
    check: (scene) => expectRequests(scene, 1),
  },
  {
    title: 'to some slices are asked again',
    source: 'aria2 #1344',
    file: { ...FILM, faults: [{ when: { ...LATER, every: 2, first: 6 }, ignoreRange: true }] },
    outcome: (view) => (view === 'hidden' ? {} : { resumable: true }),
  },
  {
    title: 'to all slices but the first end in one stream',
    source: 'aria2 #2393, curl test38',
    file: { ...FILM, faults: [{ when: LATER, ignoreRange: true }] },
    outcome: { mode: 'whole' },
  },
  {
    title: 'of another length, twice, are no reason to give up what is stored',
    source: "chromium's RestartIfNotPartialResponse",
    file: {
      ...FILM,
      faults: [{ when: { ...LATER, first: 2 }, ignoreRange: true, otherVersion: { seed: 6, size: MIB } }],
    },
    outcome: (view) => (view === 'hidden' ? {} : { resumable: true }),
  },
]);

specify('a Content-Range that is worded oddly', [
  ...(
    [
      ['without a unit', '{first}-{last}/{size}', 'gecko test_resumable_channel, curl test1475'],
      ['with an equals sign', 'bytes={first}-{last}/{size}', 'curl lib/http.c'],
      ['in capitals', 'BYTES {first}-{last}/{size}', 'RFC 9110, 14.1'],
      ['with blanks', ' bytes  {first}-{last}/{size} ', 'RFC 9110, 5.5'],
    ] as const
  ).map(([how, contentRange, source]) => ({
    title: `${how} is understood`,
    source,
    file: { ...FILM, faults: [{ contentRange }] },
    outcome: { mode: 'parallel', resumable: true } as const,
  })),
  {
    title: 'without the complete length, is understood once that is known',
    source: 'aria2 #926',
    file: { ...FILM, faults: [{ when: LATER, contentRange: 'bytes {first}-{last}/*' }] },
    outcome: { mode: 'parallel', resumable: true },
  },
  {
    title: 'never with the complete length, still ends in the right file',
    source: 'aria2 #926, RFC 9110, 14.4',
    file: { ...FILM, faults: [{ contentRange: 'bytes {first}-{last}/*' }] },
  },
]);

specify('a Content-Range that makes no sense', [
  {
    title: 'is asked again, and what is stored stays',
    source: "chromium's InvalidRangeHeader",
    file: { ...FILM, faults: [{ when: { ...LATER, first: 2 }, contentRange: 'ooga-booga-booga-booga' }] },
    outcome: { resumable: true },
  },
  ...(
    [
      ['in every answer', undefined, 'ooga-booga-booga-booga', "chromium's InvalidRangeHeader"],
      ['in every answer but the first', LATER, 'bytes', "chromium's BadRangeHeader"],
      ['with its ends exchanged', undefined, 'bytes {last}-{first}/{size}', 'RFC 9110, 14.4'],
      ['with a length that is too short', undefined, 'bytes {first}-{last}/{first}', 'RFC 9110, 14.4'],
      ['with a minus', undefined, 'bytes -{first}-{last}/{size}', 'RFC 9110, 14.4'],
      ['of other units', undefined, 'items {first}-{last}/{size}', 'RFC 9110, 14.2'],
      ['of a length beyond all numbers', undefined, 'bytes {first}-{last}/36893488147419103232', 'curl test393'],
      ['of a length beyond all disks', undefined, 'bytes {first}-{last}/9223372036854775807', 'curl test2093'],
    ] as const
  ).map(([where, when, contentRange, source]) => ({
    title: `${where} ends in one stream`,
    source,
    file: { ...CLIP, faults: [{ ...(when && { when }), contentRange }] },
  })),
]);

specify('a range that is another than asked', [
  ...(
    [
      ['that begins at 0', { start: 0 }, 'aria2 bad_range'],
      ['one byte further on', { startBy: 1, endBy: 1 }, "WPT non-matching-range-response, chromium's BadRangeHeader"],
      ['that begins too early', { startBy: -1000 }, "chromium's BadRangeHeader"],
      ['inside of the one asked for', { startBy: 5, endBy: -5 }, "chromium's HandleServerResponse206_RangeRequest"],
    ] as const
  ).map(([what, wrongRange, source]) => ({
    title: `${what}, is never kept, and ends in one stream`,
    source,
    file: { ...FILM, faults: [{ when: LATER, wrongRange }] },
    outcome: { mode: 'whole' } as const,
  })),
  {
    title: 'once, is asked again',
    source: 'aria2 bad_range',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 1 }, wrongRange: { startBy: 1, endBy: 1 } }] },
    outcome: (view) => (view === 'hidden' ? {} : { mode: 'parallel', resumable: true }),
  },
  {
    title: 'of a file of another length with the same ETag, once, is asked again',
    source: 'aria2 sizechange',
    file: {
      ...FILM,
      faults: [{ when: { ...LATER, first: 2 }, otherVersion: { ...FILM, size: FILM.size + 1, keepValidators: true } }],
    },
  },
  {
    title: 'of a file of another length with the same ETag, always, ends in one stream',
    source: 'aria2 sizechange',
    file: {
      ...FILM,
      faults: [{ when: LATER, otherVersion: { ...FILM, size: FILM.size + 1, keepValidators: true } }],
    },
  },
]);

specify('a range without a Content-Range', [
  {
    title: 'is never kept on the own origin, and proved by a comparison on another',
    source: "chromium's InvalidRangeHeader, wget RANGEERR",
    file: {
      ...FILM,
      faults: [
        { when: { ranged: true }, headers: { 'Content-Range': null } },
        { when: { ranged: false }, bytesPerSecond: 4 * MIB },
      ],
    },
    outcome: (view) => (view === 'same-origin' ? { mode: 'whole' } : { resumable: true, advice: ADVICE }),
  },
  {
    title: 'once, is asked again',
    source: 'wget RANGEERR',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 1 }, headers: { 'Content-Range': null } }] },
  },
  {
    title: 'in several parts, is never kept, and ends in one stream',
    source: 'curl test164, wget multipart',
    file: { ...CLIP, faults: [{ multipart: true }] },
    outcome: { mode: 'whole' },
  },
  {
    title: 'in several parts, once, is asked again',
    source: 'curl test164',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 2 }, multipart: true }] },
  },
  {
    title: 'where none was asked for, is never kept',
    source: "chromium's HandleSuccessfulServerResponse",
    file: { ...CLIP, faults: [{ multipart: true }, { when: { ranged: false }, claimedStatus: 206 }] },
    ends: 'bad-server',
  },
]);

specify('an answer that is no file', [
  ...[202, 204, 300, 400, 405, 406, 418, 451, 501, 505].map((status) => ({
    title: `${status} fails at once`,
    source: `RFC 9110, 15, curl test_05_08`,
    file: { ...CLIP, faults: [{ status }] },
    ends: 'http-status' as const,
    outcome: { httpStatus: status, storedBytes: 0 },
    check: (scene: Parameters<typeof requestsOf>[0]) => expect(requestsOf(scene)).toHaveLength(1),
  })),
]);
