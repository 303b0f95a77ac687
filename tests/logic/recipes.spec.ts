import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { corsAdvice } from '../../src/core/advice.js';

const read = (path: string) => readFileSync(fileURLToPath(new URL(`../../${path}`, import.meta.url)), 'utf8');

const SERVERS = 'src/guide/recipes/servers';

/** What the library tells an author to expose. */
function advised(): string {
  const nothingToSee = { status: 206, field: () => null };
  const [, names = ''] =
    /Access-Control-Expose-Headers: (.*)$/.exec(corsAdvice('https://files.example/', nothingToSee) ?? '') ?? [];
  return names;
}

for (const path of [
  `${SERVERS}/nginx.conf`,
  `${SERVERS}/Caddyfile`,
  `${SERVERS}/apache.conf`,
  'src/guide/gotchas/hidden-headers/mended.conf',
]) {
  test(`${path} exposes just what the library advises`, () => {
    const lines = read(path);
    expect(lines).toMatch(/Access-Control-Allow-Origin "\*"/);
    expect(/Access-Control-Expose-Headers "([^"]+)"/.exec(lines)?.[1]).toBe(advised());
  });
}

test('the rules for S3 and the lines of the README expose just what the library advises', () => {
  const [rule] = JSON.parse(read(`${SERVERS}/s3-cors.json`));
  expect(rule.ExposeHeaders.join(', ')).toBe(advised());
  expect(rule.AllowedMethods).toEqual(['GET']);
  expect(read('README.md')).toContain(`\nAccess-Control-Expose-Headers: ${advised()}\n`);
});
