import { expect, MIB } from '../fixtures.js';
import { expectRequests, type FaultCase, neverLoses, specify } from './fault-case.js';
import { BARE, CLIP, FILM, LATER, STUCK } from './films.js';
import { replacedBy } from './plays.js';
import { requestsOf } from './scene.js';

const EMPTY = { bytes: Buffer.alloc(0) };
const SHORTER = { size: 3 * MIB, seed: 9 };

specify('a file of an odd size', [
  ...([1, 2, 1023, 2 ** 20, 8 * MIB, 8 * MIB + 1, 9 * MIB - 1] as const).map(
    (size): FaultCase => ({
      title: `(${size} bytes) is complete, and nothing is asked beyond its end`,
      source: 'RFC 9110, 14.1.2, curl test1434',
      file: { size, seed: 3 },
      check: (scene) => {
        const starts = requestsOf(scene).flatMap(({ headers: { range } }) => range?.match(/\d+/) ?? []);
        for (const [start] of starts) expect(Number(start)).toBeLessThan(size);
        expect(requestsOf(scene).map(({ status }) => status)).not.toContain(416);
      },
    }),
  ),
]);

specify('an empty file', [
  {
    title: 'is complete where the server says 416 and its length',
    source: 'RFC 9110, 15.5.17, curl test92',
    file: EMPTY,
    check: (scene) => {
      if (scene.view !== 'hidden') expectRequests(scene, 1);
    },
  },
  {
    title: 'is complete where the server leaves out the unit',
    source: 'curl test1475',
    file: { ...EMPTY, faults: [{ when: { ranged: false, first: 1 }, headers: { 'Content-Range': '*/0' } }] },
  },
  {
    title: 'is complete where the server says 416 and no length',
    source: 'curl test1040, curl test1273',
    file: { ...EMPTY, faults: [{ headers: { 'Content-Range': null } }] },
  },
  {
    title: 'is complete where the server has no ranges',
    source: 'RFC 9110, 14.3',
    file: { ...EMPTY, acceptRanges: 'none' },
    check: (scene) => expectRequests(scene, 1),
  },
  {
    title: 'is complete where its length is not told',
    source: 'RFC 9112, 6.3',
    file: { ...EMPTY, ...BARE, acceptRanges: 'none', chunked: true },
  },
]);

specify('an answer of 416 to a range that is there', [
  {
    title: 'is asked again, where it tells the true length',
    source: 'RFC 9110, 15.5.17',
    file: {
      ...FILM,
      faults: [{ when: { first: 1 }, status: 416, headers: { 'Content-Range': `bytes */${FILM.size}` } }],
    },
  },
  {
    title: 'is asked again, where it tells nothing',
    source: 'curl test1040',
    file: { ...FILM, faults: [{ when: { ...LATER, first: 1 }, status: 416 }] },
  },
  {
    title: 'is asked again, where it claims that the file is empty',
    source: 'RFC 9110, 15.5.17',
    file: {
      ...FILM,
      faults: [{ when: { ...LATER, first: 1 }, status: 416, headers: { 'Content-Range': 'bytes */0' } }],
    },
  },
  {
    title: 'is not believed, where it claims that the file ends earlier',
    source: 'wget later416',
    file: {
      ...FILM,
      faults: [{ when: { ...LATER, first: 2 }, status: 416, headers: { 'Content-Range': `bytes */${8 * MIB}` } }],
    },
  },
  {
    title: 'is not believed, again and again, before the beginning was asked for once more',
    source: 'RFC 9110, 15.5.17',
    file: {
      ...FILM,
      faults: [{ when: { ...LATER, first: 6 }, status: 416, headers: { 'Content-Range': 'bytes */16' } }],
    },
    views: ['same-origin', 'exposed'],
    check: neverLoses,
  },
  {
    title: 'with its own length, to every later slice, ends in one stream',
    source: 'wget later416, RFC 9110, 15.5.17',
    file: { ...FILM, faults: [{ when: LATER, status: 416, headers: { 'Content-Range': `bytes */${FILM.size}` } }] },
    outcome: { mode: 'whole' },
  },
  {
    title: 'without a length, to every range, ends in one stream',
    source: 'curl test1040',
    file: { ...CLIP, faults: [{ when: { ranged: true }, status: 416 }] },
    outcome: { mode: 'whole' },
  },
]);

specify('an answer of 416 to a range that is not there any more', [
  {
    title: 'ends as the new version, now shorter',
    source: 'wget Test-416, RFC 9110, 15.5.17',
    file: { ...FILM, ...STUCK },
    play: replacedBy(SHORTER),
    content: SHORTER,
  },
  {
    title: 'ends as the new version, now empty',
    source: 'wget Test-416',
    file: { ...FILM, ...STUCK },
    play: replacedBy(EMPTY),
    content: EMPTY,
  },
]);
