import { expect, test } from '@playwright/test';
import type { Answer, Representation } from '../../src/core/representation.js';
import { unusable } from '../../src/core/response.js';
import { NO_PROGRESS, type Progress } from '../../src/storage/record.js';
import { Knowledge } from '../../src/worker/knowledge.js';

const MIB = 2 ** 20;
const FILE: Representation = {
  completeLength: 100 * MIB,
  etag: '"a"',
  lastModified: 'Mon, 01 Jan 2024 00:00:00 GMT',
  mediaType: 'video/mp4',
};
const UNDATED: Representation = { ...FILE, etag: undefined, lastModified: undefined };
const ANSWER: Answer = { status: 206, field: () => null };
const WRONG = unusable('https://files.example/film', 'it lies');

const slice = (representation: Representation = FILE) => {
  const range = { start: 0, end: MIB };
  return { verdict: 'slice', range, extraBytes: 0, representation } as const;
};
const whole = (representation: Representation = FILE) =>
  ({ verdict: 'whole', representation, mayBeEncoded: false }) as const;

/** Of a download that was stored in part by an earlier page. */
function stored(progress: Partial<Progress>): Knowledge {
  const ranges = [{ start: 0, end: 10 * MIB }];
  return new Knowledge({ ...NO_PROGRESS, ranges, representation: FILE, mode: 'parallel', ...progress });
}

test.describe('what is stored is joined with more', () => {
  test('without a comparison where a validator tells versions apart', () => {
    expect(stored({}).doubt).toBeUndefined();
    expect(stored({ representation: { ...FILE, etag: undefined } }).doubt).toBeUndefined();
  });

  test('after a comparison of bytes where nothing else can tell', () => {
    const knowledge = stored({ representation: UNDATED });
    expect(knowledge.doubt).toBe('version');
    knowledge.compared();
    expect(knowledge.doubt).toBeUndefined();
  });

  test('after another comparison when nothing came for a while', () => {
    const knowledge = stored({ representation: UNDATED });
    knowledge.compared();
    knowledge.interrupted();
    expect(knowledge.doubt).toBe('version');
    const dated = stored({});
    dated.interrupted();
    expect(dated.doubt).toBeUndefined();
  });

  test('after a comparison where a stream had not yet shown whether its server has ranges', () => {
    const knowledge = stored({ mode: undefined });
    expect(knowledge.doubt).toBe('ranges');
    knowledge.compared();
    expect(knowledge.progress.mode).toBe('parallel');
  });
});

test.describe('a stream beside which ranges are to be proved', () => {
  function streaming(): Knowledge {
    const knowledge = new Knowledge(NO_PROGRESS);
    knowledge.askForAll();
    knowledge.confirm();
    knowledge.begin(whole(), ANSWER);
    return knowledge;
  }

  test('has no mode before, parallel lanes after a comparison that fits', () => {
    const knowledge = streaming();
    expect(knowledge.progress.mode).toBeUndefined();
    expect(knowledge.lanes(6, 0)).toBe(1);
    knowledge.compared();
    expect(knowledge.progress.mode).toBe('parallel');
    expect(knowledge.lanes(6, 0)).toBe(6);
    expect(knowledge.isWholeStream).toBe(false);
  });

  test('stays one stream after a comparison that cannot succeed, or after two that did not', () => {
    const hopeless = streaming();
    expect(hopeless.comparisonFailed(true)).toBe(true);
    expect(hopeless.progress.mode).toBe('whole');
    const unlucky = streaming();
    const before = unlucky.bytesBeforeComparison;
    expect(unlucky.comparisonFailed(false)).toBe(false);
    expect(unlucky.bytesBeforeComparison).toBeGreaterThan(before);
    expect(unlucky.comparisonFailed(false)).toBe(true);
    expect(unlucky.doubt).toBeUndefined();
  });

  test('is a whole stream when everything has come by then', () => {
    const knowledge = streaming();
    knowledge.completed();
    expect(knowledge.progress.mode).toBe('whole');
  });
});

