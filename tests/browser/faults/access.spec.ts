import type { Fault } from '../../range-server/fault.js';
import { expect, MIB } from '../fixtures.js';
import { finishAuthorized } from './authorize.js';
import { expectRequests, type FaultCase, neverLoses, specify } from './fault-case.js';
import { CLIP, FILM, LATER, SLOW, STUCK } from './films.js';
import { replacedBy, retriedWith } from './plays.js';
import { beside, finish, requestsOf, type Scene, serve } from './scene.js';

const REFUSALS = [401, 403, 410] as const;

const unsigned = (status: number): Fault => ({ when: { lacksHeader: 'X-Token' }, status });

specify('access that is refused', [
  ...REFUSALS.map(
    (status): FaultCase => ({
      title: `with ${status} and nobody to ask fails at once`,
      source: 'curl test752, curl test_05_08',
      file: { ...CLIP, faults: [{ status }] },
      ends: 'forbidden',
      outcome: { httpStatus: status, storedBytes: 0 },
      check: (scene) => expectRequests(scene, 6),
    }),
  ),
  ...REFUSALS.map(
    (status): FaultCase => ({
      title: `with ${status} is opened by a fresh link, asked for once`,
      source: 'drive9 #138, RFC 9110, 15.5',
      file: { ...FILM, faults: [{ status }] },
      play: (scene) => {
        const fresh = serve(scene, FILM, `${scene.path}?fresh`);
        return finishAuthorized(scene, [{ url: fresh }]);
      },
      outcome: { asked: ['start', 'refused'] },
    }),
  ),
  {
    title: 'is opened by headers, asked for once',
    source: 'RFC 9110, 11.6.2',
    file: { ...FILM, faults: [unsigned(401)] },
    request: { headers: {} },
    play: (scene) => finishAuthorized(scene, [{ headers: { 'X-Token': 'secret' } }]),
    outcome: { asked: ['start', 'refused'] },
  },
  {
    title: 'stays refused when nobody brings anything',
    source: 'RFC 9110, 15.5.4',
    file: { ...CLIP, faults: [{ status: 403 }] },
    play: (scene) => finishAuthorized(scene, ['nothing']),
    ends: 'forbidden',
    outcome: { asked: ['start', 'refused'] },
  },
  {
    title: 'stays refused when the one who was asked fails',
    source: 'RFC 9110, 15.5.2',
    file: { ...CLIP, faults: [{ status: 401 }] },
    play: (scene) => finishAuthorized(scene, ['fails']),
    ends: 'forbidden',
    outcome: { asked: ['start', 'refused'] },
  },
  {
    title: 'again to what was brought fails, and nobody is asked twice',
    source: 'RFC 9110, 15.5.4',
    file: { ...CLIP, faults: [{ status: 403 }] },
    play: (scene) => finishAuthorized(scene, [{ url: `${scene.request.url}?fresh` }, { url: scene.request.url }]),
    ends: 'forbidden',
    outcome: { asked: ['start', 'refused'] },
  },
  {
    title: 'in the middle, to all lanes at once, is opened by one fresh link',
    source: 'aria2 #2197, drive9 #138',
    file: { ...FILM, ...SLOW, faults: [{ when: { after: 2, eachQuery: true }, status: 403 }] },
    views: ['same-origin', 'exposed'],
    play: (scene) =>
      finishAuthorized(
        scene,
        [2, 3, 4, 5].map((n) => ({ url: `${scene.request.url}?link=${n}` })),
      ),
    check: (scene, outcome) => {
      neverLoses(scene, outcome);
      expect(outcome.asked?.length, scene.view).toBeLessThanOrEqual(5);
      expect(scene.server.log.bytesSentTwice(scene.path), scene.view).toBeLessThan(MIB);
    },
  },
  {
    title: 'in the middle, for ever, fails, and what is stored stays',
    source: 'aria2 #2197',
    file: { ...FILM, ...STUCK },
    play: replacedBy({ ...FILM, faults: [{ status: 403 }] }),
    ends: 'forbidden',
    check: (scene, outcome) => {
      expect(outcome.storedBytes, scene.view).toBeGreaterThan(MIB);
      neverLoses(scene, outcome);
      expectRequests(scene, 25);
    },
  },
  {
    title: 'and given again is continued by a press on Retry',
    source: 'bezzad/Downloader.Desktop #6',
    file: { ...FILM, faults: [{ when: { after: 1 }, status: 403 }] },
    play: retriedWith(FILM),
    views: ['same-origin', 'exposed'],
    check: ({ server, path }) => expect(server.log.bytesSentTwice(path)).toBeLessThan(MIB),
  },
  {
    title: 'and hidden, since errors come without CORS, is asked again',
    source: 'Fetch standard, CORS check',
    file: {
      ...FILM,
      faults: [{ when: { first: 2 }, status: 503, headers: { 'Access-Control-Allow-Origin': null } }],
    },
    views: ['exposed', 'hidden'],
  },
]);

