import { createHash, randomInt } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { test as base, expect } from '@playwright/test';
import { contentSlice, type FileContent, fillWithContent, firstWrongOffset } from '../range-server/content.js';
import { sha256Hex, sha256Integrity } from '../range-server/digest.js';
import type { Fault } from '../range-server/fault.js';
import { type RangeServer, startRangeServer } from '../range-server/range-server.js';
import type { ServedFile } from '../range-server/representation.js';

const test = base.extend<{ server: RangeServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  server: async ({}, use) => {
    const server = await startRangeServer();
    await use(server);
    await server.close();
  },
});

const MIB = 2 ** 20;
const FILE = { size: 1000, seed: 7 };
const WHOLE = { start: 0, end: 1000 };
const DATE = 'Mon, 01 Jan 2024 00:00:07 GMT'; // What FILE's seed leads to.
const ETAG = '"7-3e8"';

interface Received {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** False when the connection ended before the message did. */
  readonly complete: boolean;
  readonly error: string | undefined;
}

interface Asking {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
}

/** Never rejects: what went wrong is part of what was received. */
function ask(url: string, { agent, ...asking }: Asking = {}): Promise<Received> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let status: number | undefined;
    let headers: IncomingHttpHeaders = {};
    const settle = (complete: boolean, error?: string) =>
      resolve({ status, headers, body: Buffer.concat(chunks), complete, error });
    const sent = request(url, { agent: agent ?? false, ...asking }, (response) => {
      ({ statusCode: status, headers } = response);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => settle(response.complete));
      response.on('error', (error: NodeJS.ErrnoException) => settle(false, error.code));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => settle(false, error.code));
    sent.end();
  });
}

/** All that comes until the connection closes: a client of HTTP would not show what is wrong. */
async function askRaw(url: string): Promise<{ head: string; body: Buffer }> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  const received = Buffer.concat(await socket.toArray());
  const bodyStart = received.indexOf('\r\n\r\n') + 4;
  return { head: received.subarray(0, bodyStart).toString('latin1'), body: received.subarray(bodyStart) };
}

function askRange(url: string, range: string, headers: Record<string, string> = {}): Promise<Received> {
  return ask(url, { headers: { ...headers, Range: range } });
}

function slice(content: FileContent, start: number, end: number): Buffer {
  return Buffer.from(contentSlice(content, { start, end }));
}

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

test.describe('methods', () => {
  test('GET describes the file', async ({ server }) => {
    const { status, headers } = await ask(server.serve('/file', { ...FILE, name: 'naïve "a".mp4' }));
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'accept-ranges': 'bytes',
      'content-disposition': `attachment; filename="na_ve _a_.mp4"; filename*=UTF-8''na%C3%AFve%20%22a%22.mp4`,
      'content-length': '1000',
      'content-type': 'application/octet-stream',
      etag: ETAG,
      'last-modified': DATE,
    });
    expect(Math.abs(Date.parse(headers.date ?? '') - Date.now())).toBeLessThan(2000);
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('HEAD answers as GET would without a Range, and sends no body', async ({ server }) => {
    const url = server.serve('/file', FILE);
    const { status, headers, body } = await ask(url, { method: 'HEAD', headers: { Range: 'bytes=0-9' } });
    expect({ status, length: headers['content-length'], body: body.length }).toEqual({
      status: 200,
      length: '1000',
      body: 0,
    });
    expect(headers.etag).toBe(ETAG);
    expect(server.log.bytesSent()).toBe(0);
  });

  test('other methods are refused', async ({ server }) => {
    const url = server.serve('/file', FILE);
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
      expect(await ask(url, { method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } });
    }
  });

  test('unknown paths are not found', async ({ server }) => {
    expect(await ask(`${server.origin}/nothing`)).toMatchObject({ status: 404 });
  });

  test('a path with a query is a file of its own', async ({ server }) => {
    server.serve('/file', FILE);
    server.serve('/file?signed=1', { bytes: Buffer.from('one') });
    expect((await ask(`${server.origin}/file?signed=1`)).body.toString()).toBe('one');
    expect((await ask(`${server.origin}/file?signed=2`)).body.length).toBe(1000);
    expect(server.log.requests('/file').map(({ query }) => query)).toEqual(['?signed=1', '?signed=2']);
  });
});

