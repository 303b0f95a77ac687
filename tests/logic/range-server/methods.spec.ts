import { expect } from '@playwright/test';
import { ask, DATE, ETAG, FILE, test } from './asking.js';

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
