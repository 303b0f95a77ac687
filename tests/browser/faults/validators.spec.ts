import { sha256Integrity } from '../../range-server/digest.js';
import { expect, MIB } from '../fixtures.js';
import { expectRequests, type FaultCase, neverLoses, specify } from './fault-case.js';
import { BARE, BELIEVED_BYTES, CLIP, FILM, LATER, LOGIN_PAGE, OTHER_FILM, SLOW_AND_STUCK, STUCK } from './films.js';
import { alwaysReplaced, pausedUntil, replace, replacedBy, untilBelieved } from './plays.js';
import { ending, reload, requestsOf, type Scene, start, untilStored } from './scene.js';

const LONGER_FILM = { size: FILM.size + 5, seed: 8 };
const SHORTER_FILM = { size: 4 * MIB, seed: 9 };
const LAST_MODIFIED = 'Mon, 01 Jan 2024 00:00:05 GMT';

specify('what says which version it is', [
  {
    title: 'is compared, and never sent: no request has a precondition',
    source: "chromium's ResumeWithStrongValidators; Fetch standard, CORS-safelisted request-headers",
    file: { ...FILM, ...STUCK },
    play: pausedUntil(FILM),
    check: (scene: Scene) => {
      for (const { headers } of requestsOf(scene)) {
        expect(Object.keys(headers).filter((name) => name.startsWith('if-'))).toEqual([]);
        expect(headers.range ?? 'bytes=0-').toMatch(/^bytes=\d+-\d*$/);
      }
    },
  },
  ...((
    [
      ['a strong ETag', { etag: '"w/foo"', lastModified: null }, 'validator', 'length'],
      ['a weak ETag', { etag: 'W/"foo"', lastModified: null }, 'length', 'length'],
      ['an ETag without quotes', { etag: 'foo', lastModified: null }, 'length', 'length'],
      ['a weak ETag and a date', { etag: 'W/"foo"' }, 'validator', 'validator'],
      ['a date', { etag: null }, 'validator', 'validator'],
      ['nothing but the length', BARE, 'length', 'length'],
    ] as const
  ).map(([what, validators, proof, proofIfHidden]) => ({
    title: `may be ${what}`,
    source: "chromium's HasStrongValidators; RFC 9110, 8.8",
    file: { ...CLIP, ...validators },
    outcome: (view) => ({ proof: view === 'hidden' ? proofIfHidden : proof }),
  })) satisfies FaultCase[]),
  {
    title: 'may be a digest, above all',
    source: "chromium's Resume_Hash; SRI, 3.5",
    file: { ...CLIP, ...BARE },
    request: { integrity: await sha256Integrity(CLIP) },
    outcome: { proof: 'digest' },
  },
  {
    title: 'may lie, but not to a digest',
    source: "chromium's ResumeRestoredDownload_WrongHash",
    file: { ...FILM, faults: [{ otherVersion: { seed: 6, keepValidators: true } }] },
    request: { integrity: await sha256Integrity(FILM) },
    ends: 'integrity',
  },
]);

specify('a file that stays what it is', [
  {
    title: 'goes on after a pause with nothing but its length, and a few bytes compared',
    source: "chromium's ResumeWithoutStrongValidators",
    file: { ...FILM, ...BARE, ...STUCK },
    play: pausedUntil({ ...FILM, ...BARE }),
    outcome: { proof: 'length' },
    check: ({ server, path, view }) => {
      // A stream that cannot go on elsewhere overlaps the ranges that overtake it.
      if (view !== 'hidden') expect(server.log.bytesSentTwice(path)).toBeLessThan(2 * MIB);
    },
  },
  {
    title: 'goes on although each answer has another ETag, where the date stands still',
    source: 'RFC 9110, 8.8.3',
    file: { ...FILM, faults: [{ freshEtag: true }] },
    outcome: { proof: 'validator' },
  },
  {
    title: 'comes in one stream where each answer has another ETag, and no date',
    source: 'RFC 9110, 8.8.3',
    file: { ...FILM, lastModified: null, faults: [{ freshEtag: true }] },
    outcome: (view) => (view === 'hidden' ? {} : { mode: 'whole' }),
  },
  {
    title: 'is right although two machines give it two ETags',
    source: 'background_downloader #541',
    file: { ...FILM, faults: [{ when: { every: 2 }, headers: { ETag: '"another"' } }] },
  },
  {
    title: 'is right although one slice, once and again, is of another version',
    source: "chromium's ResumeRestoredDownload_EtagMismatch",
    file: { ...FILM, faults: [{ when: { ...LATER, first: 2 }, otherVersion: { seed: 6 } }] },
  },
  {
    title: 'is right although its media type is named in two ways beside one ETag',
    source: 'RFC 9110, 8.8.1',
    file: { ...FILM, faults: [{ when: { every: 2 }, headers: { 'Content-Type': 'video/mp4' } }] },
    views: ['same-origin', 'exposed'],
  },
]);

