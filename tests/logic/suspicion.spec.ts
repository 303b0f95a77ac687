import { expect, test } from '@playwright/test';
import type { Representation } from '../../src/core/representation.js';
import { afterOther, afterSame, type Finding, NO_SUSPICION } from '../../src/core/suspicion.js';

const MONDAY = 'Mon, 01 Jan 2024 00:00:00 GMT';
const TUESDAY = 'Tue, 02 Jan 2024 00:00:00 GMT';

const PINNED: Representation = {
  completeLength: 1000,
  etag: '"a"',
  lastModified: MONDAY,
  mediaType: 'video/mp4',
};
const tagged = (etag: string, more: Partial<Representation> = {}) => ({ ...PINNED, etag, ...more });

/** What is found after each answer, when all are of other versions than the pinned one. */
function findings(pinned: Representation, ...seen: Representation[]): Finding[] {
  let suspicion = NO_SUSPICION;
  return seen.map((representation) => {
    const after = afterOther(suspicion, pinned, representation);
    suspicion = after.suspicion;
    return after.finding;
  });
}

test('the third answer in a row of one other version is believed', () => {
  const next = tagged('"b"', { lastModified: TUESDAY });
  expect(findings(PINNED, next, next, next)).toEqual(['ask-again', 'ask-again', 'changed']);
});

test('answers of ever other versions are not', () => {
  const sizes = [1, 2, 3, 4, 5, 6].map((completeLength) =>
    tagged('"b"', { completeLength, etag: `"${completeLength}"` }),
  );
  expect(findings(PINNED, ...sizes)).toEqual(Array(6).fill('ask-again'));
});

test('two other ETags for one request, and nothing else that differs, show that ETags are made up', () => {
  expect(findings(PINNED, tagged('"b"'), tagged('"c"'))).toEqual(['ask-again', 'etags-worthless']);
});

test('two other ETags with another date each are two versions', () => {
  const versions = [tagged('"b"', { lastModified: TUESDAY }), tagged('"c"', { lastModified: TUESDAY })];
  expect(findings(PINNED, ...versions)).toEqual(['ask-again', 'ask-again']);
});

test('the pinned ETag after another one shows the same, where a date says that it is one version', () => {
  const after = (pinned: Representation, seen: Representation) =>
    afterSame(afterOther(NO_SUSPICION, pinned, seen).suspicion, pinned);
  expect(after(PINNED, tagged('"b"'))).toBe('etags-worthless');
  expect(after(PINNED, tagged('"b"', { lastModified: TUESDAY }))).toBe('trusted');
  const undated = { ...PINNED, lastModified: undefined };
  expect(after(undated, { ...undated, etag: '"b"' })).toBe('trusted');
  expect(afterSame(NO_SUSPICION, PINNED)).toBe('trusted');
});
