import { expect, test } from '@playwright/test';
import { corsAdvice } from '../../src/core/advice.js';

const LINE = 'Access-Control-Expose-Headers: Content-Range, ETag, Content-Disposition, Retry-After';

function advice(status: number, fields: Record<string, string>): string | undefined {
  const headers = new Headers(fields);
  return corsAdvice('https://files.example/film', { status, field: (name) => headers.get(name) });
}

test('a range whose place is hidden is worth an advice, with the very line', () => {
  const given = advice(206, { 'Last-Modified': 'Mon, 01 Jan 2024 00:00:00 GMT' });
  expect(given).toContain('https://files.example/film');
  expect(given).toContain(LINE);
});

test('so is a file that nothing tells from its next version', () => {
  expect(advice(206, { 'Content-Range': 'bytes 0-9/10' })).toContain(LINE);
  expect(advice(200, {})).toContain(LINE);
});

test('a server that shows what is needed gets none', () => {
  expect(advice(206, { 'Content-Range': 'bytes 0-9/10', ETag: '"a"' })).toBeUndefined();
  expect(advice(200, { 'Last-Modified': 'Mon, 01 Jan 2024 00:00:00 GMT' })).toBeUndefined();
});
