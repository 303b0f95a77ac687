import { expect, test } from '@playwright/test';
import { DownloadError, type DownloadErrorCode } from '../../src/core/errors.js';
import type { DownloadFacts, DownloadState, DownloadStatus, WaitReason } from '../../src/core/state.js';
import { UNKNOWN } from '../../src/core/transition.js';
import {
  amounts,
  type Description,
  describeState,
  explain,
  type Note,
  progressText,
} from '../../src/elements/card/description.js';
import { arabic } from '../../src/elements/languages/ar.js';
import { english } from '../../src/elements/languages/en.js';
import { japanese } from '../../src/elements/languages/ja.js';
import type { Words } from '../../src/elements/languages/words.js';
import { simplifiedChinese } from '../../src/elements/languages/zh-cn.js';
import { readableFormats } from './readable-formats.js';

const formats = readableFormats('en');
const NOW = Date.UTC(2025, 0, 1);

function said(status: DownloadStatus, facts: Partial<DownloadFacts> = {}): Description {
  return describeState({ ...UNKNOWN, ...facts, ...status }, 'example.org', NOW, english, formats);
}

const half = { storedBytes: 50e6, totalBytes: 100e6, resumable: true } as const;
const running = { status: 'downloading', bytesPerSecond: 5e6, secondsLeft: 10, connections: 5 } as const;
const paused = { status: 'paused' } as const;

function waitingFor(reason: WaitReason): DownloadStatus {
  return { status: 'waiting', reason, until: undefined };
}

function failed(code: DownloadErrorCode): DownloadStatus {
  return { status: 'failed', error: new DownloadError(code, 'The very reason.') };
}

test.describe('the facts', () => {
  const rows: [string, DownloadStatus, Partial<DownloadFacts>, string][] = [
    ['name the host before anything is known', { status: 'idle' }, {}, 'example.org'],
    [
      'name the size and the host once the size is known',
      { status: 'idle' },
      { totalBytes: 5e9 },
      '5.00 GB · example.org',
    ],
    ['name the size and the host of a removed download', { status: 'removed' }, half, '100 MB · example.org'],
    ['name the host while connecting for the first time', { status: 'connecting' }, {}, 'example.org'],
    ['tell how much of how much', running, half, '50% · 50.0 of 100 MB'],
    ['tell how much so far, of an unknown length', running, { storedBytes: 5e6 }, '5.00 MB so far'],
    ['say that it is kept when paused', paused, half, '50% · 50.0 of 100 MB kept'],
    ['say that it is kept after a failure', failed('network'), half, '50% · 50.0 of 100 MB kept'],
    ['say that it is kept while it waits', waitingFor('retry'), half, '50% · 50.0 of 100 MB kept'],
    ['say that it is kept while it connects again', { status: 'connecting' }, half, '50% · 50.0 of 100 MB kept'],
    ['promise nothing when a retry starts over', failed('integrity'), half, '50% · 50.0 of 100 MB'],
    ['promise nothing of a server without ranges', paused, { ...half, resumable: false }, '50% · 50.0 of 100 MB'],
    ['promise nothing of nothing', paused, { totalBytes: 100e6 }, '0% · 0 bytes of 100 MB'],
    ['tell the size when it is complete', { status: 'complete' }, { storedBytes: 100e6, totalBytes: 100e6 }, '100 MB'],
    ['tell 0 bytes of an empty file', { status: 'complete' }, { totalBytes: 0 }, '0 bytes'],
  ];
  for (const [title, status, facts, words] of rows) {
    test(title, () => {
      expect(said(status, facts).facts).toBe(words);
    });
  }
});

