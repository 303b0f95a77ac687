import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { pack } from '../../src/storage/packed-ranges.js';
import { readRecord } from '../../src/storage/read-record.js';
import { type DownloadRecord, factsOf, NO_PROGRESS } from '../../src/storage/record.js';

const sound: DownloadRecord = {
  id: 'film',
  url: 'https://example.org/film.bin',
  name: 'a film',
  integrity: undefined,
  credentials: 'include',
  hadHeaders: true,
  addedAt: 1_764_000_000_000,
  intent: 'run',
  file: 'a1',
  ranges: [
    { start: 0, end: 10 },
    { start: 20, end: 30 },
  ],
  representation: { completeLength: 30, etag: '"1"', lastModified: undefined, mediaType: 'video/mp4' },
  serverName: undefined,
  mode: 'parallel',
  changes: 1,
  outcome: { code: 'network', message: 'It could not be reached.' },
  patience: { failures: 1, receivedBytes: 20 },
  digest: { algorithm: 'sha256', hashedBytes: 10, state: new Uint8Array(8) },
};

const read = (value: unknown) => readRecord(value, () => 'new file');

test('a record that makes sense is what it was, with fields that nobody knows', () => {
  const record = { ...sound, digests: [1, 2] };
  expect(read(record)).toBe(record);
  expect(read({ ...sound, ranges: [{ start: 0, end: 30 }], outcome: 'complete' })).toMatchObject({
    outcome: 'complete',
  });
  expect(read({ ...sound, ...NO_PROGRESS, representation: undefined })).not.toHaveProperty('startsOver');
});

test('very many ranges are stored as numbers, and are read as what they were', () => {
  const ranges = Array.from({ length: 1000 }, (_, index) => ({ start: 10 * index, end: 10 * index + 5 }));
  const record = { ...sound, ranges, representation: { ...sound.representation, completeLength: 10_000 } };
  const stored = pack(record as DownloadRecord);
  expect(stored.ranges).toBeInstanceOf(Float64Array);
  expect(read(structuredClone(stored))).toEqual(record);
  expect(read({ ...stored, ranges: new Float64Array([0, 5, 10]) })).toMatchObject({ startsOver: true, ranges: [] });
  expect(pack(sound)).toBe(sound);
});

test('a time that makes no sense costs no bytes', () => {
  for (const touchedAt of ['yesterday', Number.NaN, null]) {
    expect(read({ ...sound, touchedAt })).toEqual({ ...sound, touchedAt: undefined });
  }
});

const NONSENSE: Record<string, Record<string, unknown>> = {
  'ranges that overlap': {
    ranges: [
      { start: 0, end: 10 },
      { start: 9, end: 30 },
    ],
  },
  'ranges out of order': {
    ranges: [
      { start: 20, end: 30 },
      { start: 0, end: 10 },
    ],
  },
  'an empty range': { ranges: [{ start: 5, end: 5 }] },
  'a range that begins before the file': { ranges: [{ start: -1, end: 5 }] },
  'a range that ends after the file': { ranges: [{ start: 0, end: 31 }] },
  'a range of fractions': { ranges: [{ start: 0.5, end: 5 }] },
  'a range beyond all numbers': { ranges: [{ start: 0, end: 2 ** 60 }], representation: {} },
  'no ranges': { ranges: undefined },
  'ranges of nothing known': { representation: undefined },
  'a negative length': { ranges: [], representation: { completeLength: -1 } },
  'an ETag without its quotes': { representation: { completeLength: 30, etag: '1' } },
  'complete without all bytes': { outcome: 'complete' },
  'complete without a length': { ranges: [], representation: {}, outcome: 'complete' },
  'an outcome of its own': { outcome: 'fine' },
  'a digest of the server that is none': {
    representation: { ...sound.representation, digest: { algorithm: 'md5', digests: ['abc'] } },
  },
  'a mode of its own': { mode: 'sideways' },
  'an intent of its own': { intent: 'fly' },
  'a digest that is none': { integrity: 'md5-abc' },
  'a count that is none': { changes: Number.NaN },
  'a store of its own': { store: 'attic' },
  'a promise of its own': { kept: 'for ever' },
  'patience that is none': { patience: { failures: 'many' } },
};

for (const [what, nonsense] of Object.entries(NONSENSE)) {
  test(`a record with ${what} starts over, and keeps what a person wants`, () => {
    const record = read({ ...sound, digests: [1, 2], ...nonsense });
    expect(record).toMatchObject({
      ...NO_PROGRESS,
      id: 'film',
      url: sound.url,
      name: 'a film',
      file: 'a1',
      startsOver: true,
    });
    expect(record).not.toHaveProperty('digests');
    expect(record && factsOf(record).advice).toContain('begun from the start');
    expect(record?.intent).toBe('intent' in nonsense ? 'rest' : 'run');
  });
}

for (const digest of [{ ...sound.digest, algorithm: 'md5' }, { ...sound.digest, state: [1, 2] }, 7]) {
  test(`how far a digest has come is forgotten where it says ${JSON.stringify(digest)}`, () => {
    expect(read({ ...sound, digest })).toEqual({ ...sound, digest: undefined });
  });
}

for (const turn of ['gone', Number.NaN, null, {}]) {
  test(`a place in the queue of ${turn} costs no bytes`, () => {
    expect(read({ ...sound, turn })).toEqual({ ...sound, turn: undefined });
  });
}

for (const file of ['', '.', '..', 'a/b', 'a\\b', 7, undefined]) {
  test(`a file cannot be called ${JSON.stringify(file)}: it gets another name`, () => {
    expect(read({ ...sound, file })).toMatchObject({ file: 'new file', ranges: [], startsOver: true });
    expect(read({ ...sound, file, removed: true })).toBeUndefined(); // there is nothing to remove but the record
  });
}

for (const nobody of [undefined, null, 'film', 7, [], {}, { id: '' }, { id: 7 }, { id: 'x' }]) {
  test(`${JSON.stringify(nobody)} is the record of nothing`, () => {
    expect(read(nobody)).toBeUndefined();
  });
}

for (const url of ['', 'film.bin', 'ftp://example.org/', 'https://', 7]) {
  test(`a download of ${JSON.stringify(url)} is none`, () => {
    expect(read({ ...sound, url })).toBeUndefined();
  });
}

test('a tombstone stays one, whatever else it says', () => {
  expect(read({ ...sound, removed: true, ranges: 'none' })).toMatchObject({ removed: true, file: 'a1' });
});

test('whatever stands in a field, what is read makes sense', () => {
  const field = fc.constantFrom(...Object.keys(sound), 'removed', 'startsOver', 'store', 'kept', 'turn');
  fc.assert(
    fc.property(fc.array(fc.tuple(field, fc.anything()), { maxLength: 3 }), (changes) => {
      const record = read({ ...sound, ...Object.fromEntries(changes) });
      if (record) expect(read(record)).toBe(record);
    }),
  );
});