test.describe('preconditions', () => {
  const EARLIER = 'Mon, 01 Jan 2024 00:00:06 GMT';
  const LATER = 'Mon, 01 Jan 2024 00:00:08 GMT';
  const weak: Partial<ServedFile> = { etag: 'W/"w"' };
  const none: Partial<ServedFile> = { etag: null, lastModified: null };
  const cases: [number, Record<string, string>, Partial<ServedFile>?][] = [
    [200, { 'If-Match': ETAG }],
    [200, { 'If-Match': `"a", ${ETAG}` }],
    [200, { 'If-Match': '*' }, none],
    [412, { 'If-Match': '"a"' }],
    [412, { 'If-Match': 'W/"w"' }, weak],
    [412, { 'If-Match': '"a"' }, none],
    [304, { 'If-None-Match': ETAG }],
    [304, { 'If-None-Match': `"a", W/${ETAG}` }],
    [304, { 'If-None-Match': '*' }],
    [304, { 'If-None-Match': '"w"' }, weak],
    [200, { 'If-None-Match': '"a"' }],
    [304, { 'If-Modified-Since': DATE }],
    [304, { 'If-Modified-Since': LATER }],
    [200, { 'If-Modified-Since': EARLIER }],
    [200, { 'If-Modified-Since': LATER }, none],
    [200, { 'If-Modified-Since': 'yesterday' }],
    [200, { 'If-Unmodified-Since': DATE }],
    [412, { 'If-Unmodified-Since': EARLIER }],
    [200, { 'If-Unmodified-Since': EARLIER }, none],
    [200, { 'If-Unmodified-Since': 'tomorrow' }],
    // The entity tag outranks the date.
    [200, { 'If-Match': ETAG, 'If-Unmodified-Since': EARLIER }],
    [200, { 'If-None-Match': '"a"', 'If-Modified-Since': DATE }],
    // What may change nothing is asked last.
    [412, { 'If-Match': '"a"', 'If-None-Match': ETAG }],
    [304, { 'If-Match': ETAG, 'If-None-Match': ETAG }],
    [304, { 'If-None-Match': ETAG, Range: 'bytes=5000-' }],
    [412, { 'If-Match': '"a"', Range: 'bytes=0-9' }],
    [206, { 'If-Match': ETAG, Range: 'bytes=0-9' }],
    // If-Range
    [206, { 'If-Range': ETAG, Range: 'bytes=0-9' }],
    [200, { 'If-Range': '"a"', Range: 'bytes=0-9' }],
    [200, { 'If-Range': `W/${ETAG}`, Range: 'bytes=0-9' }],
    [200, { 'If-Range': 'W/"w"', Range: 'bytes=0-9' }, weak],
    [200, { 'If-Range': '"w"', Range: 'bytes=0-9' }, weak],
    [206, { 'If-Range': DATE, Range: 'bytes=0-9' }],
    [200, { 'If-Range': LATER, Range: 'bytes=0-9' }],
    [200, { 'If-Range': EARLIER, Range: 'bytes=0-9' }],
    [200, { 'If-Range': 'x', Range: 'bytes=0-9' }],
    [200, { 'If-Range': DATE, Range: 'bytes=0-9' }, none],
    [200, { 'If-Range': '"a"', Range: 'bytes=5000-' }],
    [200, { 'If-Range': ETAG }],
  ];
  for (const [status, headers, options = {}] of cases) {
    const words = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    const of = Object.keys(options).length > 0 ? ` of a file with ${JSON.stringify(options)}` : '';
    test(`${words.join(', ')}${of} is answered ${status}`, async ({ server }) => {
      const received = await ask(server.serve('/file', { ...FILE, ...options }), { headers });
      expect(received.status).toBe(status);
      if (status === 304) expect(received.body.length).toBe(0);
    });
  }

  test('a date counts for If-Range only after its second has passed', async ({ server }) => {
    const lastModified = new Date(Math.ceil(Date.now() / 1000) * 1000).toUTCString();
    const url = server.serve('/file', { ...FILE, lastModified });
    expect((await askRange(url, 'bytes=0-9', { 'If-Range': lastModified })).status).toBe(200);
  });
});

