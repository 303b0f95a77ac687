import { DownloadError, type DownloadErrorCode } from '../../src/core/errors.js';
import type { WaitReason } from '../../src/core/state.js';
import { throwAway } from '../../src/elements/removal.js';
import { savings } from '../../src/elements/saving.js';
import type { Download } from '../../src/page/download.js';
import type { FixedState } from './fixed-download.js';

export const MB = 1e6;
export const GB = 1e9;

export interface Exhibit {
  readonly title: string;
  readonly name?: string;
  readonly state: FixedState;
  /** It says more than what it is doing, below: the others are of one height. */
  readonly saysMore?: boolean;
  /** How fast it has been, in bytes per second for each half second; `undefined` where it waited. */
  readonly speeds?: readonly (number | undefined)[];
  /** Its details are open, or the diagnosis in them as well, which could not be copied. */
  readonly opened?: 'details' | 'diagnosis';
  /** What presses have made of it. */
  readonly press?: (download: Download) => void;
}

export const half = {
  storedBytes: 2.32 * GB,
  totalBytes: 5.37 * GB,
  storedRanges: [
    { start: 0, end: 1.4 * GB },
    { start: 1.6 * GB, end: 1.98 * GB },
    { start: 2.4 * GB, end: 2.94 * GB },
  ],
  activeRanges: [
    { start: 1.4 * GB, end: 1.6 * GB },
    { start: 1.98 * GB, end: 2.2 * GB },
    { start: 2.94 * GB, end: 3.2 * GB },
  ],
  resumable: true,
  mode: 'parallel',
  proof: 'validator',
  owner: 'here',
} as const;

const whole = { storedBytes: 5.37 * GB, totalBytes: 5.37 * GB, storedRanges: [{ start: 0, end: 5.37 * GB }] } as const;

export const downloading = {
  ...half,
  status: 'downloading',
  bytesPerSecond: 48.3 * MB,
  secondsLeft: 64,
  connections: 3,
} as const;

function waiting(reason: WaitReason, seconds?: number): Exhibit {
  const until = seconds === undefined ? undefined : Date.now() + seconds * 1000;
  const saysMore = reason === 'access' || reason === 'data-saver';
  return {
    title: `waiting: ${reason}`,
    state: { ...half, activeRanges: [], status: 'waiting', reason, until },
    saysMore,
  };
}

function failed(code: DownloadErrorCode, message: string, state: Partial<FixedState> = half): Exhibit {
  return {
    title: `failed: ${code}`,
    state: { ...state, status: 'failed', error: new DownloadError(code, message) },
    saysMore: true,
  };
}

