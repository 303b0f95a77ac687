import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readRecord } from '../../src/storage/read-record.js';
import { type DownloadRecord, NO_PROGRESS } from '../../src/storage/record.js';
import { fromSlots, SLOT_BYTES, toSlot } from '../../src/storage/record-slots.js';

const record: DownloadRecord = {
  ...NO_PROGRESS,
  id: 'film',
  url: 'https://example.com/фильм.mkv?a=1',
  name: 'фильм 🎬.mkv',
  integrity: undefined,
  credentials: 'same-origin',
  hadHeaders: false,
  addedAt: 1,
  intent: 'run',
  file: 'a-file',
  ranges: [{ start: 0, end: 1000 }],
  representation: { completeLength: 2000, etag: '"1"', lastModified: undefined, mediaType: 'video/mp4' },
  digest: { algorithm: 'sha256', hashedBytes: 10, state: new Uint8Array(3) },
};

async function slotOf(record: DownloadRecord): Promise<Uint8Array<ArrayBuffer>> {
  const slot = await toSlot(record);
  if (!slot) throw new Error('It is too long');
  return slot;
}

async function recordIn(slot: Uint8Array<ArrayBuffer>): Promise<DownloadRecord | undefined> {
  const [value] = await fromSlots(slot.slice().buffer);
  return readRecord(value, () => '');
}

test('a slot says all of the record but how far its digest is', async () => {
  const slot = await slotOf(record);
  expect(slot).toHaveLength(SLOT_BYTES);
  expect(await recordIn(slot)).toEqual({ ...record, digest: undefined });
});

test('a slot of which anything is changed, or not there, says nothing', async () => {
  const slot = await slotOf(record);
  const change = fc.record({ at: fc.nat(SLOT_BYTES - 1), by: fc.integer({ min: 1, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, by }) => {
      const torn = slot.slice();
      torn[at] = ((torn[at] ?? 0) + by) % 256;
      expect(await fromSlots(torn.buffer)).toEqual([]);
    }),
  );
  for (const length of [0, 1, 100, SLOT_BYTES - 1]) expect(await fromSlots(slot.slice(0, length).buffer)).toEqual([]);
});

test('of more ranges than a slot takes it claims some', async () => {
  const most = Number.MAX_SAFE_INTEGER;
  const ranges = Array.from({ length: 10_000 }, (_, n) => ({
    start: most - 30_000 + 3 * n,
    end: most - 29_999 + 3 * n,
  }));
  const read = await recordIn(await slotOf({ ...record, representation: { ...NO_VALIDATORS }, ranges }));
  expect(read?.ranges.length).toBeGreaterThan(100);
  expect(read?.ranges).toEqual(ranges.slice(0, read?.ranges.length));
});

test('a record that is too long has no slot', async () => {
  const longest = (letters: number) => toSlot({ ...record, url: `https://example.com/${'ж'.repeat(letters)}` });
  expect(await longest(16_000)).toBeDefined();
  expect(await longest(17_000)).toBeUndefined();
});

const NO_VALIDATORS = { completeLength: undefined, etag: undefined, lastModified: undefined, mediaType: undefined };