test.describe('files as served', () => {
  const CORS = 'access-control-allow-origin';

  test('plain CORS lets a page read, exposed CORS lets it see the headers', async ({ server }) => {
    const plain = await ask(server.serve('/plain', { ...FILE, cors: 'plain' }), { headers: { Origin: 'http://a' } });
    expect(plain.headers).toMatchObject({ [CORS]: '*' });
    expect(plain.headers).not.toHaveProperty('access-control-expose-headers');
    const exposed = await ask(server.serve('/exposed', { ...FILE, cors: 'exposed' }));
    expect(exposed.headers['access-control-expose-headers']).toMatch(/Content-Range.*ETag.*Retry-After/);
  });

  test('CORS with credentials names the origin', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, cors: 'plain', corsCredentials: true });
    expect((await ask(url, { headers: { Origin: 'http://a' } })).headers).toMatchObject({
      [CORS]: 'http://a',
      'access-control-allow-credentials': 'true',
      vary: 'Origin',
    });
  });

  test('a preflight is allowed what it asks for, unless there is no CORS', async ({ server }) => {
    const preflight = {
      method: 'OPTIONS',
      headers: { 'Access-Control-Request-Method': 'GET', 'Access-Control-Request-Headers': 'if-range,x-token' },
    };
    const allowed = await ask(server.serve('/plain', { ...FILE, cors: 'plain' }), preflight);
    expect(allowed).toMatchObject({ status: 204, headers: { 'access-control-allow-headers': 'if-range,x-token' } });
    const refused = await ask(server.serve('/none', FILE), preflight);
    expect(Object.keys(refused.headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('errors keep their CORS headers', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, cors: 'exposed', faults: [{ status: 503 }] });
    expect(await ask(url)).toMatchObject({ status: 503, headers: { [CORS]: '*' } });
    const range = await askRange(server.serve('/other', { ...FILE, cors: 'exposed' }), 'bytes=9999-');
    expect(range).toMatchObject({ status: 416, headers: { [CORS]: '*' } });
  });

  test('a chunked file has no Content-Length, whole or in part', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, chunked: true });
    for (const headers of [{}, { Range: 'bytes=0-9' }]) {
      const received = await ask(url, { headers });
      expect(received.headers).toMatchObject({ 'transfer-encoding': 'chunked' });
      expect(received.headers).not.toHaveProperty('content-length');
      expect(received.complete).toBe(true);
    }
  });

  test('a redirect is answered 302, to whatever is asked', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, redirect: '/elsewhere' });
    expect(await askRange(url, 'bytes=0-9')).toMatchObject({ status: 302, headers: { location: '/elsewhere' } });
  });

  test('headers can be set and taken away', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, headers: { 'X-Extra': '1', etag: null } });
    const { headers } = await ask(url);
    expect(headers).toMatchObject({ 'x-extra': '1' });
    expect(headers).not.toHaveProperty('etag');
  });

  test('latency comes before the headers', async ({ server }) => {
    const startedAt = performance.now();
    await ask(server.serve('/file', { ...FILE, latencyMs: 150, faults: [{ delayMs: 100 }] }));
    expect(performance.now() - startedAt).toBeGreaterThan(245);
  });

  test('an answer under way goes on with the version it began with', async ({ server }) => {
    const old = { size: 20_000, seed: 1 };
    const url = server.serve('/file', { ...old, bytesPerSecond: 50_000 });
    const running = ask(url);
    await setTimeout(100);
    server.serve('/file', { size: 20_000, seed: 2 });
    expect(firstWrongOffset((await running).body, old)).toBeUndefined();
    expect(firstWrongOffset((await ask(url)).body, { size: 20_000, seed: 2 })).toBeUndefined();
  });
});

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
      await expect.poll(() => server.log.requests()[0]).toMatchObject({ aborted: true, bodyBytesSent: bytes });
      const { startedAt = 0, endedAt = 0 } = server.log.requests()[0] ?? {};
      expect(endedAt - startedAt).toBeGreaterThan(250);
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

test.describe('rate', () => {
  /**
   * What was sent, as a part of what was due by then. The due is exact and never exceeded; a busy machine may be late,
   * which no test may take for a fault.
   */
  async function sentOfDue(server: RangeServer, bytesPerSecond: number, durationMs: number): Promise<number> {
    await setTimeout(durationMs);
    const [first] = server.log.requests('/file');
    const elapsedMs = performance.timeOrigin + performance.now() - (first?.startedAt ?? 0);
    return server.log.bytesSent('/file') / ((bytesPerSecond * elapsedMs) / 1000);
  }

  for (const bytesPerSecond of [1_000, 1_000_000, 20_000_000]) {
    test(`${bytesPerSecond} bytes per second are kept, and never exceeded`, async ({ server }) => {
      const url = server.serve('/file', { size: 2 ** 40, seed: 1, bytesPerSecond });
      const running = ask(url, { signal: AbortSignal.timeout(1500) });
      for (let step = 0; step < 5; step++) {
        const part = await sentOfDue(server, bytesPerSecond, 250);
        expect(part).toBeGreaterThan(0.5);
        expect(part).toBeLessThanOrEqual(1);
      }
      await running;
    });
  }

  test('a client gets what is due to it, and no sooner', async ({ server }) => {
    const startedAt = performance.now();
    const { body } = await ask(server.serve('/file', { size: 500_000, seed: 1, bytesPerSecond: MIB }));
    expect(body.length).toBe(500_000);
    expect(performance.now() - startedAt).toBeGreaterThan(476);
  });

  test('each connection has its own', async ({ server }) => {
    const url = server.serve('/file', { size: 2 ** 40, seed: 1, bytesPerSecond: MIB });
    const running = [1, 2, 3, 4].map(() => ask(url, { signal: AbortSignal.timeout(1000) }));
    const part = await sentOfDue(server, 4 * MIB, 700);
    expect(part).toBeGreaterThan(0.5);
    expect(part).toBeLessThanOrEqual(1);
    await Promise.all(running);
  });

  test('a fault can slow one answer down', async ({ server }) => {
    const faults: Fault[] = [{ when: { nth: 1 }, bytesPerSecond: 2000 }];
    const url = server.serve('/file', { ...FILE, faults });
    const startedAt = performance.now();
    await ask(url);
    expect(performance.now() - startedAt).toBeGreaterThan(450);
  });
});

