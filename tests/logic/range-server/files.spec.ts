import { setTimeout } from 'node:timers/promises';
import { expect } from '@playwright/test';
import { firstWrongOffset } from '../../range-server/content.js';
import { ask, askRange, FILE, test } from './asking.js';

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

  test('a redirect can lead to a fresh link each time', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, redirect: '/elsewhere?signature={fresh}' });
    const locations = [await ask(url), await ask(url)].map(({ headers }) => headers.location);
    for (const location of locations) expect(location).toMatch(/^\/elsewhere\?signature=[0-9a-f-]{36}$/);
    expect(new Set(locations).size).toBe(2);
  });

  test('headers are bytes, and go out as they are', async ({ server }) => {
    const url = server.serve('/file', { ...FILE, headers: { 'X-Bytes': '\u00e6\u0098\u00a0' } });
    expect((await ask(url)).headers).toMatchObject({ 'x-bytes': '\u00e6\u0098\u00a0' });
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