/** Every state a person may see, with numbers as they are in life. */
export const exhibits: readonly Exhibit[] = [
  { title: 'idle', state: { status: 'idle' } },
  { title: 'idle: size known', state: { status: 'idle', totalBytes: 5.37 * GB } },
  { title: 'queued', state: { status: 'queued' } },
  { title: 'queued: restored', state: { ...half, activeRanges: [], status: 'queued' } },
  { title: 'connecting', state: { status: 'connecting', owner: 'here' } },
  { title: 'downloading', state: downloading },
  {
    title: 'downloading: slow, one lane',
    name: 'concert.flac',
    state: {
      status: 'downloading',
      bytesPerSecond: 498_000,
      secondsLeft: 4830,
      connections: 1,
      storedBytes: 24.9 * MB,
      totalBytes: 2.43 * GB,
      storedRanges: [{ start: 0, end: 24.9 * MB }],
      resumable: true,
    },
  },
  {
    title: 'downloading: all but the last bytes',
    state: { ...downloading, ...whole, storedBytes: 5.37 * GB - 1, secondsLeft: 0.2, activeRanges: [] },
  },
  {
    title: 'downloading: length unknown',
    name: 'live-recording.webm',
    state: {
      status: 'downloading',
      bytesPerSecond: 3.2 * MB,
      secondsLeft: undefined,
      connections: 1,
      storedBytes: 48 * MB,
    },
  },
  {
    title: 'downloading: not resumable',
    name: 'archive.zip',
    saysMore: true,
    state: {
      ...downloading,
      resumable: false,
      mode: 'whole',
      connections: 1,
      storedBytes: 1.4 * GB,
      storedRanges: [{ start: 0, end: 1.4 * GB }],
      activeRanges: [],
    },
  },
  { title: 'downloading: in another tab', state: { ...downloading, owner: 'elsewhere' }, saysMore: true },
  { title: 'downloading: in a silent tab', state: { ...downloading, owner: 'silent' }, saysMore: true },
  { title: 'downloading: private window', state: { ...downloading, kept: 'this-session' }, saysMore: true },
  {
    title: 'a very long name',
    name: 'Symposium-on-the-future-of-large-media-over-unreliable-networks-day-2-afternoon-session.2160p.mp4',
    state: downloading,
  },
  { title: 'a right-to-left name', name: 'مقطع فيديو من المؤتمر السنوي للشبكات.mp4', state: downloading },
  waiting('offline', 27),
  waiting('offline'),
  waiting('retry', 4),
  waiting('server-busy', 61),
  waiting('access'),
  waiting('data-saver'),
  { title: 'paused', state: { ...half, activeRanges: [], status: 'paused', owner: undefined } },
  {
    title: 'paused: not resumable',
    state: { ...half, activeRanges: [], status: 'paused', resumable: false },
    saysMore: true,
  },
  { title: 'paused: nothing stored', state: { status: 'paused' } },
  { title: 'verifying', state: { ...half, ...whole, status: 'verifying', verifiedBytes: 2.4 * GB } },
  { title: 'complete', state: { ...half, ...whole, status: 'complete', activeRanges: [] } },
  {
    title: 'complete: digest',
    name: 'disk-image.iso',
    state: { ...half, ...whole, status: 'complete', activeRanges: [], proof: 'digest' },
  },
  { title: 'complete: empty', name: 'empty.txt', state: { status: 'complete', totalBytes: 0 } },
  { title: 'removed', state: { status: 'removed' } },
  {
    title: 'removed: can be undone',
    state: { ...half, activeRanges: [], status: 'paused', owner: undefined },
    saysMore: true,
    press: (download) => throwAway([download]).hold(download),
  },
  {
    title: 'complete: is being saved',
    state: { ...half, ...whole, status: 'complete', activeRanges: [] },
    press: (download) =>
      savings.set(download, { status: 'saving', savedBytes: 1.98 * GB, totalBytes: 5.37 * GB, stop: () => {} }),
  },
  {
    title: 'complete: saved',
    name: 'disk-image.iso',
    state: { ...half, ...whole, status: 'complete', activeRanges: [] },
    saysMore: true,
    press: (download) => savings.set(download, { status: 'saved' }),
  },
  {
    title: 'complete: the browser saves it',
    state: { ...half, ...whole, status: 'complete', activeRanges: [] },
    saysMore: true,
    press: (download) => savings.set(download, { status: 'handed-over' }),
  },
  failed('invalid-request', '"ftp://example.org" is not an http or https URL.', {}),
  failed('network', 'https://files.example.org/media/film.mp4 could not be reached after 8 attempts.'),
  failed('not-found', 'https://files.example.org/media/film.mp4 answered 404.', {}),
  failed('forbidden', 'https://files.example.org/media/film.mp4 answered 403.'),
  failed('http-status', 'https://files.example.org/media/film.mp4 answered 418.', {}),
  failed('changed', 'The ETag changed from "a1" to "a2" to "a3".'),
  failed('bad-server', 'Asked for bytes 0-1048575, got bytes 5-1048580.'),
  failed('integrity', 'Expected sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=, got another.'),
  failed('storage-full', 'The disk took 4,096 of 1,048,576 bytes.'),
  failed('storage-unavailable', 'navigator.storage.getDirectory() failed with SecurityError.', {}),
  failed('storage-lost', 'The file has 0 bytes, and 2,320,000,000 were recorded.'),
  failed('internal', 'The worker did not start.'),
  { title: 'details', state: downloading, saysMore: true, opened: 'details' },
  {
    ...failed('network', 'https://files.example.org/media/film.mp4 could not be reached after 8 attempts.', {
      ...half,
      advice: 'Access-Control-Expose-Headers: Content-Range, ETag',
    }),
    title: 'details: failed, with an advice',
    opened: 'details',
  },
  { title: 'details: a diagnosis to copy by hand', state: downloading, saysMore: true, opened: 'diagnosis' },
];