test.describe('log', () => {
  test('records what was asked and what was sent', async ({ server }) => {
    const url = server.serve('/file', FILE);
    await askRange(`${url}?a=1?b`, 'bytes=100-199', { 'X-Mark': 'm' });
    const [entry] = server.log.requests('/file');
    expect(entry).toMatchObject({
      method: 'GET',
      path: '/file',
      query: '?a=1?b',
      headers: { range: 'bytes=100-199', 'x-mark': 'm' },
      range: { start: 100, end: 200 },
      status: 206,
      contentRange: 'bytes 100-199/1000',
      bodyBytesSent: 100,
      aborted: false,
    });
    expect(entry?.endedAt).toBeGreaterThanOrEqual(entry?.startedAt ?? Infinity);
    expect(Math.abs((entry?.startedAt ?? 0) - Date.now())).toBeLessThan(2000);
  });

  test('counts bytes by path, and those sent twice', async ({ server }) => {
    const url = server.serve('/file', FILE);
    await ask(server.serve('/other', FILE));
    for (const range of ['bytes=0-99', 'bytes=200-299', 'bytes=50-249', 'bytes=100-100']) await askRange(url, range);
    expect(server.log.bytesSent('/file')).toBe(401);
    expect(server.log.bytesSent()).toBe(1401);
    expect(server.log.bytesSentTwice('/file')).toBe(101);
    expect(server.log.bytesSentTwice('/other')).toBe(0);
    server.log.clear();
    expect(server.log.requests()).toEqual([]);
    expect(server.log.bytesSent()).toBe(0);
  });

  test('counts what was sent of an answer that was cut', async ({ server }) => {
    const faults: Fault[] = [{ when: { nth: 1 }, cutAfterBytes: 300 }];
    const url = server.serve('/file', { ...FILE, faults });
    await ask(url);
    await askRange(url, 'bytes=300-');
    expect(server.log.bytesSentTwice('/file')).toBe(0);
    expect(server.log.bytesSent('/file')).toBe(1000);
  });

  test('knows who is still running, also across clear', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, faults: [{ stallAfterBytes: 1 }] });
    const running = Promise.all([ask(url), ask(url)]);
    await expect.poll(() => server.log.mostInFlight('/file')).toBe(2);
    expect(server.log.requests()[0]?.endedAt).toBeUndefined();
    server.log.clear();
    expect(server.log.requests().length).toBe(2);
    server.cut('/file');
    await running;
    await expect.poll(() => server.log.requests().every(({ endedAt }) => endedAt !== undefined)).toBe(true);
    server.log.clear();
    expect(server.log.mostInFlight()).toBe(0);
  });

  test('never counts one connection twice', async ({ server }) => {
    const url = server.serve('/file', { size: 300_000, seed: 1, latencyMs: 1 });
    const agent = new Agent({ keepAlive: true, maxSockets: 6 });
    await Promise.all(Array.from({ length: 600 }, () => ask(url, { agent })));
    expect(server.log.mostInFlight('/file')).toBe(6);
    agent.destroy();
  });

  test('notices a client that leaves', async ({ server }) => {
    const url = server.serve('/file', { size: 2 ** 40, seed: 1 });
    await ask(url, { signal: AbortSignal.timeout(100) });
    await expect.poll(() => server.log.requests()[0]?.aborted).toBe(true);
  });
});

