import { expect, MIB } from '../fixtures.js';
import { expectRequests, type FaultCase, neverLoses, specify } from './fault-case.js';
import { BARE, CLIP, FILM, LATER, SLOW } from './films.js';
import { ending, reload, requestsOf, start, untilStored } from './scene.js';

const ADVICE = expect.stringContaining('Access-Control-Expose-Headers: Content-Range');

/** With time for several connections, and enough to do for them. */
const LONG = { size: 16 * MIB, seed: 5, bytesPerSecond: 8 * MIB };

specify('a server that gives only so many connections', [
  ...(
    [
      ['429 beyond one', 1, { status: 429 }, 'RFC 6585, 4'],
      ['429 beyond two', 2, { status: 429 }, 'curl test1634'],
      ['503 beyond two', 2, { status: 503 }, 'aria2 #577, aria2 #1716'],
      ['403 beyond one', 1, { status: 403 }, 'aria2 #577'],
      ['403 beyond two', 2, { status: 403 }, 'aria2 #577'],
      ['403 beyond three', 3, { status: 403 }, 'aria2 #577'],
      ['resets beyond two', 2, { resetBeforeHeaders: true }, 'aria2 #577'],
      ['empty answers beyond two', 2, { cutAfterBytes: 0 }, 'wget2 test-interrupt-response'],
    ] as const
  ).map(
    ([how, most, fault, source]): FaultCase => ({
      title: `(${how}) is asked with fewer, and little is wasted`,
      source,
      file: { ...LONG, faults: [{ when: { moreInFlightThan: most }, ...fault }] },
      outcome: (view) => (view === 'hidden' ? {} : { resumable: true }),
      unhurried: true,
      check: (scene, outcome) => {
        const refused = requestsOf(scene).filter(({ bodyBytesSent }) => bodyBytesSent < 1000);
        // Firefox itself asks again after a reset.
        expect(refused.length, scene.view).toBeLessThanOrEqual('resetBeforeHeaders' in fault ? 60 : 30);
        if (scene.view !== 'hidden') neverLoses(scene, outcome);
      },
    }),
  ),
  {
    title: '(200 beyond one) is asked with fewer',
    source: 'aria2 #1344',
    file: { ...LONG, faults: [{ when: { moreInFlightThan: 1 }, ignoreRange: true }] },
    views: ['same-origin', 'exposed'],
    outcome: { resumable: true },
  },
  {
    title: '(other ranges beyond one) is asked with fewer',
    source: 'aria2 #1344',
    file: { ...LONG, faults: [{ when: { ...LATER, moreInFlightThan: 1 }, wrongRange: { startBy: 1, endBy: 1 } }] },
    views: ['same-origin', 'exposed'],
    outcome: { resumable: true },
  },
]);

specify('a server that gives only so much at once', [
  ...([1, 2, 4] as const).map(
    (mebibytes): FaultCase => ({
      title: `(403 beyond ${mebibytes} MiB) is asked for less`,
      source: 'aria2 #1627',
      file: { ...FILM, faults: [{ when: { ranged: true, longerThan: mebibytes * MIB }, status: 403 }] },
      check: (scene) => expectRequests(scene, 30),
    }),
  ),
  {
    title: '(403 beyond 1 MiB, and to the whole) is asked for less',
    source: 'philippe44/LMS-YouTube #91',
    file: { ...FILM, faults: [{ when: { longerThan: MIB }, status: 403 }] },
    views: ['same-origin', 'exposed'],
    check: (scene) => expectRequests(scene, 30),
  },
  ...(
    [
      ['1 MiB', MIB],
      ['an odd number of bytes', 1_234_567],
    ] as const
  ).map(
    ([what, capBytes]): FaultCase => ({
      title: `(${what}) is asked for the rest`,
      source: 'surge FailAfterBytes, apache/opendal #5689',
      file: { ...FILM, faults: [{ capBytes }] },
      check: (scene) => expectRequests(scene, 30),
    }),
  ),
  {
    title: '(less than a sixth of a MiB) is asked for the rest',
    source: 'apache/opendal #5689',
    file: { ...CLIP, faults: [{ capBytes: 150_000 }] },
  },
]);

specify('a server that hides where its ranges begin', [
  {
    title: 'is asked for all of the file at once, and for ranges when some that is stored came again',
    source: 'Fetch standard, CORS-safelisted response-header name',
    file: { ...LONG, bytesPerSecond: 4 * MIB },
    views: ['hidden'],
    outcome: { mode: 'parallel', resumable: true, proof: 'validator', advice: ADVICE },
    check: ({ server, path }) => expect(server.log.mostInFlight(path)).toBeGreaterThan(2),
  },
  {
    title: 'goes on after a reload in the middle, and loses no more than came since the last checkpoints',
    source: "chromium's ResumeWithStrongValidators",
    file: { ...LONG, bytesPerSecond: 2 * MIB },
    views: ['hidden'],
    play: async (scene) => {
      await start(scene);
      await untilStored(scene, 6 * MIB);
      await reload(scene);
      return ending(scene);
    },
    check: ({ server, path }) => expect(server.log.bytesSentTwice(path)).toBeLessThan(8 * MIB),
  },
  {
    title: 'gives a short file in one stream',
    source: 'Fetch standard, CORS-safelisted response-header name',
    file: { size: MIB, seed: 5 },
    views: ['hidden'],
    outcome: { mode: 'whole' },
    check: (scene) => expectRequests(scene, 2),
  },
  {
    title: 'and has none, gives one stream, and no advice',
    source: "chromium's ParallelDownloadTest NoPartialResponse",
    file: { ...FILM, acceptRanges: 'none' },
    views: ['hidden'],
    outcome: { mode: 'whole', resumable: false, advice: undefined },
    check: (scene) => expectRequests(scene, 1),
  },
  ...(
    [
      ['one byte further on', 1],
      ['one round number further on', 4096],
      ['a little earlier', -100],
    ] as const
  ).map(
    ([where, shiftBytes]): FaultCase => ({
      title: `and sends bytes from ${where}, is found out, and gives one stream`,
      source: 'WPT non-matching-range-response',
      file: { ...FILM, ...SLOW, faults: [{ when: { ranged: true }, shiftBytes }] },
      views: ['hidden'],
      outcome: { mode: 'whole' },
    }),
  ),
  {
    title: 'and always sends the beginning, is found out, and gives one stream',
    source: 'aria2 bad_range',
    file: { ...FILM, ...SLOW, faults: [{ when: { ranged: true }, otherVersion: { seed: 6, keepValidators: true } }] },
    views: ['hidden'],
    outcome: { mode: 'whole' },
  },
  {
    title: 'and whose ranges fail now and then, is right',
    source: "chromium's KeepReceivedSliceIfNetworkError",
    file: { ...FILM, ...SLOW, faults: [{ when: { ranged: true, every: 3 }, cutAfterBytes: 100_000 }] },
    views: ['hidden'],
  },
  {
    title: 'and whose stream breaks, is right',
    source: 'curl test376',
    file: { ...FILM, ...SLOW, faults: [{ when: { ranged: false, first: 2 }, cutAfterBytes: 2 * MIB }] },
    views: ['hidden'],
    outcome: { resumable: true },
  },
  {
    title: 'and names neither a date nor a length, gives one stream',
    source: 'RFC 9112, 6.3',
    file: { ...FILM, ...BARE, ...SLOW, chunked: true },
    views: ['hidden'],
    outcome: { mode: 'whole' },
  },
]);
