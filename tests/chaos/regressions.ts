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
  {
    why: 'a shorter version while checkpoints are made',
    schedule: {
      seed: 20384,
      setting: {
        origin: 'same',
        validators: 'etag',
        versions: [
          { size: 18615184, seed: 1 },
          { size: 5497084, seed: 2 },
        ],
        redirect: 'near',
        bytesPerSecond: 18615184,
      },
      opening: { version: 0, faults: [] },
      steps: [
        { when: { unit: 'ms', count: 367 }, act: { kind: 'pause', forMs: 0 } },
        {
          when: { unit: 'bytesSent', count: 55957 },
          act: {
            kind: 'serve',
            version: 1,
            faults: [
              { stallAfterBytes: 995064, stallMs: 2468, when: { first: 1 } },
              { when: { nth: 4, ranged: true }, endAfterBytes: 160486 },
            ],
          },
        },
      ],
      retries: 0,
    },
  },
  {
    why: 'a version of one byte that a second tab meets',
    schedule: {
      seed: 20501,
      setting: {
        origin: 'exposed',
        validators: 'both',
        versions: [
          { size: 19975349, seed: 1 },
          { size: 1, seed: 2 },
          { size: 15927543, seed: 3 },
        ],
        bytesPerSecond: 4993837,
      },
      opening: { version: 0, faults: [] },
      steps: [
        {
          when: { unit: 'requests', count: 1 },
          act: {
            kind: 'serve',
            version: 2,
            faults: [
              { ignoreRange: true, when: { startsAtOrAfter: 8388608 } },
              { otherVersion: { size: 15927543, seed: 3 }, when: { startsAtOrAfter: 7340032 } },
              { headers: { 'Content-Range': 'nonsense' }, when: { startsAtOrAfter: 2097152 } },
            ],
          },
        },
        {
          when: { unit: 'bytesSent', count: 999610 },
          act: {
            kind: 'serve',
            version: 1,
            faults: [
              { bytesPerSecond: 657000, when: { first: 3 } },
              { headers: { 'Access-Control-Allow-Origin': null }, when: { first: 6 } },
              { bytesPerSecond: 674000, when: { every: 2 } },
            ],
          },
        },
        {
          when: { unit: 'requests', count: 4 },
          act: {
            kind: 'serve',
            version: 1,
            faults: [{ delayMs: 1197 }, { cutAfterBytes: 300452 }, { status: 408, headers: { 'Retry-After': '1' } }],
          },
        },
        { when: { unit: 'bytesSent', count: 3890348 }, act: { kind: 'handOver' } },
      ],
      retries: 1,
    },
  },
  {
    why: 'an empty version, with a digest',
    schedule: {
      seed: 20725,
      setting: {
        origin: 'same',
        validators: 'both',
        versions: [
          { size: 15082731, seed: 1 },
          { size: 0, seed: 2 },
          { size: 15082731, seed: 3 },
        ],
        integrity: 1,
        bytesPerSecond: 7541366,
      },
      opening: { version: 0, faults: [{ otherVersion: { seed: 999, keepValidators: true } }] },
      steps: [
        {
          when: { unit: 'requests', count: 1 },
          act: {
            kind: 'serve',
            version: 1,
            faults: [{ ignoreRange: true, when: { every: 2 } }, { otherVersion: { seed: 999, keepValidators: true } }],
          },
        },
      ],
      retries: 0,
    },
  },
];
