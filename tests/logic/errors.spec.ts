import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { DownloadError, type DownloadErrorCode, type Failure, fromFailure, toFailure } from '../../src/core/errors.js';

// Exhaustive: the compiler misses a code that is left out.
const CODES = Object.keys({
  'invalid-request': 0,
  network: 0,
  'not-found': 0,
  forbidden: 0,
  'http-status': 0,
  changed: 0,
  'bad-server': 0,
  integrity: 0,
  'storage-full': 0,
  'storage-unavailable': 0,
  'storage-lost': 0,
  'not-complete': 0,
  'not-saved': 0,
  removed: 0,
  internal: 0,
} satisfies Record<DownloadErrorCode, 0>) as DownloadErrorCode[];

const failure = fc.record(
  { code: fc.constantFrom(...CODES), message: fc.string(), httpStatus: fc.nat(599), cause: fc.string() },
  { requiredKeys: ['code', 'message'] },
) as fc.Arbitrary<Failure>;

test('a failure comes back from an error as it went in, also across a border', () => {
  fc.assert(
    fc.property(failure, (before) => assert.deepEqual(toFailure(fromFailure(structuredClone(before))), { ...before })),
  );
});

test('an error is recognised by its class, name and code', () => {
  const error = fromFailure({ code: 'forbidden', message: 'Access is refused.', httpStatus: 403 });
  expect(error).toBeInstanceOf(DownloadError);
  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'DownloadError',
    code: 'forbidden',
    message: 'Access is refused.',
    httpStatus: 403,
  });
  expect(`${error}`).toBe('DownloadError: Access is refused.');
});

test('an error has no status and no cause where none was given', () => {
  const error = new DownloadError('network', 'It broke.');
  expect(error.httpStatus).toBeUndefined();
  expect('cause' in error).toBe(false);
});

test('the cause of an error is kept as it is, and in words where it becomes data', () => {
  const cause = new TypeError('Failed to fetch');
  const error = new DownloadError('network', 'It broke.', { cause });
  expect(error.cause).toBe(cause);
  expect(toFailure(error)).toEqual({ code: 'network', message: 'It broke.', cause: 'TypeError: Failed to fetch' });
});

test('a DownloadError keeps its own code, whichever is offered', () => {
  expect(toFailure(new DownloadError('removed', 'Gone.'), 'storage-full').code).toBe('removed');
});

test('a DownloadError of another copy of the library keeps its code too', () => {
  const copy = Object.assign(new Error('No room.'), { name: 'DownloadError', code: 'storage-full', httpStatus: 507 });
  expect(toFailure(copy)).toEqual({ code: 'storage-full', message: 'No room.', httpStatus: 507 });
});

test.describe('what is thrown becomes data, with its words as the cause:', () => {
  const rows: [string, unknown, string][] = [
    ['an error', new RangeError('out of it'), 'RangeError: out of it'],
    ['a DOMException', new DOMException('No room', 'QuotaExceededError'), 'QuotaExceededError: No room'],
    ['a string', 'oops', 'oops'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a symbol', Symbol('oops'), 'Symbol(oops)'],
    ['an object', {}, '[object Object]'],
  ];
  for (const [what, thrown, words] of rows) {
    test(what, () => {
      const data = toFailure(thrown, 'storage-full');
      expect(data).toMatchObject({ code: 'storage-full', cause: words });
      expect(data.message).toContain(words);
      expect(structuredClone(data)).toEqual(data);
    });
  }
});

test('what nobody has foreseen is a fault of this library', () => {
  expect(toFailure(new Error('what?')).code).toBe('internal');
});
