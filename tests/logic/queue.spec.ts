import { expect, test } from '@playwright/test';
import { compareTurns, type DownloadRecord, NO_PROGRESS, startRecord } from '../../src/storage/record.js';

const wanted = {
  id: 'film',
  url: 'https://example.org/film',
  name: undefined,
  integrity: undefined,
  credentials: 'same-origin',
  hadHeaders: false,
} as const;

function record(id: string, addedAt: number, turn?: DownloadRecord['turn']): DownloadRecord {
  return { ...NO_PROGRESS, ...wanted, id, addedAt, turn, intent: 'run', file: id };
}

test('first go those whose turn had come, then those that were moved to the front, the last first, then the oldest', () => {
  const records = [
    record('young', 5),
    record('moved', 4, 1000),
    record('moved later', 6, 2000),
    record('second', 2, 'come'),
    record('old', 3),
    record('first', 1, 'come'),
  ];
  const order = records.toSorted(compareTurns).map(({ id }) => id);
  expect(order).toEqual(['first', 'second', 'moved later', 'moved', 'old', 'young']);
});

test('the next page keeps the place of what runs, and a person who starts it anew puts it at the end', () => {
  const runs = record('film', 1, 'come');
  expect(startRecord(runs, wanted, 9, 'file').turn).toBe('come');
  expect(startRecord({ ...runs, intent: 'rest' }, wanted, 9, 'file').turn).toBeUndefined();
  expect(startRecord({ ...runs, turn: 1000 }, wanted, 9, 'file').turn).toBe(1000);
});
