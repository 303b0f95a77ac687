import { expect } from '@playwright/test';
import type { ServedFile } from '../../range-server/representation.js';
import { ask, askRange, DATE, ETAG, FILE, test } from './asking.js';

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
