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
  expect(mostRequests(schedule, { bytesSent: 0 })).toBe(2 * 6 * 16);
});

test('each MiB that is sent explains a request', () => {
  expect(mostRequests(schedule, { bytesSent: 3 * MIB }) - mostRequests(schedule, { bytesSent: 0 })).toBe(3);
});

test('slices are as small as the server caps them', () => {
  const capped = { ...schedule, opening: { version: 0, faults: [{ capBytes: MIB / 8 }] } };
  const some = { bytesSent: MIB };
  expect(mostRequests(capped, some) - mostRequests(schedule, some)).toBe(7);
});

test('a redirect doubles what is asked', () => {
  const redirected: Schedule = { ...schedule, setting: { ...schedule.setting, redirect: 'near' } };
  const some = { bytesSent: MIB };
  expect(mostRequests(redirected, some)).toBe(2 * mostRequests(schedule, some));
});

test('of requests that were only reset most are the browser’s own repeats', () => {
  expect(requestsAsked({ answered: 5, unanswered: 20, bytesSent: 0 })).toBe(7);
});
