import { expect, test } from '@playwright/test';
import { DownloadError } from '../../../src/core/errors.js';
import { bytesShort } from '../../../src/elements/shelf/room.js';
import { downloading, stateOf } from './some-downloads.js';

const MB = 1e6;
const full = stateOf({
  status: 'failed',
  error: new DownloadError('storage-full', 'The disk is full.'),
  storedBytes: 0,
  totalBytes: 80 * MB,
});

test('nothing is short while what is to come fits', () => {
  expect(bytesShort({ usedBytes: 20 * MB, quotaBytes: 100 * MB }, [downloading(20, 100)])).toBe(0);
});

test('what does not fit is short by what is missing', () => {
  expect(bytesShort({ usedBytes: 20 * MB, quotaBytes: 100 * MB }, [downloading(20, 130)])).toBe(30 * MB);
});

test('what a file has reserved is not asked for twice', () => {
  expect(bytesShort({ usedBytes: 90 * MB, quotaBytes: 100 * MB }, [downloading(20, 90)])).toBe(0);
});

test('one that has failed for want of room still wants it', () => {
  expect(bytesShort({ usedBytes: 0, quotaBytes: 50 * MB }, [full])).toBe(30 * MB);
});

test('what is paused, and what has no known length, wants none', () => {
  const paused = stateOf({ status: 'paused', storedBytes: 0, totalBytes: 1e12 });
  expect(bytesShort({ usedBytes: 0, quotaBytes: 50 * MB }, [paused, downloading(20, undefined)])).toBe(0);
});

test('a quota that is overdrawn leaves no less than nothing', () => {
  expect(bytesShort({ usedBytes: 60 * MB, quotaBytes: 50 * MB }, [downloading(60, 60)])).toBe(0);
});
