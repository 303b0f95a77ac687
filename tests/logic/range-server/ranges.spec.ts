import { expect } from '@playwright/test';
import { ask, askRange, FILE, slice, test } from './asking.js';

test.describe('ranges', () => {
  const served: [string, number, number][] = [
    ['bytes=0-0', 0, 1],
    ['bytes=0-99', 0, 100],
    ['bytes=100-', 100, 1000],
    ['bytes=999-', 999, 1000],
    ['bytes=990-5000', 990, 1000],
    ['bytes=990-99999999999999999999999', 990, 1000],
    ['bytes=-100', 900, 1000],
    ['bytes=-1000', 0, 1000],
    ['bytes=-5000', 0, 1000],
    ['BYTES=0-9', 0, 10],
    ['bytes= 0-9 ', 0, 10],
    ['bytes=0-9,', 0, 10],
  ];
  for (const [range, start, end] of served) {
    test(`${range} of 1000 bytes is served`, async ({ server }) => {
      const received = await askRange(server.serve('/file', FILE), range);
      expect(received.status).toBe(206);
      expect(received.headers['content-range']).toBe(`bytes ${start}-${end - 1}/1000`);
      expect(received.headers['content-length']).toBe(String(end - start));
      expect(received.body.equals(slice(FILE, start, end))).toBe(true);
      expect(server.log.requests()[0]).toMatchObject({
        range: { start, end },
        status: 206,
        bodyBytesSent: end - start,
      });
    });
  }

  for (const range of ['bytes=1000-', 'bytes=1000-2000', 'bytes=-0', 'bytes=99999999999999999999-']) {
    test(`${range} of 1000 bytes cannot be satisfied`, async ({ server }) => {
      const received = await askRange(server.serve('/file', FILE), range);
      expect(received.status).toBe(416);
      expect(received.headers['content-range']).toBe('bytes */1000');
      expect(server.log.requests()[0]?.range).toBeUndefined();
    });
  }

  const ignored = [
    ...['bytes=10-5', 'bytes=abc', 'bytes=-', 'bytes=', 'bytes=--5', 'bytes=1-2-3', 'bytes=0x1-5', 'bytes=1.5-2'],
    ...['items=0-5', 'bytes 0-5', '0-5', 'bytes=0-1,5-6', 'bytes=0-1, -6', 'bytes=0-1,x'],
  ];
  for (const range of ignored) {
    test(`"${range}" is ignored`, async ({ server }) => {
      const received = await askRange(server.serve('/file', FILE), range);
      expect(received.status).toBe(200);
      expect(received.headers['content-range']).toBeUndefined();
      expect(received.body.equals(slice(FILE, 0, 1000))).toBe(true);
    });
  }

  test('an empty file has no range but a suffix, which is all of it', async ({ server }) => {
    const url = server.serve('/file', { size: 0, seed: 1 });
    expect(await askRange(url, 'bytes=0-')).toMatchObject({ status: 416, headers: { 'content-range': 'bytes */0' } });
    expect(await askRange(url, 'bytes=-5')).toMatchObject({ status: 200, headers: { 'content-length': '0' } });
    expect(await ask(url)).toMatchObject({ status: 200, headers: { 'content-length': '0' }, complete: true });
  });

  test('a range may lie at the end of 1 TiB', async ({ server }) => {
    const file = { size: 2 ** 40, seed: 9 };
    const received = await askRange(server.serve('/file', file), `bytes=${2 ** 40 - 10}-`);
    expect(received.headers['content-range']).toBe('bytes 1099511627766-1099511627775/1099511627776');
    expect(received.body.equals(slice(file, 2 ** 40 - 10, 2 ** 40))).toBe(true);
  });

  test('literal bytes are served like any', async ({ server }) => {
    const url = server.serve('/file', { bytes: Buffer.from('abcdefghij'), contentType: 'text/plain' });
    const received = await askRange(url, 'bytes=2-4');
    expect(received.body.toString()).toBe('cde');
    expect(received.headers['content-type']).toBe('text/plain');
  });

  test('a file without ranges says so and sends all of itself', async ({ server }) => {
    const received = await askRange(server.serve('/file', { ...FILE, acceptRanges: 'none' }), 'bytes=0-9');
    expect(received).toMatchObject({ status: 200, headers: { 'accept-ranges': 'none' } });
    expect(received.body.length).toBe(1000);
  });

  test('ranges can be served unannounced', async ({ server }) => {
    const received = await askRange(server.serve('/file', { ...FILE, acceptRanges: 'unsaid' }), 'bytes=0-9');
    expect(received.status).toBe(206);
    expect(received.headers).not.toHaveProperty('accept-ranges');
  });
});
