import { expect, test } from '@playwright/test';
import { impossibilities, type SeenState } from '../../chaos/invariants.js';

const state: SeenState = {
  atMs: 1000,
  status: 'downloading',
  storedBytes: 30,
  totalBytes: 100,
  storedRanges: [
    { start: 0, end: 10 },
    { start: 50, end: 70 },
  ],
  activeRanges: [],
  reason: null,
  until: null,
  code: null,
  message: null,
};

for (const [what, possible] of [
  ['a download in the middle', state],
  ['one whose length is not known', { ...state, totalBytes: null }],
  ['a wait with an end', { ...state, status: 'waiting', reason: 'retry', until: 31_000 }],
  ['a wait that a person ends', { ...state, status: 'waiting', reason: 'access' }],
  ['an honest failure', { ...state, status: 'failed', code: 'network' }],
] as const) {
  test(`${what} is possible`, () => expect(impossibilities(possible)).toEqual([]));
}

for (const [what, impossible] of [
  ['more stored than there is', { ...state, totalBytes: 29 }],
  ['a sum that the ranges do not have', { ...state, storedBytes: 31 }],
  ['ranges in disorder', { ...state, storedRanges: state.storedRanges.toReversed() }],
  ['complete with bytes missing', { ...state, status: 'complete' }],
  ['a wait without an end', { ...state, status: 'waiting', reason: 'retry' }],
  ['a wait of an hour', { ...state, status: 'waiting', reason: 'retry', until: 3_600_000 }],
  ['a failure of our own', { ...state, status: 'failed', code: 'internal' }],
] as const) {
  test(`${what} is impossible`, () => expect(impossibilities(impossible)).not.toEqual([]));
}
