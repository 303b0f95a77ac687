import type { Schedule } from './schedule.js';

/**
 * Schedules that once were violated. They are kept whole: a seed would draw another one as soon as the generator changes,
 * and the compiler says which of them a new form of schedule has left behind.
 */
export const REGRESSIONS: readonly { readonly why: string; readonly schedule: Schedule }[] = [
  {
    why: 'a login page right after a reload of one whole stream',
    schedule: {
      seed: 1111,
      setting: {
        origin: 'plain',
        validators: 'date',
        versions: [
          { size: 9813851, seed: 1 },
          { size: 10035483, seed: 2 },
          { size: 6534769, seed: 3 },
          { size: 9813851, seed: 4 },
          { size: 6285657, seed: 5 },
        ],
        bytesPerSecond: 3271284,
        latencyMs: 48,
      },
      opening: { version: 0, faults: [] },
      steps: [
        {
          when: { unit: 'requests', count: 5 },
          act: {
            kind: 'serve',
            version: 4,
            faults: [
              {
                claimedStatus: 200,
                body: '<!doctype html><h1>Sign in</h1>',
                headers: { 'Content-Type': 'text/html', ETag: null, 'Last-Modified': null },
                when: { first: 6 },
              },
              { wrongRange: { endBy: 1 }, when: { first: 8 } },
            ],
          },
        },
        { when: { unit: 'bytesSent', count: 73326 }, act: { kind: 'reload' } },
      ],
      retries: 0,
    },
  },
  {
    why: 'a file that goes missing while several lanes ask for it',
    schedule: {
      seed: 5005,
      setting: {
        origin: 'exposed',
        validators: 'both',
        versions: [
          { size: 21930392, seed: 1 },
          { size: 21930392, seed: 2 },
          { size: 21930392, seed: 3 },
          { size: 21930392, seed: 4 },
          { size: 21930392, seed: 5 },
        ],
        integrity: 1,
        latencyMs: 206,
      },
      opening: { version: 0, faults: [] },
      steps: [
        {
          when: { unit: 'bytesSent', count: 155923 },
          act: { kind: 'serve', version: 4, faults: [{ resetBeforeHeaders: true }] },
        },
        {
          when: { unit: 'requests', count: 5 },
          act: {
            kind: 'serve',
            version: 0,
            faults: [{ status: 416, headers: { 'Content-Range': 'bytes */0' }, when: { nth: 5 } }],
          },
        },
        {
          when: { unit: 'bytesStored', count: 8304 },
          act: { kind: 'serve', version: 2, faults: [{ status: 404 }, { ignoreRange: true, when: { after: 4 } }] },
        },
      ],
      retries: 2,
    },
  },
];