test.describe('the headline', () => {
  const rows: [DownloadStatus, string][] = [
    [{ status: 'idle' }, 'Ready to download'],
    [{ status: 'queued' }, 'Waiting for its turn'],
    [{ status: 'connecting' }, 'Connecting…'],
    [running, 'Downloading'],
    [paused, 'Paused'],
    [{ status: 'verifying', verifiedBytes: 1 }, 'Checking the file…'],
    [{ status: 'complete' }, 'Complete'],
    [{ status: 'removed' }, 'Removed'],
  ];
  for (const [status, words] of rows) {
    test(`of ${status.status} is ${words}`, () => {
      expect(said(status, half).headline).toBe(words);
    });
  }

  const explained = [
    ...(Object.keys(english.waiting) as WaitReason[]).map(waitingFor),
    ...(Object.keys(english.errors) as DownloadErrorCode[]).map(failed),
  ];
  for (const status of explained) {
    const why = status.status === 'failed' ? status.error.code : 'reason' in status && status.reason;
    test(`of ${status.status} (${why}) is a short sentence without codes`, () => {
      const { headline } = said(status);
      expect(headline).toMatch(/^[A-Z].{15,50}\.$/);
      expect(headline).not.toMatch(/\d|undefined|The very reason/);
    });
  }

  test('stays the same while only numbers move', () => {
    const headlines = [1, 2, 3].map(
      (step) => said({ ...running, secondsLeft: 10 - step }, { ...half, storedBytes: 50e6 + step }).headline,
    );
    expect(new Set(headlines).size).toBe(1);
  });
});

test.describe('the advice', () => {
  for (const code of Object.keys(english.errors) as DownloadErrorCode[]) {
    test(`after ${code} is a sentence`, () => {
      expect(said(failed(code)).advice).toMatch(/^[A-Z].{10,}(\.|https:\/\/)$/);
    });
  }

  test('is given where a person must do something for it to go on', () => {
    for (const reason of ['access', 'data-saver'] as const) {
      expect(said(waitingFor(reason)).advice).toBe(english.waiting[reason].next);
    }
  });

  test('is not given where it goes on by itself, which stands beside it until it is known when', () => {
    for (const reason of ['offline', 'retry', 'server-busy'] as const) {
      const { advice, aside } = said(waitingFor(reason));
      expect([advice, ...aside]).toEqual(['', 'It continues by itself.']);
    }
  });

  test('is not needed as a rule', () => {
    expect([said(running, half).advice, said(paused, half).advice]).toEqual(['', '']);
  });
});

test.describe('in a single row', () => {
  const rows: [string, DownloadStatus, Partial<DownloadFacts>, string][] = [
    ['the size and the host come first', { status: 'idle' }, { totalBytes: 5e9 }, '5.00 GB · example.org'],
    ['share and time left', running, half, '50% · 10 sec left'],
    ['the amount, when there is no share', running, { storedBytes: 5e6 }, '5.00 MB so far · 10 sec left'],
    ['that it waits', waitingFor('retry'), half, 'The connection was lost.'],
    [
      'that it waits, and until when',
      { status: 'waiting', reason: 'retry', until: NOW + 4000 },
      half,
      'The connection was lost. · Next try in 4 sec',
    ],
    ['that it is paused, and where', paused, half, '50% · Paused'],
    ['how much is checked', { status: 'verifying', verifiedBytes: 25e6 }, half, '25% checked'],
    ['the size in the end', { status: 'complete' }, { storedBytes: 100e6, totalBytes: 100e6 }, '100 MB'],
    ['what went wrong', failed('storage-full'), half, 'There is not enough room.'],
    ['that it is removed', { status: 'removed' }, {}, 'Removed'],
  ];
  for (const [title, status, facts, words] of rows) {
    test(title, () => {
      expect(said(status, facts).brief.join(' · ')).toBe(words);
    });
  }
});