specify('a file that changes in the middle', [
  ...(
    [
      ['its ETag', {}, OTHER_FILM, "chromium's ClearReceivedSliceIfEtagChanged"],
      ['its date', { etag: null }, OTHER_FILM, 'RFC 9110, 8.8.2'],
      ['its date and its length', { etag: null }, LONGER_FILM, 'RFC 9110, 8.8.2'],
      ['its length', BARE, LONGER_FILM, "chromium's RestartIfNoETag"],
      ['its ETag and its length, now less than what is stored of it', {}, SHORTER_FILM, 'curl test1042'],
      ['its length, now less', BARE, SHORTER_FILM, 'wget Test-416'],
    ] as const
  ).map(([what, validators, content, source]) => ({
    title: `in ${what}, ends as the new version`,
    source,
    file: { ...FILM, ...validators, ...STUCK },
    play: replacedBy({ ...content, ...validators }),
    content,
  })),
  {
    title: 'in its ETag alone, ends as the new version',
    source: "chromium's SucceededResumptionUpdatesOriginState",
    file: { ...FILM, etag: '"one"', lastModified: LAST_MODIFIED, ...STUCK },
    play: replacedBy({ ...OTHER_FILM, etag: '"two"', lastModified: LAST_MODIFIED }),
    content: OTHER_FILM,
    views: ['same-origin', 'exposed'],
  },
  {
    title: 'and not in its length, ends as the new version: the bytes at a seam differ',
    source: "chromium's ResumeWithoutStrongValidators AndFailValidation, wget Test-c-partial",
    file: { ...FILM, ...BARE, ...STUCK },
    play: pausedUntil({ ...OTHER_FILM, ...BARE }),
    content: OTHER_FILM,
  },
  {
    title: 'and not in its length, and breaks the connections, ends as the new version too',
    source: "chromium's ResumeWithoutStrongValidators AndFailValidation",
    file: { ...FILM, ...BARE, ...STUCK },
    play: replacedBy({ ...OTHER_FILM, ...BARE }),
    content: OTHER_FILM,
  },
  {
    title: 'and loses its ranges with that, ends as the new version',
    source: "chromium's RestartIfNotPartialResponse",
    file: { ...FILM, ...STUCK },
    play: replacedBy({ ...OTHER_FILM, acceptRanges: 'none' }),
    content: OTHER_FILM,
  },
  {
    title: 'again and again, fails in the end',
    source: "chromium's ResumeRestoredDownload_EtagMismatch",
    file: { ...FILM, ...SLOW_AND_STUCK },
    play: alwaysReplaced(SLOW_AND_STUCK),
    ends: 'changed',
  },
  {
    title: 'again after each reload, fails in the end',
    source: "chromium's ResumeRestoredDownload_EtagMismatch",
    file: { ...FILM, ...SLOW_AND_STUCK },
    views: ['same-origin'],
    play: async (scene) => {
      await start(scene);
      let earlier = 0;
      for (const seed of [101, 102, 103]) {
        await untilBelieved(scene, earlier);
        await untilStored(scene, BELIEVED_BYTES);
        await reload(scene);
        replace(scene, { ...SLOW_AND_STUCK, size: 10 * MIB, seed });
        earlier = requestsOf(scene).length;
      }
      return ending(scene);
    },
    ends: 'changed',
  },
]);

specify('a page that answers in place of the file', [
  {
    title: 'for a while, is never taken for it, and costs nothing that is stored',
    source: "chromium's FailedResumptionDoesntUpdateOriginState",
    file: { ...FILM, faults: [{ when: { ...LATER, first: 6 }, ...LOGIN_PAGE }] },
    outcome: { name: 'film.bin' },
    check: neverLoses,
  },
  {
    title: 'where a redirect leads for a while, is never taken for it',
    source: 'RFC 6585, 6',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 6 }, status: 302, headers: { Location: 'login' } }] },
    besides: {
      login: { bytes: Buffer.from('<h1>Sign in</h1>'), contentType: 'text/html', acceptRanges: 'none', ...BARE },
    },
    outcome: { name: 'film.bin' },
    check: neverLoses,
  },
  {
    title: 'for ever, fails, and what is stored stays',
    source: 'RFC 6585, 6',
    file: { ...FILM, ...STUCK },
    play: replacedBy({ ...FILM, faults: [LOGIN_PAGE] }),
    ends: 'bad-server',
    check: (scene, outcome) => {
      expect(outcome.storedBytes).toBeGreaterThan(0);
      neverLoses(scene, outcome);
      expectRequests(scene, 30);
    },
  },
  {
    title: 'from the second question on, is never taken for it either',
    source: 'RFC 6585, 6',
    file: { ...FILM, faults: [{ when: { after: 1, first: 6 }, ...LOGIN_PAGE }] },
  },
  {
    title: 'just after a change of the file, is not taken for the new version',
    source: "chromium's FailedResumptionDoesntUpdateOriginState",
    file: { ...FILM, ...STUCK },
    play: replacedBy({ ...OTHER_FILM, faults: [{ when: { after: 3, first: 6 }, ...LOGIN_PAGE }] }),
    content: OTHER_FILM,
  },
  {
    title: 'with a status of 418 fails at once, and leaves the name, the validators and the bytes',
    source: "chromium's FailedResumptionDoesntUpdateOriginState",
    file: {
      ...FILM,
      name: 'film.mp4',
      faults: [{ when: { after: 1 }, status: 418, headers: { ETag: '"x"', 'Content-Disposition': 'filename=x' } }],
    },
    ends: 'http-status',
    outcome: (view) => ({ httpStatus: 418, name: view === 'hidden' ? 'film.bin' : 'film.mp4' }),
    check: neverLoses,
  },
]);