test('what is stored is not given up while others still bring good bytes', () => {
  const knowledge = stored({});
  const steps = [1, 2, 3, 4, 5].map(() => knowledge.unusable(WRONG, true));
  expect(steps).toEqual(['again', 'simpler', 'again', 'again', 'again']);
  expect(knowledge.progress.mode).toBe('single');
  expect(knowledge.unusable(WRONG, false)).toBe('start-over');
});

test.describe('a version', () => {
  const next = { ...FILE, etag: '"b"', lastModified: 'Tue, 02 Jan 2024 00:00:00 GMT' };

  test('that was seen three times is what the answers after it must be of, media type included', () => {
    const knowledge = stored({});
    const findings = [1, 2, 3].map(() => knowledge.other({ ...next, mediaType: undefined }));
    expect(findings).toEqual(['ask-again', 'ask-again', 'changed']);
    expect(knowledge.change()).toBe(true);
    knowledge.startOver(true);
    expect(knowledge.representation).toEqual(next);
    expect(knowledge.progress).toMatchObject({ ranges: [], changes: 1 });
  });

  test('that a 416 tells of is believed only when the beginning of the file shows it', () => {
    const knowledge = stored({});
    const told = { completeLength: 16, etag: undefined, lastModified: undefined, mediaType: undefined };
    const findings = [1, 2, 3, 4].map(() => knowledge.other(told, true));
    expect(findings).toEqual(Array(4).fill('ask-again'));
    expect(knowledge.mustSeeBeginning).toBe(true);
    expect(knowledge.other({ ...next, completeLength: 16 })).toBe('changed');
  });

  test('is given up for a newer one twice, and not a third time', () => {
    const knowledge = stored({});
    expect([knowledge.change(), knowledge.change(), knowledge.change()]).toEqual([true, true, false]);
    expect(stored({ changes: 2 }).change()).toBe(false); // also over a reload
  });

  test('that is given up takes the proof of its ranges with it', () => {
    const knowledge = stored({});
    knowledge.compared();
    knowledge.startOver(true);
    expect(knowledge.rangesProved).toBe(false);
  });

  test('that is given up for its server alone stays what the answers must be of', () => {
    const knowledge = stored({});
    knowledge.startOver(false);
    expect(knowledge.representation).toEqual(FILE);
  });
});

test.describe('ETags that differ for one request', () => {
  test('leave a date to tell versions apart, once what is stored was compared', () => {
    const knowledge = stored({});
    knowledge.other({ ...FILE, etag: '"b"' });
    knowledge.confirm();
    expect(knowledge.doubt).toBe('version');
    expect(knowledge.representation?.etag).toBeUndefined();
    knowledge.pin({ ...FILE, etag: '"c"' });
    expect(knowledge.representation?.etag).toBeUndefined();
  });

  test('leave nothing but one stream where there is no date', () => {
    const knowledge = stored({ representation: { ...FILE, lastModified: undefined } });
    expect(knowledge.distrustEtags()).toBe(false);
    expect(knowledge.isWholeStream).toBe(true);
  });
});

test.describe('a server that refuses', () => {
  test('is asked for less, then without a range if nothing is stored, and then not any more', () => {
    const knowledge = new Knowledge(NO_PROGRESS);
    expect(knowledge.askForLess(true)).toBe(true);
    expect(knowledge.mostBytes).toBe(MIB);
    expect(knowledge.isWholeStream).toBe(false);
    expect(knowledge.askForLess(true)).toBe(true);
    expect(knowledge.isWholeStream).toBe(true);
    expect(knowledge.askForLess(true)).toBe(false);
  });

  test('keeps what is stored', () => {
    const knowledge = stored({});
    expect(knowledge.askForLess(false)).toBe(true);
    expect(knowledge.askForLess(false)).toBe(false);
    expect(knowledge.isWholeStream).toBe(false);
  });

  test('has fewer requests at once, unless it was not their number', () => {
    const knowledge = new Knowledge(NO_PROGRESS);
    knowledge.confirm();
    knowledge.begin(slice(), ANSWER);
    knowledge.objected(2, 0);
    expect(knowledge.lanes(6, 1)).toBe(2);
    knowledge.forgetObjections();
    expect(knowledge.lanes(6, 1)).toBe(6);
  });
});