test.describe('beside it stands', () => {
  const waiting = (untilMs: number | undefined) =>
    ({ status: 'waiting', reason: 'retry', until: untilMs === undefined ? undefined : NOW + untilMs }) as const;
  const rows: [string, DownloadStatus, Partial<DownloadFacts>, string][] = [
    ['the speed and the time left', running, half, '5.00 MB/s · 10 sec left'],
    ['the speed alone while the time left is unknown', { ...running, secondsLeft: undefined }, half, '5.00 MB/s'],
    ['no estimate that is absurdly long', { ...running, secondsLeft: 31 * 24 * 3600 }, half, '5.00 MB/s'],
    ['nothing while nothing comes', { ...running, bytesPerSecond: 0, secondsLeft: undefined }, half, ''],
    ['the time until the next try', waiting(4000), half, 'Next try in 4 sec'],
    ['the time until the next try, rounded up', waiting(3001), half, 'Next try in 4 sec'],
    ['nothing when the next try is due', waiting(0), half, ''],
    ['how much is checked', { status: 'verifying', verifiedBytes: 25e6 }, half, '25% checked'],
    ['nothing of a check of nothing', { status: 'verifying', verifiedBytes: 0 }, { totalBytes: 0 }, ''],
    ['that the digest matches', { status: 'complete' }, { ...half, proof: 'digest' }, 'Matches its checksum'],
    ['nothing of a file that nothing vouches for', { status: 'complete' }, { ...half, proof: 'validator' }, ''],
    ['nothing when it is paused', paused, half, ''],
  ];
  for (const [title, status, facts, words] of rows) {
    test(title, () => {
      expect(said(status, facts).aside.join(' · ')).toBe(words);
    });
  }
});

test.describe('the notes', () => {
  const rows: [string, DownloadStatus, Partial<DownloadFacts>, Note[]][] = [
    ['are none as a rule', running, { ...half, owner: 'here' }, []],
    ['say that another tab runs it', running, { ...half, owner: 'elsewhere' }, ['elsewhere']],
    ['say which tab does not answer', running, { ...half, owner: 'silent' }, ['silent']],
    ['say that a reload starts over', running, { ...half, resumable: false }, ['notResumable']],
    ['no longer say so when it is complete', { status: 'complete' }, { ...half, resumable: false }, []],
    ['say what the store cannot promise', { status: 'complete' }, { kept: 'this-session' }, ['thisSession']],
    ['say nothing before the start', { status: 'idle' }, { kept: 'this-session', resumable: false }, []],
    ['say nothing once it is removed', { status: 'removed' }, { kept: 'this-session', resumable: false }, []],
    [
      'say everything that is so',
      running,
      { owner: 'elsewhere', resumable: false, kept: 'this-session' },
      ['elsewhere', 'notResumable', 'thisSession'],
    ],
  ];
  for (const [title, status, facts, words] of rows) {
    test(title, () => {
      expect(said(status, facts).notes).toEqual(words);
    });
  }
});

test('a code of a newer copy of the library is explained in its own words', () => {
  const error = new DownloadError('from the future' as DownloadErrorCode, 'It rained.');
  expect(explain(error, english)).toEqual({ what: 'It rained.', next: '' });
});

test.describe('the bar says aloud', () => {
  const running = { ...UNKNOWN, ...half, status: 'connecting' } as const;
  const rows: [string, Words, string][] = [
    ['in English', english, '50.0 of 100 MB, 50%'],
    ['in Arabic, with its own comma', arabic, '50.0 من 100 ميغابايت، 50%'],
    ['in Japanese, with its own comma', japanese, '50.0 / 100 MB、50%'],
    ['in Chinese, with its own comma', simplifiedChinese, '50.0 / 100 MB，50%'],
  ];
  for (const [title, words, text] of rows) {
    test(title, () => {
      expect(progressText(running, words, readableFormats(words.locale, words.units))).toBe(text);
    });
  }

  test('one thing where there is no other', () => {
    expect(progressText({ ...running, totalBytes: undefined }, arabic, formats)).toBe('50.0 MB حتى الآن');
    expect(progressText({ ...UNKNOWN, status: 'idle' }, japanese, formats)).toBe(japanese.unknownProgress);
  });
});

test('amounts are empty before there is anything to tell', () => {
  const state: DownloadState = { ...UNKNOWN, status: 'connecting' };
  expect(amounts(state, english, formats)).toBe('');
});
