import { downloading, type Exhibit, GB, half, MB } from './states.js';

/** A minute on a link that sways, with a short wait in it. */
const minute = Array.from({ length: 120 }, (_, i) => {
  if (i > 57 && i < 66) return undefined;
  return MB * (38 + 9 * Math.sin(i / 9) + 4 * Math.sin(i / 2.3) + (i > 66 ? 8 : 0)) * Math.min(1, ((i % 66) + 2) / 9);
});

const TIB = 2 ** 40;
const [FIRST_LANE, LANE] = [0.3 * GB, 0.85 * GB]; // where each of six lanes works

/** What the range map shows at its best and at its worst. */
export const maps: readonly Exhibit[] = [
  { title: 'downloading: a minute of it', state: downloading, speeds: minute },
  { title: 'downloading: a few seconds of it', state: downloading, speeds: minute.slice(0, 16) },
  {
    title: 'downloading: six lanes',
    speeds: minute,
    state: {
      ...downloading,
      connections: 6,
      storedRanges: Array.from({ length: 6 }, (_, i) => {
        const start = FIRST_LANE * (i > 0 ? 1 : 0) + i * LANE;
        return { start, end: start + 0.12 * GB * (i + 1) };
      }),
      activeRanges: Array.from({ length: 6 }, (_, i) => {
        const start = FIRST_LANE * (i > 0 ? 1 : 0) + i * LANE;
        return { start: start + 0.12 * GB * (i + 1) + 0.015 * GB, end: Math.min(5.37 * GB, start + LANE) };
      }),
    },
  },
  {
    title: 'downloading: a large file, six lanes side by side',
    state: {
      ...downloading,
      connections: 6,
      totalBytes: 48 * GB,
      storedBytes: 12 * GB,
      storedRanges: [{ start: 0, end: 12 * GB }],
      activeRanges: Array.from({ length: 6 }, (_, i) => ({ start: (12 + i / 16) * GB, end: (12 + (i + 1) / 16) * GB })),
    },
  },
  {
    title: 'paused: many thousands of ranges',
    state: {
      ...half,
      activeRanges: [],
      status: 'paused',
      storedRanges: Array.from({ length: 20_000 }, (_, i) => {
        const start = (i * 5.37 * GB) / 20_000;
        return { start, end: start + 268_500 * (0.02 + 0.98 * Math.sin(i / 2500) ** 2) };
      }),
    },
  },
  {
    title: 'waiting: one byte of a tebibyte is missing',
    state: {
      ...half,
      status: 'waiting',
      reason: 'retry',
      until: Date.now() + 5000,
      totalBytes: TIB,
      storedBytes: TIB - 1,
      storedRanges: [
        { start: 0, end: 0.62 * TIB },
        { start: 0.62 * TIB + 1, end: TIB },
      ],
      activeRanges: [],
    },
    speeds: minute.slice(0, 50),
  },
  {
    title: 'paused: crumbs of a tebibyte',
    state: {
      ...half,
      status: 'paused',
      totalBytes: TIB,
      storedBytes: 9,
      storedRanges: Array.from({ length: 9 }, (_, i) => ({ start: (i * TIB) / 9, end: (i * TIB) / 9 + 1 })),
      activeRanges: [],
    },
  },
];
