import { expect, test } from '@playwright/test';
import { DownloadError } from '../../../src/core/errors.js';
import type { DownloadState } from '../../../src/core/state.js';
import { batchOf, endOf, overallProgress } from '../../../src/elements/shelf/overall-progress.js';
import { complete, downloading, type SomeDownload, some, stateOf } from './some-downloads.js';

const paused = stateOf({ status: 'paused', storedBytes: 5e6, totalBytes: 10e6 });
const failed = stateOf({ status: 'failed', error: new DownloadError('network', 'Nobody answers.') });
const waiting = (reason: 'retry' | 'access' | 'data-saver') =>
  stateOf({ status: 'waiting', reason, until: undefined, storedBytes: 1e6, totalBytes: 10e6 });

test.describe('the progress of several downloads', () => {
  test('adds up what is stored, of how much, and how fast', () => {
    const both = overallProgress([downloading(20, 100, 3), downloading(10, 50, 2)]);
    expect(both).toEqual({
      left: 2,
      storedBytes: 30e6,
      totalBytes: 150e6,
      percent: 20,
      bytesPerSecond: 5e6,
      secondsLeft: 24,
    });
  });

  const nothing: [string, DownloadState[]][] = [
    ['nobody', []],
    ['what rests', [paused, failed, stateOf({ status: 'removed' })]],
    ['what is complete', [complete(10)]],
    ['what waits for a person', [waiting('access'), waiting('data-saver')]],
  ];
  for (const [title, states] of nothing) {
    test(`is none of ${title}`, () => {
      expect(overallProgress(states)).toBeUndefined();
    });
  }

  test('has neither a share nor a time left while one length is unknown', () => {
    expect(overallProgress([downloading(20, 100), downloading(3, undefined)])).toMatchObject({
      storedBytes: 23e6,
      totalBytes: undefined,
      percent: undefined,
      secondsLeft: undefined,
    });
  });

  test('does not foretell the end while one of them waits', () => {
    expect(overallProgress([downloading(20, 100), waiting('retry')])).toMatchObject({
      percent: 19,
      secondsLeft: undefined,
    });
  });

  test('counts those in the queue as to come', () => {
    const queued = stateOf({ status: 'queued', totalBytes: 80e6 });
    expect(overallProgress([downloading(20, 100, 2), queued])).toMatchObject({ left: 2, percent: 11, secondsLeft: 80 });
  });

  test('counts what is complete as done, and what is paused not at all', () => {
    expect(overallProgress([downloading(0, 50), complete(50), paused])).toMatchObject({ left: 1, percent: 50 });
  });

  test('is never 100 % while anything is left', () => {
    expect(overallProgress([stateOf({ status: 'verifying', storedBytes: 9, totalBytes: 9 })])?.percent).toBe(99);
  });

  test('is 0 % of nothing', () => {
    expect(overallProgress([stateOf({ status: 'connecting', totalBytes: 0 })])?.percent).toBe(0);
  });
});

test.describe('what is looked at together', () => {
  const ids = (batch: ReadonlySet<SomeDownload>) => [...batch].map(({ id }) => id);
  const none: ReadonlySet<SomeDownload> = new Set();

  test('is what is under way', () => {
    expect(ids(batchOf(none, [some('a', downloading(1, 2)), some('b', paused), some('c', complete(1))]))).toEqual([
      'a',
    ]);
  });

  test('keeps what has become complete, until nothing is under way any more', () => {
    const one = { id: 'one', state: downloading(1, 2) };
    const other = { id: 'other', state: downloading(1, 2) };
    const all = [one, other];
    let batch = batchOf<SomeDownload>(none, all);
    one.state = complete(2);
    batch = batchOf(batch, all);
    expect(ids(batch)).toEqual(['one', 'other']);
    expect(overallProgress([...batch].map(({ state }) => state))?.percent).toBe(75);
    other.state = complete(2);
    expect(ids(batchOf(batch, all))).toEqual([]);
  });

  test('lets go of what is removed', () => {
    const one = some('one', downloading(1, 2));
    const other = some('other', downloading(1, 2));
    expect(ids(batchOf(batchOf(none, [one, other]), [other]))).toEqual(['other']);
  });
});

test('an end is good when all that has ended is complete, trouble when something has failed, and nothing when it was stopped', () => {
  expect(endOf([complete(1), complete(2)])).toBe('done');
  expect(endOf([complete(1), paused])).toBe('done');
  expect(endOf([complete(1), failed])).toBe('trouble');
  expect(endOf([paused])).toBeUndefined();
  expect(endOf([])).toBeUndefined();
});
