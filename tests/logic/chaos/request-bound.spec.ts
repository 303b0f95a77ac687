import { expect, test } from '@playwright/test';
import { mostRequests, requestsAsked } from '../../chaos/request-bound.js';
import type { Schedule } from '../../chaos/schedule.js';

const MIB = 2 ** 20;

const schedule: Schedule = {
  seed: 0,
  setting: { origin: 'same', validators: 'both', versions: [{ size: 4 * MIB, seed: 1 }] },
  opening: { version: 0, faults: [] },
  steps: [],
  retries: 0,
};

test('a download that receives nothing has its attempts and its questions, on all lanes', () => {
  expect(mostRequests(schedule, { bytesSent: 0, beginnings: 1 })).toBe(2 * 6 * 16);
});

test('each MiB and each press begins the attempts anew', () => {
  const once = mostRequests(schedule, { bytesSent: 0, beginnings: 1 });
  expect(mostRequests(schedule, { bytesSent: 0, beginnings: 3 })).toBe(3 * once);
  expect(mostRequests(schedule, { bytesSent: MIB, beginnings: 1 })).toBe(once + 2 * 6 * 8 + 1);
});

test('slices are as small as the server caps them', () => {
  const capped = { ...schedule, opening: { version: 0, faults: [{ capBytes: MIB / 8 }] } };
  const more = { bytesSent: MIB, beginnings: 1 };
  expect(mostRequests(capped, more) - mostRequests(schedule, more)).toBe(7);
});

test('a redirect doubles what is asked', () => {
  const redirected: Schedule = { ...schedule, setting: { ...schedule.setting, redirect: 'near' } };
  const some = { bytesSent: MIB, beginnings: 2 };
  expect(mostRequests(redirected, some)).toBe(2 * mostRequests(schedule, some));
});

test('of requests that were only reset most are the browser’s own repeats', () => {
  expect(requestsAsked({ answered: 5, unanswered: 20, bytesSent: 0, beginnings: 1 })).toBe(7);
});
