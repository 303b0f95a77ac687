import { gunzipSync } from 'node:zlib';
import { expect } from '@playwright/test';
import { firstWrongOffset } from '../../range-server/content.js';
import type { Fault } from '../../range-server/fault.js';
import type { RangeServer } from '../../range-server/range-server.js';
import { ask, askRaw, DATE, ETAG, FILE, MIB, type Received, slice, test, WHOLE } from './asking.js';

test.describe('faults', () => {
  /** Serves FILE with these faults, and asks for it with each Range in turn; undefined is none. */
  async function ranges(server: RangeServer, faults: Fault[], asked: (string | undefined)[]): Promise<Received[]> {
    const url = server.serve('/file', { ...FILE, faults });
    const received: Received[] = [];
    for (const range of asked) received.push(await ask(url, { headers: range ? { Range: range } : {} }));
    return received;
  }

  async function only(server: RangeServer, fault: Fault, range?: string): Promise<Received> {
    const [received] = await ranges(server, [fault], [range]);
    if (!received) throw new Error('Nothing was asked.');
    return received;
  }

  const three = [undefined, 'bytes=100-199', 'bytes=500-599'];
  const six = [...three, ...three];
  const occasions: [string, Fault['when'], (string | undefined)[], string][] = [
    ['on every request', undefined, six, 'xxxxxx'],
    ['on the second', { nth: 2 }, six, '.x....'],
    ['on the first two', { first: 2 }, six, 'xx....'],
    ['after two', { after: 2 }, six, '..xxxx'],
    ['on each second', { every: 2 }, six, '.x.x.x'],
    ['with a Range', { ranged: true }, six, '.xx.xx'],
    ['without a Range', { ranged: false }, six, 'x..x..'],
    ['from byte 500 on', { startsAtOrAfter: 500 }, six, '..x..x'],
    ['on more than 100 bytes', { longerThan: 100 }, [...three, 'bytes=0-100', 'bytes=950-', 'bytes=850-'], 'x..x.x'],
    ['on no Range of a file that is no longer', { longerThan: 1000 }, six, '......'],
    ['the second time from byte 100 on', { startsAtOrAfter: 100, nth: 2 }, six, '..x...'],
    ['only with HEAD', { method: 'HEAD' }, six, '......'],
    ['without a token', { lacksHeader: 'X-Token' }, six, 'xxxxxx'],
    ['without a Range header', { lacksHeader: 'Range' }, six, 'x..x..'],
  ];
  for (const [title, when, asked, expected] of occasions) {
    test(`strike ${title}`, async ({ server }) => {
      const received = await ranges(server, [{ ...(when && { when }), status: 503 }], asked);
      expect(received.map(({ status }) => (status === 503 ? 'x' : '.')).join('')).toBe(expected);
    });
  }

  test('strike when too many requests are in flight', async ({ server }) => {
    const faults: Fault[] = [{ when: { moreInFlightThan: 2 }, status: 429 }];
    const url = server.serve('/file', { ...FILE, latencyMs: 100, faults });
    const statuses = (await Promise.all([1, 2, 3, 4].map(() => ask(url)))).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 200, 429, 429]);
    expect((await ask(url)).status).toBe(200);
  });

  test('count for each query by itself', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, faults: [{ when: { after: 1, eachQuery: true }, status: 403 }] });
    const statuses: unknown[] = [];
    for (const query of ['', '?a', '?a', '?b', '', '?b']) statuses.push((await ask(url + query)).status);
    expect(statuses).toEqual([200, 200, 403, 200, 403, 403]);
  });

  test('combine, and the first wins where two say the same', async ({ server }) => {
    const faults: Fault[] = [
      { when: { nth: 1 }, status: 503, headers: { 'Retry-After': '1' } },
      { status: 500, delayMs: 100 },
    ];
    const startedAt = performance.now();
    const received = await ranges(server, faults, six.slice(0, 2));
    expect(received.map(({ status }) => status)).toEqual([503, 500]);
    expect(performance.now() - startedAt).toBeGreaterThan(195);
  });

  test('survive JSON', async ({ server }) => {
    const faults: Fault[] = JSON.parse('[{"when":{"nth":2},"status":503,"headers":{"ETag":null}}]');
    expect((await ranges(server, faults, six.slice(0, 3))).map(({ status }) => status)).toEqual([200, 503, 206]);
  });

  test('status replaces the answer', async ({ server }) => {
    const received = await only(server, { status: 503, body: 'Busy', headers: { 'Retry-After': '7' } });
    expect(received).toMatchObject({
      status: 503,
      headers: { 'retry-after': '7', 'content-length': '4', 'content-type': 'text/plain; charset=utf-8' },
    });
    expect(received.body.toString()).toBe('Busy');
    expect(received.headers).not.toHaveProperty('etag');
    expect(server.log.bytesSentTwice('/file')).toBe(0);
    expect((await only(server, { status: 404 })).body.toString()).toBe('Not Found');
    const empty = await only(server, { status: 204 });
    expect(empty).toMatchObject({ status: 204, complete: true });
    expect(empty.headers).not.toHaveProperty('content-length');
  });

  test('claimedStatus changes the status alone', async ({ server }) => {
    const received = await only(server, { claimedStatus: 206 });
    expect(received).toMatchObject({ status: 206, headers: { 'content-length': '1000' } });
    expect(received.headers).not.toHaveProperty('content-range');
  });

  test('body replaces the body alone', async ({ server }) => {
    const received = await only(server, { body: '<h1>Log in', headers: { 'Content-Type': 'text/html' } }, 'bytes=0-9');
    expect(received).toMatchObject({ status: 206, headers: { 'content-length': '10', 'content-type': 'text/html' } });
    expect(received.body.toString()).toBe('<h1>Log in');
  });

  test('headers sets and deletes any header', async ({ server }) => {
    const changed = { 'Content-Range': 'bytes 1-2/3', ETag: null, 'Content-Encoding': 'gzip' };
    const { headers, body } = await only(server, { headers: changed }, 'bytes=0-9');
    expect(headers).toMatchObject({ 'content-range': 'bytes 1-2/3', 'content-encoding': 'gzip' });
    expect(headers).not.toHaveProperty('etag');
    expect(body.equals(slice(FILE, 0, 10))).toBe(true);
    expect(server.log.requests()[0]?.contentRange).toBe('bytes 1-2/3');
    expect((await only(server, { headers: { 'Content-Range': null } }, 'bytes=0-9')).headers).not.toHaveProperty(
      'content-range',
    );
  });

  test('a Content-Length taken away leaves a chunked body', async ({ server }) => {
    const received = await only(server, { headers: { 'Content-Length': null } });
    expect(received).toMatchObject({ headers: { 'transfer-encoding': 'chunked' }, complete: true });
    expect(received.body.length).toBe(1000);
  });

  test('a Content-Length too large ends in a broken connection', async ({ server }) => {
    const received = await only(server, { headers: { 'Content-Length': '2000' } });
    expect(received).toMatchObject({ headers: { 'content-length': '2000' }, complete: false });
    expect(received.body.length).toBe(1000);
  });

  test('a Content-Length too small stands before a longer body', async ({ server }) => {
    const faults = [{ headers: { 'Content-Length': '600' } }];
    const { head, body } = await askRaw(server.serve('/file', { ...FILE, faults }));
    expect(head).toMatch(/content-length: 600\r\n/i);
    expect(body.equals(slice(FILE, 0, 1000))).toBe(true);
  });

  test('ignoreRange answers 200 with the whole file', async ({ server }) => {
    const received = await only(server, { ignoreRange: true }, 'bytes=100-199');
    expect(received).toMatchObject({ status: 200, headers: { 'accept-ranges': 'bytes' } });
    expect(received.body.equals(slice(FILE, 0, 1000))).toBe(true);
    expect(server.log.requests()[0]).toMatchObject({ range: { start: 100, end: 200 }, fileRange: WHOLE });
  });

  for (const bytes of [0, 1, 300, 1000]) {
    test(`cutAfterBytes ${bytes} sends just these and closes`, async ({ server }) => {
      const received = await only(server, { cutAfterBytes: bytes });
      expect(received).toMatchObject({ status: 200, headers: { 'content-length': '1000' }, complete: bytes === 1000 });
      expect(received.body.equals(slice(FILE, 0, bytes))).toBe(true);
    });
  }

  test('cutAfterBytes delivers all of a large part before it closes', async ({ server }) => {
    const file = { size: 100 * MIB, seed: 1 };
    const received = await ask(server.serve('/file', { ...file, faults: [{ cutAfterBytes: 77 * MIB + 1 }] }));
    expect(received.complete).toBe(false);
    expect(received.body.length).toBe(77 * MIB + 1);
    expect(firstWrongOffset(received.body, file)).toBeUndefined();
  });

  test('cutAfterBytes leaves a chunked body without its end', async ({ server }) => {
    const received = await ask(server.serve('/file', { ...FILE, chunked: true, faults: [{ cutAfterBytes: 1000 }] }));
    expect(received.complete).toBe(false);
    expect(received.body.length).toBe(1000);
  });

  test('cutAfterBytes leaves a shorter body alone', async ({ server }) => {
    expect(await only(server, { cutAfterBytes: 1001 })).toMatchObject({ complete: true });
  });

  test('endAfterBytes looks complete', async ({ server }) => {
    const received = await only(server, { endAfterBytes: 300 }, 'bytes=100-599');
    expect(received).toMatchObject({ status: 206, headers: { connection: 'close' }, complete: true });
    expect(received.headers).not.toHaveProperty('content-length');
    expect(received.headers).not.toHaveProperty('transfer-encoding');
    expect(received.body.equals(slice(FILE, 100, 400))).toBe(true);
  });

  for (const bytes of [0, 300]) {
    test(`stallAfterBytes ${bytes} falls silent and keeps the connection`, async ({ server }) => {
      const signal = AbortSignal.timeout(300);
      const url = server.serve('/file', { ...FILE, faults: [{ stallAfterBytes: bytes }] });
      const received = await ask(url, { signal });
      expect(received).toMatchObject({ status: 200, complete: false });
      expect(received.body.length).toBe(bytes);
      expect(signal.aborted).toBe(true); // it was not the server that ended it
      await expect.poll(() => server.log.requests()[0]).toMatchObject({ aborted: true, bodyBytesSent: bytes });
    });
  }

  test('stallMs ends the silence', async ({ server }) => {
    const startedAt = performance.now();
    expect(await only(server, { stallAfterBytes: 500, stallMs: 200 })).toMatchObject({ complete: true });
    expect(performance.now() - startedAt).toBeGreaterThan(195);
  });

  test('extraBytes goes beyond Content-Length', async ({ server }) => {
    const { head, body } = await askRaw(server.serve('/file', { ...FILE, faults: [{ extraBytes: 5 }] }));
    expect(head).toMatch(/content-length: 1000\r\n/i);
    expect(body.equals(Buffer.concat([slice(FILE, 0, 1000), Buffer.from('XXXXX')]))).toBe(true);
  });

  for (const shift of [1, -1, 4096, 500, -150]) {
    test(`shiftBytes ${shift} sends bytes from another place than it claims`, async ({ server }) => {
      const { headers, body } = await only(server, { shiftBytes: shift }, 'bytes=100-899');
      expect(headers).toMatchObject({ 'content-range': 'bytes 100-899/1000', 'content-length': '800' });
      const start = (100 + shift + 1000) % 1000;
      const twice = Buffer.concat([slice(FILE, 0, 1000), slice(FILE, 0, 1000)]);
      expect(body.equals(twice.subarray(start, start + 800))).toBe(true);
    });
  }

  const wrongRanges: [Fault['wrongRange'], number, number][] = [
    [{ start: 0 }, 0, 200],
    [{ start: 0, end: 100 }, 0, 100],
    [{ startBy: 5 }, 105, 200],
    [{ startBy: -5, endBy: 5 }, 95, 205],
    [{ endBy: 9999 }, 100, 1000],
    [{ start: 5000 }, 999, 1000],
    [{ end: 0 }, 100, 101],
  ];
  for (const [wrongRange, start, end] of wrongRanges) {
    test(`wrongRange ${JSON.stringify(wrongRange)} answers another range, and says so`, async ({ server }) => {
      const { status, headers, body } = await only(server, { ...(wrongRange && { wrongRange }) }, 'bytes=100-199');
      expect({ status, range: headers['content-range'] }).toEqual({
        status: 206,
        range: `bytes ${start}-${end - 1}/1000`,
      });
      expect(body.equals(slice(FILE, start, end))).toBe(true);
    });
  }

  test('capBytes answers with the beginning of the range', async ({ server }) => {
    const [long, short, whole] = await ranges(server, [{ capBytes: 50 }], ['bytes=100-', 'bytes=100-109', undefined]);
    expect(long?.headers).toMatchObject({ 'content-range': 'bytes 100-149/1000', 'content-length': '50' });
    expect(long?.body.equals(slice(FILE, 100, 150))).toBe(true);
    expect(short?.headers).toMatchObject({ 'content-range': 'bytes 100-109/1000' });
    expect(whole).toMatchObject({ status: 200, headers: { 'content-length': '1000' } });
  });

  test('contentRange words the Content-Range of each range, and gives none to others', async ({ server }) => {
    const faults: Fault[] = [{ contentRange: 'octets {first}:{last}/{size}/*' }];
    const received = await ranges(server, faults, ['bytes=100-199', undefined, 'bytes=5000-']);
    const words = received.map(({ headers }) => headers['content-range']);
    expect(words).toEqual(['octets 100:199/1000/*', undefined, 'bytes */1000']);
    expect(received[0]?.body.equals(slice(FILE, 100, 200))).toBe(true);
  });

  test('resetBeforeHeaders resets the connection', async ({ server }) => {
    expect(await only(server, { resetBeforeHeaders: true })).toMatchObject({ status: undefined, error: 'ECONNRESET' });
    expect(server.log.requests()[0]).toMatchObject({ status: undefined });
  });

  test('raw sends these very characters', async ({ server }) => {
    const raw = 'HTTP/1.1 206 Odd\r\nContent-Range: bytes 0-1/2\r\nConnection: close\r\n\r\nab';
    const received = await only(server, { raw });
    expect(received).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 0-1/2' } });
    expect(received.body.toString()).toBe('ab');
  });

  test('multipart wraps the range', async ({ server }) => {
    const { status, headers, body } = await only(server, { multipart: true }, 'bytes=100-199');
    const [, boundary] = /^multipart\/byteranges; boundary=(\S+)$/.exec(headers['content-type'] ?? '') ?? [];
    expect({ status, length: headers['content-length'] }).toEqual({ status: 206, length: String(body.length) });
    expect(headers).not.toHaveProperty('content-range');
    const head = `--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Range: bytes 100-199/1000\r\n\r\n`;
    const expected = [Buffer.from(head), slice(FILE, 100, 200), Buffer.from(`\r\n--${boundary}--\r\n`)];
    expect(body.equals(Buffer.concat(expected))).toBe(true);
  });

  test('freshEtag gives each answer a strong ETag of its own', async ({ server }) => {
    const received = await ranges(server, [{ freshEtag: true }], [undefined, undefined, 'bytes=100-199']);
    const etags = received.map(({ headers }) => headers.etag);
    for (const etag of etags) expect(etag).toMatch(/^"[^"]+"$/);
    expect(new Set(etags).size).toBe(3);
    expect(received[2]?.body.equals(slice(FILE, 100, 200))).toBe(true);
  });

  for (const [title, range, status] of [
    ['a whole file', undefined, 200],
    ['a range', 'bytes=100-899', 206],
  ] as const) {
    test(`gzip compresses ${title}, and Content-Length counts the compressed bytes`, async ({ server }) => {
      const bytes = Buffer.from('abcdefghij'.repeat(100));
      const url = server.serve('/file', { bytes, faults: [{ gzip: true }] });
      const received = await ask(url, { headers: range ? { Range: range, 'Accept-Encoding': 'identity' } : {} });
      expect(received).toMatchObject({ status, headers: { 'content-encoding': 'gzip' }, complete: true });
      expect(received.headers['content-length']).toBe(String(received.body.length));
      expect(received.body.length).toBeLessThan(100);
      expect(received.headers['content-range']).toBe(range && 'bytes 100-899/1000');
      expect(gunzipSync(received.body).equals(range ? bytes.subarray(100, 900) : bytes)).toBe(true);
      expect(server.log.requests()[0]?.fileRange).toBeUndefined();
    });
  }

  test('gzip leaves a chunked body without a length, and an empty one alone', async ({ server }) => {
    const chunked = await ask(server.serve('/file', { ...FILE, chunked: true, faults: [{ gzip: true }] }));
    expect(chunked.headers).toMatchObject({ 'content-encoding': 'gzip', 'transfer-encoding': 'chunked' });
    expect(gunzipSync(chunked.body).equals(slice(FILE, 0, 1000))).toBe(true);
    expect((await only(server, { status: 204, gzip: true })).headers).not.toHaveProperty('content-encoding');
  });

  test('otherVersion serves other bytes with their own validators', async ({ server }) => {
    const { headers, body } = await only(server, { otherVersion: { seed: 8 } }, 'bytes=100-199');
    expect(headers).toMatchObject({ etag: '"8-3e8"', 'last-modified': 'Mon, 01 Jan 2024 00:00:08 GMT' });
    expect(body.equals(slice({ size: 1000, seed: 8 }, 100, 200))).toBe(true);
    const larger = await only(server, { otherVersion: { seed: 8, size: 2000 } }, 'bytes=1500-');
    expect(larger).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 1500-1999/2000' } });
  });

  test('otherVersion can keep the old validators', async ({ server }) => {
    const { headers, body } = await only(server, { otherVersion: { seed: 8, keepValidators: true } });
    expect(headers).toMatchObject({ etag: ETAG, 'last-modified': DATE });
    expect(body.equals(slice({ size: 1000, seed: 8 }, 0, 1000))).toBe(true);
  });

  test('otherVersion has no validator, or a weak one, where the file has', async ({ server }) => {
    const faults: Fault[] = [{ otherVersion: { seed: 8 } }];
    const weak = await ask(server.serve('/weak', { ...FILE, etag: 'W/"1"', lastModified: null, faults }));
    expect(weak.headers).toMatchObject({ etag: 'W/"8-3e8"' });
    expect(weak.headers).not.toHaveProperty('last-modified');
    expect((await ask(server.serve('/none', { ...FILE, etag: null, faults }))).headers).not.toHaveProperty('etag');
  });
});
