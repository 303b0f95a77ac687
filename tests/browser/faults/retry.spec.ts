import type { Fault } from '../../range-server/fault.js';
import { expect, MIB } from '../fixtures.js';
import { expectRequests, type FaultCase, neverLoses, specify } from './fault-case.js';
import { CLIP, FILM, LATER, SLOW, STUCK } from './films.js';
import { replacedBy, retriedWith } from './plays.js';
import { finish, requestsOf, type Scene, serve } from './scene.js';

specify('a server in passing trouble', [
  ...([408, 425, 429, 500, 502, 503, 504, 520, 599] as const).map(
    (status): FaultCase => ({
      title: `(${status}) is asked again, first and later, and its words are no part of the file`,
      source: 'curl test197, curl test198, curl test1497',
      file: {
        ...FILM,
        faults: [
          { when: { first: 1 }, status },
          { when: { ...LATER, first: 2 }, status },
        ],
      },
      check: (scene) => expectRequests(scene, 20),
    }),
  ),
  {
    title: '(502 three times) is asked again three times',
    source: 'curl test1637, curl test_05_06',
    file: { ...CLIP, faults: [{ when: { first: 3 }, status: 502 }] },
  },
  {
    title: '(500 for a while, in the middle) costs nothing that is stored',
    source: "gopeed's Download500Recovery",
    file: { ...FILM, ...STUCK },
    play: replacedBy({ ...FILM, faults: [{ when: { first: 5 }, status: 500 }] }),
    check: (scene, outcome) => {
      if (scene.view !== 'hidden') neverLoses(scene, outcome);
    },
  },
  ...([500, 502, 503, 504, 429] as const).map(
    (status): FaultCase => ({
      title: `(${status} for ever) fails in the end, and not too late`,
      source: 'curl test1637, wget Test-504',
      file: { ...CLIP, faults: [{ status }] },
      ends: 'http-status',
      outcome: { httpStatus: status, storedBytes: 0 },
      check: (scene) => expectRequests(scene, 8),
    }),
  ),
  {
    title: '(resets for ever) fails in the end, and names both causes',
    source: "chromium's KeepReceivedSliceIfNetworkError",
    file: { ...CLIP, faults: [{ resetBeforeHeaders: true }] },
    ends: 'network',
    outcome: { message: expect.stringMatching(/connection.*CORS/) },
  },
  {
    title: 'and good again is continued by a press on Retry',
    source: "gopeed's Download500Recovery",
    file: { ...FILM, faults: [{ when: { after: 1 }, status: 500 }] },
    play: retriedWith(FILM),
    views: ['same-origin', 'exposed'],
    check: ({ server, path }) => expect(server.log.bytesSentTwice(path)).toBeLessThan(MIB),
  },
]);

/** From the first request answered so to the next one, in ms: a busy server notes the end of its answer late. */
function pauseAfter(scene: Scene, status: number): number {
  const requests = requestsOf(scene);
  const refusedAt = requests.find((request) => request.status === status)?.startedAt ?? Number.NaN;
  const next = requests.find(({ startedAt }) => startedAt > refusedAt);
  return (next?.startedAt ?? Number.NaN) - refusedAt;
}

const busy = (status: number, retryAfter: string): Fault => ({ status, headers: { 'Retry-After': retryAfter } });

specify('Retry-After', [
  ...([429, 503] as const).map(
    (status): FaultCase => ({
      title: `in seconds is obeyed beside ${status}, also by somebody who is online again`,
      source: 'curl test1634, curl test1635',
      file: { ...CLIP, faults: [{ when: { first: 1 }, ...busy(status, '1') }] },
      views: ['same-origin', 'exposed'],
      check: (scene) => expect(pauseAfter(scene, status), scene.view).toBeGreaterThan(990),
    }),
  ),
  {
    title: 'as a date is obeyed',
    source: 'curl test366, RFC 9110, 10.2.3',
    file: CLIP,
    views: ['same-origin', 'exposed'],
    play: (scene) => {
      const inTwoSeconds = new Date(Date.now() + 2500).toUTCString(); // whole seconds
      serve(scene, { ...CLIP, faults: [{ when: { first: 1 }, ...busy(503, inTwoSeconds) }] });
      return finish(scene);
    },
    check: (scene) => expect(pauseAfter(scene, 503), scene.view).toBeGreaterThan(500),
  },
  {
    title: 'to one lane holds all of them back',
    source: 'RFC 6585, 4',
    file: { ...FILM, ...SLOW, faults: [{ when: { ...LATER, first: 1 }, ...busy(429, '2') }] },
    views: ['same-origin', 'exposed'],
    check: (scene) => {
      const refused = requestsOf(scene).find(({ status }) => status === 429);
      const pauses = requestsOf(scene).map(({ startedAt }) => startedAt - (refused?.endedAt ?? 0));
      // What crossed the refusal on its way is not meant.
      expect(
        pauses.filter((ms) => ms > 500 && ms < 1900),
        scene.view,
      ).toEqual([]);
    },
  },
  ...(
    [
      ['that nobody can read', 'soon'],
      ['of the past', 'Mon, 01 Jan 2024 00:00:00 GMT'],
      ['of less than nothing', '-5'],
    ] as const
  ).map(
    ([what, retryAfter]): FaultCase => ({
      title: `${what} is no reason to wait`,
      source: 'RFC 9110, 10.2.3',
      file: { ...CLIP, faults: [{ when: { first: 1 }, ...busy(503, retryAfter) }] },
      check: (scene) => expect(pauseAfter(scene, 503), scene.view).toBeLessThan(5000),
    }),
  ),
]);

specify('a file that is not found', [
  {
    title: 'at first fails at once',
    source: 'curl test752',
    file: { ...CLIP, faults: [{ status: 404 }] },
    ends: 'not-found',
    outcome: { httpStatus: 404, storedBytes: 0 },
    check: (scene) => expectRequests(scene, 1),
  },
  {
    title: 'for a moment, in the middle, is asked for again, and the other lanes go on',
    source: 'curl test3035',
    file: { ...FILM, ...SLOW, faults: [{ when: { ...LATER, first: 2 }, status: 404 }] },
    check: (scene, outcome) => {
      if (scene.view !== 'hidden') neverLoses(scene, outcome);
    },
  },
  {
    title: 'any more fails, and what is stored stays',
    source: 'curl test3035',
    file: { ...FILM, ...STUCK },
    play: replacedBy({ ...FILM, faults: [{ status: 404 }] }),
    ends: 'not-found',
    outcome: { httpStatus: 404 },
    check: (scene, outcome) => {
      expect(outcome.storedBytes, scene.view).toBeGreaterThan(MIB);
      neverLoses(scene, outcome);
      expectRequests(scene, 30);
    },
  },
]);
