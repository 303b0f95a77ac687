import { Agent } from 'node:http';
import { expect } from '@playwright/test';
import type { Fault } from '../../range-server/fault.js';
import { ask, askRange, FILE, test } from './asking.js';

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
    expect(server.log.mostInFlight('/file')).toBeLessThanOrEqual(6);
    agent.destroy();
  });

  test('notices a client that leaves', async ({ server }) => {
    const url = server.serve('/file', { size: 2 ** 40, seed: 1 });
    await ask(url, { signal: AbortSignal.timeout(100) });
    await expect.poll(() => server.log.requests()[0]?.aborted).toBe(true);
  });
});
