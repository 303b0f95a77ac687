import { createHash, randomInt } from 'node:crypto';
import { expect } from '@playwright/test';
import { firstWrongOffset } from '../../range-server/content.js';
import { sha256Hex, sha256Integrity } from '../../range-server/digest.js';
import { MIB, slice, test } from './asking.js';

test.describe('content', () => {
  test('the same bytes stand at an offset however they are cut, also beyond 4 GiB', () => {
    const file = { size: 2 ** 40, seed: 0xfedcba98 };
    for (const base of [0, 4095, MIB - 3, 2 ** 32 - 5000, 2 ** 32, 2 ** 40 - 3 * MIB]) {
      const whole = slice(file, base, base + 3 * MIB);
      for (let round = 0; round < 50; round++) {
        const start = randomInt(3 * MIB);
        const end = Math.min(3 * MIB, start + randomInt(10_000));
        expect(slice(file, base + start, base + end).equals(whole.subarray(start, end))).toBe(true);
      }
    }
  });

  test('bytes from any other place are wrong from their first few bytes on', () => {
    const file = { size: 2 ** 41, seed: 1 };
    const shifts = Array.from({ length: 41 }, (_, power) => 2 ** power);
    for (const shift of [...shifts, MIB - 3 + 1, 3 * 512, 64 * MIB, 100 * MIB, 2 ** 32 - 4096]) {
      const misplaced = slice(file, 5 * MIB + shift + 100, 5 * MIB + shift + 200);
      expect(firstWrongOffset(misplaced, file, 5 * MIB + 100)).toBeLessThan(5 * MIB + 104);
    }
  });

  test('where the pseudo-random bytes repeat, the stamp of each block tells the places apart', () => {
    const file = { size: 2 ** 40, seed: 1 };
    const repeated = slice(file, MIB - 3, MIB - 3 + 8192);
    expect(firstWrongOffset(repeated, file, 0)).toBeLessThan(4096);
  });

  test('no block of another version passes', () => {
    for (let seed = 2; seed < 200; seed++) {
      const other = slice({ size: MIB, seed }, 8200, 8300);
      expect(firstWrongOffset(other, { size: MIB, seed: 1 }, 8200)).toBeLessThan(8204);
    }
  });

  test('one wrong byte is found at its offset in the file', () => {
    const file = { size: 2 ** 40, seed: 3 };
    const bytes = slice(file, 2 ** 33 + 1, 2 ** 33 + 1 + 3 * MIB);
    expect(firstWrongOffset(bytes, file, 2 ** 33 + 1)).toBeUndefined();
    bytes[2 * MIB + 77] = (bytes[2 * MIB + 77] ?? 0) ^ 1;
    expect(firstWrongOffset(bytes, file, 2 ** 33 + 1)).toBe(2 ** 33 + 1 + 2 * MIB + 77);
  });

  test('the digest is that of the whole file', async () => {
    const file = { size: 3 * MIB + 17, seed: 4 };
    const hash = createHash('sha256').update(slice(file, 0, file.size));
    expect(await sha256Hex(file)).toBe(hash.copy().digest('hex'));
    expect(await sha256Integrity(file)).toBe(`sha256-${hash.digest('base64')}`);
    expect(await sha256Hex({ bytes: Buffer.from('abc') })).toBe(createHash('sha256').update('abc').digest('hex'));
    expect(await sha256Hex({ size: 0, seed: 1 })).toBe(createHash('sha256').digest('hex'));
  });
});
