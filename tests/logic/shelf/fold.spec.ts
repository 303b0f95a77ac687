import { expect, test } from '@playwright/test';
import { unfolded } from '../../../src/elements/shelf/fold.js';
import { complete, downloading, type SomeDownload, some, stateOf } from './some-downloads.js';

const finished = (id: string) => some(id, complete(1));
const paused = (id: string) => some(id, stateOf({ status: 'paused' }));
const running = (id: string) => some(id, downloading(1, 2));

function shown(all: readonly SomeDownload[], limit: number, before: readonly string[] = []): string {
  return unfolded(all, limit, new Set(before))
    .map(({ id }) => id)
    .join('');
}

test('all are shown where there are few', () => {
  expect(shown([finished('a'), paused('b')], 2)).toBe('ab');
});

test('of many finished ones the newest are shown', () => {
  expect(shown([finished('a'), finished('b'), finished('c')], 2)).toBe('ab');
});

test('an unfinished one is shown before newer finished ones, in its place', () => {
  expect(shown([finished('a'), finished('b'), paused('c'), finished('d')], 2)).toBe('ac');
});

test('what is at work is shown, however old it is', () => {
  expect(shown([paused('a'), paused('b'), paused('c'), running('d')], 2)).toBe('abd');
});

test('what was shown stays', () => {
  expect(shown([finished('a'), finished('b'), finished('c'), finished('d')], 2, ['d'])).toBe('abd');
});
