import { DownloadError } from '../../src/core/errors.js';
import type { Download } from '../../src/page/download.js';
import { fixedDownload } from './fixed-download.js';
import type { FixedDownloads } from './fixed-downloads.js';

const MB = 1e6;
const GB = 1e9;

export interface ShelfExhibit {
  readonly title: string;
  readonly downloads: FixedDownloads;
  /** As an attribute. */
  readonly add?: string;
  /** Dropped on it. */
  readonly dropped?: string;
  readonly isDraggedOver?: true;
}

const file = { totalBytes: 3.2 * GB, storedBytes: 1.4 * GB, storedRanges: [{ start: 0, end: 1.4 * GB }] } as const;

const running = (name: string, rate = 12 * MB) =>
  fixedDownload(name, {
    ...file,
    status: 'downloading',
    bytesPerSecond: rate,
    secondsLeft: 150,
    connections: 6,
    owner: 'here',
  });
const unknown = (name: string) =>
  fixedDownload(name, {
    status: 'downloading',
    storedBytes: 300 * MB,
    bytesPerSecond: 5 * MB,
    secondsLeft: undefined,
    connections: 1,
  });
const queued = (name: string) => fixedDownload(name, { status: 'queued', totalBytes: 700 * MB });
const paused = (name: string) => fixedDownload(name, { ...file, status: 'paused' });
const complete = (name: string) => fixedDownload(name, { ...file, storedBytes: 3.2 * GB, status: 'complete' });
const full = (name: string) =>
  fixedDownload(name, {
    ...file,
    status: 'failed',
    error: new DownloadError('storage-full', 'The disk took no more.'),
  });

const many = (count: number, make: (name: string) => Download) =>
  Array.from({ length: count }, (_, index) => make(`episode-${String(index + 1).padStart(2, '0')}.mp4`));

export const shelfExhibits: readonly ShelfExhibit[] = [
  { title: 'empty', downloads: { all: [], room: { usedBytes: 0, quotaBytes: 10.7 * GB } } },
  { title: 'empty, with a field', downloads: { all: [] }, add: '' },
  { title: 'empty, nothing may be added', downloads: { all: [] }, add: 'off' },
  { title: 'something is dragged over it', downloads: { all: [] }, isDraggedOver: true },
  { title: 'one', downloads: { all: [running('film.mp4')] } },
  {
    title: 'five',
    downloads: {
      all: [
        complete('intro.mp4'),
        paused('disk.iso'),
        queued('song.flac'),
        running('film.mp4'),
        running('talk.webm', 3 * MB),
      ],
    },
    add: '',
  },
  {
    title: 'one of unknown length',
    downloads: { all: [complete('intro.mp4'), running('film.mp4'), unknown('stream.ts')] },
  },
  { title: 'left by an earlier page', downloads: { all: [paused('disk.iso'), paused('film.mp4')] } },
  {
    title: 'stale',
    downloads: ((all) => ({ all, stale: all }))([paused('disk.iso'), paused('film.mp4')]),
  },
  {
    title: 'too little room',
    downloads: { all: [full('disk.iso'), running('film.mp4')], room: { usedBytes: 2.8 * GB, quotaBytes: 4 * GB } },
  },
  {
    title: 'what was dropped is no link, or there already',
    downloads: { all: [paused('film.mp4'), complete('intro.mp4')] },
    dropped:
      'https://files.example.org/media/film.mp4 ftp://files.example.org/film.mp4 http://me:secret@files.example.org/',
    add: '',
  },
  { title: 'fifty', downloads: { all: many(50, complete) } },
];