const TARGET = 'target?signature={fresh}';

specify('a redirect', [
  {
    title: 'leads to where the slices are asked for, without asking again for the way',
    source: 'drive9 #138',
    file: { ...FILM, redirect: 'target' },
    besides: { target: { ...FILM, ...SLOW } },
    outcome: { name: 'film.bin' },
    check: (scene) => {
      expectRequests(scene, scene.view === 'hidden' ? 2 : 1);
      expect(requestsOf(scene, beside(scene, 'target')).length).toBeGreaterThan(1);
    },
  },
  ...REFUSALS.map(
    (status): FaultCase => ({
      title: `whose target expires (${status}) is followed again`,
      source: 'aria2 #2197, RFC 9110, 15.4.3',
      file: { ...FILM, redirect: TARGET },
      besides: { target: { ...FILM, faults: [{ when: { after: 2, eachQuery: true }, status }] } },
      check: (scene, outcome) => {
        if (scene.view !== 'hidden') neverLoses(scene, outcome);
        expectRequests(scene, 12);
      },
    }),
  ),
  {
    title: 'whose target is gone for a moment (404) is followed again',
    source: 'aria2 #2197',
    file: { ...FILM, redirect: TARGET },
    besides: { target: { ...FILM, faults: [{ when: { after: 2, eachQuery: true }, status: 404 }] } },
  },
  {
    title: 'whose target breaks is followed again',
    source: "chromium's KeepReceivedSliceIfNetworkError",
    file: { ...FILM, redirect: TARGET },
    besides: { target: { ...FILM, faults: [{ when: { after: 2, eachQuery: true }, resetBeforeHeaders: true }] } },
  },
  {
    title: 'whose target expires is no reason to ask the page, unless it is refused itself',
    source: 'aria2 #2197',
    file: { ...FILM, redirect: TARGET },
    besides: { target: { ...FILM, faults: [{ when: { after: 2, eachQuery: true }, status: 403 }] } },
    play: (scene) => finishAuthorized(scene, []),
    outcome: { asked: ['start'] },
  },
  {
    title: 'to another origin takes no headers of the page along, where slices go straight there',
    source: 'Fetch standard, HTTP-redirect fetch; curl CVE-2018-1000007',
    file: FILM,
    views: ['same-origin', 'exposed'],
    request: { headers: { 'X-Token': 'secret' } },
    play: (scene) => {
      const target = scene.elsewhere.serve(beside(scene, 'target'), { ...FILM, ...SLOW, cors: 'exposed' });
      serve(scene, { ...FILM, redirect: target });
      return finish(scene);
    },
    check: (scene) => {
      const reached = requestsOf({ ...scene, server: scene.elsewhere }, beside(scene, 'target'));
      const withToken = reached.filter(({ headers }) => headers['x-token'] !== undefined);
      expect(withToken.length, scene.view).toBeLessThanOrEqual(requestsOf(scene).length);
      expect(reached.length, scene.view).toBeGreaterThan(withToken.length);
    },
  },
  {
    title: 'within the origin takes the headers of the page along',
    source: 'Fetch standard, HTTP-redirect fetch',
    file: { ...FILM, redirect: 'target' },
    besides: { target: { ...FILM, ...SLOW, faults: [unsigned(401)] } },
    request: { headers: { 'X-Token': 'secret' } },
    check: (scene: Scene) => expectRequests(scene, scene.view === 'hidden' ? 2 : 1),
  },
  {
    title: 'to itself fails',
    source: 'Fetch standard, HTTP-redirect fetch',
    file: { ...CLIP, redirect: 'film.bin' },
    ends: 'network',
  },
  {
    title: 'to another machine for each slice is right',
    source: 'RFC 9110, 15.4.3',
    file: { ...FILM, redirect: TARGET },
    besides: { target: { ...FILM, faults: [{ when: { ...LATER, after: 1, eachQuery: true }, status: 403 }] } },
  },
]);
