import { expect, test } from '@playwright/test';
import { DownloadError, type DownloadErrorCode } from '../../../src/core/errors.js';
import type { DownloadState } from '../../../src/core/state.js';
import { bulkPresses } from '../../../src/elements/shelf/bulk.js';
import { complete, downloading, some, stateOf } from './some-downloads.js';

const paused = stateOf({ status: 'paused' });
const waiting = (reason: 'offline' | 'access' | 'data-saver') =>
  stateOf({ status: 'waiting', reason, until: undefined });
const failed = (code: DownloadErrorCode) => stateOf({ status: 'failed', error: new DownloadError(code, 'So it is.') });
const removed = stateOf({ status: 'removed' });

const rows: [string, DownloadState[], string[]][] = [
  ['nothing is offered for a single one', [downloading(1, 2)], []],
  ['what runs can be paused', [downloading(1, 2), removed], ['pauseAll']],
  ['what is in the queue can be paused', [stateOf({ status: 'queued' }), removed], ['pauseAll']],
  ['what waits can be paused', [waiting('offline'), removed], ['pauseAll']],
  ['what waits for access can neither be paused nor resumed', [waiting('access'), removed], []],
  ['what saves data can be resumed', [waiting('data-saver'), removed], ['resumeAll']],
  ['what is paused can be resumed', [paused, removed], ['resumeAll']],
  ['what did not reach its server can be resumed', [failed('network'), removed], ['resumeAll']],
  ['what found no room can be resumed', [failed('storage-full'), removed], ['resumeAll']],
  ['what would start over is left to its own button', [failed('integrity'), failed('changed')], []],
  ['what is not there is left to its own button', [failed('not-found'), removed], []],
  ['what is finished can be cleared', [complete(1), removed], ['clearFinished']],
  ['all at once', [paused, downloading(1, 2), complete(1)], ['pauseAll', 'resumeAll', 'clearFinished']],
];
for (const [title, states, presses] of rows) {
  test(title, () => {
    expect([...bulkPresses(states.map((state, index) => some(`${index}`, state)))]).toEqual(presses);
  });
}