test.describe('server', () => {
  test('waits for a client that does not read', async ({ server }) => {
    const url = new URL(server.serve('/file', { size: 2 ** 40, seed: 1 }));
    const socket = connect(Number(url.port), url.hostname);
    socket.pause();
    socket.write('GET /file HTTP/1.1\r\nHost: a\r\n\r\n');
    await setTimeout(300);
    const sent = server.log.bytesSent();
    await setTimeout(300);
    expect(server.log.bytesSent()).toBe(sent);
    expect(sent).toBeLessThan(32 * MIB);
    socket.destroy();
  });

  test('sends every byte right, whatever the pace of the reader', async ({ server }) => {
    const file = { size: 64 * MIB + 12_345, seed: 5 };
    const url = server.serve('/file', file);
    const response = await fetch(url);
    let offset = 0;
    for await (const chunk of response.body ?? []) {
      expect(firstWrongOffset(chunk, file, offset)).toBeUndefined();
      offset += chunk.length;
      if (offset % 7 === 0) await setTimeout(1);
    }
    expect(offset).toBe(file.size);
  });

  test('keeps connections alive', async ({ server }) => {
    const url = server.serve('/file', FILE);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    for (let round = 0; round < 3; round++) {
      const { headers } = await ask(url, { agent, method: round === 1 ? 'HEAD' : 'GET' }); // A HEAD's length is no lie.
      expect(headers.connection).toBe('keep-alive');
    }
    expect(Object.values(agent.freeSockets).flat().length).toBe(1);
    agent.destroy();
  });

  test('cuts connections by path, or all', async ({ server }) => {
    const slow = { size: 2 ** 40, seed: 1, bytesPerSecond: 1000 };
    const one = ask(server.serve('/one', slow));
    const two = ask(server.serve('/two', slow));
    await expect.poll(() => server.log.bytesSent('/one') > 0 && server.log.bytesSent('/two') > 0).toBe(true);
    server.cut('/one');
    expect((await one).complete).toBe(false);
    expect(server.log.requests('/two')[0]?.endedAt).toBeUndefined();
    server.cut();
    expect((await two).complete).toBe(false);
    expect((await ask(server.serve('/three', FILE))).status).toBe(200);
  });

  test('closes with answers under way, and comes back at the same address', async () => {
    const first = await startRangeServer();
    const stalled = ask(first.serve('/file', { ...FILE, faults: [{ stallAfterBytes: 1 }] }));
    await expect.poll(() => first.log.bytesSent()).toBe(1);
    await first.close();
    expect((await stalled).complete).toBe(false);
    expect((await ask(`${first.origin}/file`)).error).toBe('ECONNREFUSED');
    const second = await startRangeServer({ port: Number(new URL(first.origin).port) });
    expect((await ask(second.serve('/file', FILE))).status).toBe(200);
    await second.close();
  });

  test('serves pages and scripts', async ({ server }) => {
    const html = await ask(
      server.page('/', { html: '<p>é', headers: { 'Content-Security-Policy': "worker-src 'self'" } }),
    );
    expect(html.body.toString()).toBe('<p>é');
    expect(html.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "worker-src 'self'",
    });
    const js = await ask(server.page('/a.js', { js: 'export {}' }));
    expect(js.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'access-control-allow-origin': '*',
    });
  });

  test('serves directories, and nothing outside of them', async ({ server }) => {
    const directory = await mkdtemp(join(tmpdir(), 'range-server-'));
    await writeFile(join(directory, 'index.html'), 'index');
    await writeFile(join(directory, 'a b.js'), 'script');
    server.mount('/dist/', directory);
    expect((await ask(`${server.origin}/dist/`)).body.toString()).toBe('index');
    const script = await ask(`${server.origin}/dist/a%20b.js?v=1`);
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    for (const path of ['/dist/none.js', '/dist/..%2f..%2fetc/passwd', '/dist/%2e%2e/', '/dist/%', '/dist/a%00']) {
      expect((await ask(server.origin + path)).status, path).toBe(404);
    }
    await rm(directory, { recursive: true });
  });
});

test('throughput is worth knowing', async ({ server }) => {
  const size = 2 ** 30;
  const buffer = Buffer.alloc(256 * 2 ** 10);
  const fillStartedAt = performance.now();
  for (let offset = 0; offset < size; offset += buffer.length) fillWithContent(buffer, { size, seed: 1 }, offset);
  const fillMs = performance.now() - fillStartedAt;
  const url = server.serve('/file', { size, seed: 1 });
  const sendStartedAt = performance.now();
  await new Promise<void>((resolve) => request(url, (response) => response.on('end', resolve).resume()).end());
  const sendMs = performance.now() - sendStartedAt;
  const speed = (ms: number) => `${Math.round(size / ms / 1000)} MB/s`;
  process.stdout.write(`content ${speed(fillMs)}; one client in the same process ${speed(sendMs)}\n`);
});
