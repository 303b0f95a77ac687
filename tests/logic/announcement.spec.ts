import { expect, test } from '@playwright/test';
import { DownloadError } from '../../src/core/errors.js';
import type { DownloadFacts, DownloadState, DownloadStatus } from '../../src/core/state.js';
import { UNKNOWN } from '../../src/core/transition.js';
import { announcement } from '../../src/elements/card/announcement.js';
import { english } from '../../src/elements/languages/en.js';
import { readableFormats } from './readable-formats.js';

const formats = readableFormats('en');

function state(status: DownloadStatus, facts: Partial<DownloadFacts> = {}): DownloadState {
  return { ...UNKNOWN, totalBytes: 1000, ...facts, ...status };
}

/** At so many percent. */
function running(percent: number, secondsLeft: number | undefined = 90): DownloadState {
  return state(
    { status: 'downloading', bytesPerSecond: 1, secondsLeft, connections: 1 },
    { storedBytes: percent * 10 },
  );
}

const idle = state({ status: 'idle' });
const connecting = state({ status: 'connecting' });
const waiting = (reason: 'offline' | 'retry', until?: number) => state({ status: 'waiting', reason, until });
const failed = state({ status: 'failed', error: new DownloadError('storage-full', 'ENOSPC') });

const ROWS: [string, DownloadState, DownloadState, string | undefined][] = [
  ['the start', connecting, running(0), 'Downloading'],
  ['not the connecting', idle, connecting, undefined],
  ['not that nothing happens yet', running(3), idle, undefined],
  ['a pause', running(3), state({ status: 'paused' }), 'Paused'],
  ['why it waits', running(3), waiting('retry'), 'The connection was lost. It continues by itself.'],
  ['why it waits now', waiting('retry'), waiting('offline'), 'You seem to be offline. It continues by itself.'],
  ['not for how long', waiting('retry', 5), waiting('retry', 4), undefined],
  ['that it is done', running(99), state({ status: 'complete' }), 'Complete'],
  ['what went wrong and what to do', running(9), failed, 'There is not enough room. Free some space, then retry.'],
  ['a quarter', running(24), running(25), '25%, 2 min left'],
  ['a quarter that was leapt over', running(20), running(31), '31%, 2 min left'],
  ['the last of several quarters', running(10), running(80), '80%, 2 min left'],
  ['not each percent', running(25), running(49), undefined],
  ['no quarter that is given back', running(50), running(49), undefined],
  ['no quarter when it is done in a moment', running(74, 4), running(75, 4), undefined],
];

for (const [title, before, after, words] of ROWS) {
  test(`somebody who cannot see it is told ${title}`, () => {
    expect(announcement(before, after, english, formats)).toBe(words);
  });
}

test('nobody is told a quarter of what has no known length', () => {
  const [before, after] = [running(20), running(80)].map((state) => ({ ...state, totalBytes: undefined }));
  expect(before && after && announcement(before, after, english, formats)).toBeUndefined();
});
