import assert from 'node:assert/strict';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { fileNameIn } from '../../src/core/content-disposition.js';
import { fileName } from '../../src/core/file-name.js';

function named(from: { given?: string; contentDisposition?: string; path?: string }): string {
  const { given, contentDisposition = null, path = '/from-url.bin' } = from;
  return fileName({ given, said: fileNameIn(contentDisposition), path });
}

test.describe('the name is', () => {
  const contentDisposition = 'attachment; filename=server.mp4';
  const rows: [string, Parameters<typeof named>[0], string][] = [
    ['what the author said', { given: 'author.mp4', contentDisposition }, 'author.mp4'],
    ['else what the server said', { contentDisposition }, 'server.mp4'],
    ['else the last segment of the path', {}, 'from-url.bin'],
    ["what the server said when the author's is empty", { given: '', contentDisposition }, 'server.mp4'],
    ["the path's when nothing is left of the others", { given: '../', contentDisposition: '"' }, 'from-url.bin'],
    ['"download" when nobody says anything', { path: '/' }, 'download'],
    ['"download" when nothing is left of anything', { given: '...', path: '/a/..' }, 'download'],
  ];
  for (const [title, from, name] of rows) {
    test(title, () => {
      expect(named(from)).toBe(name);
    });
  }
});

test.describe('Content-Disposition', () => {
  // What says nothing leaves it to the URL.
  const rows: [string, string, string][] = [
    ['Attachment; filename=example.html', 'example.html', 'RFC 6266, 5'],
    ['INLINE; FILENAME= "an example.html"', 'an example.html', 'RFC 6266, 5'],
    ["attachment; filename*= UTF-8''%e2%82%ac%20rates", '€ rates', 'RFC 6266, 5'],
    [`attachment; filename="EURO rates"; filename*=utf-8''%e2%82%ac%20rates`, '€ rates', 'RFC 6266, 5'],
    [`attachment; filename*=utf-8''%e2%82%ac%20rates; filename="EURO rates"`, '€ rates', 'in any order'],
    ["attachment; filename*=iso-8859-1'en'%A3%20rates", '£ rates', 'RFC 8187, 3.2.3'],
    ["attachment; filename*=UTF-8''%c2%a3%20and%20%e2%82%ac%20rates", '£ and € rates', 'RFC 8187, 3.2.3'],
    ['attachment; filename="foo-ä.html"', 'foo-ä.html', 'Latin-1: RFC 6266, C.1'],
    ['attachment; filename="foo-Ã¤.html"', 'foo-ä.html', 'bytes of UTF-8, as browsers take them'],
    ['attachment; filename="100% Ã¤.html"', '100% ä.html', 'the same beside a percent sign'],
    ["attachment; filename*=UTF-8''foo-a%cc%88.html", 'foo-ä.html', 'composed'],
    ['attachment; filename="\\"quoting\\" tested.html"', '_quoting_ tested.html', 'quoted pairs'],
    ['attachment; filename="a;b.html"; size=5', 'a;b.html', 'a semicolon in quotes'],
    ['attachment; filename=foo bar.html', 'foo bar.html', 'blanks without quotes'],
    ['attachment; filename="foo%20bar.html"', 'foo%20bar.html', 'no escapes: RFC 6266, 4.3'],
    ['attachment; filename="a.html"; filename="b.html"', 'a.html', 'two names'],
    ['attachment; filename="/etc/passwd"', 'passwd', 'a path: RFC 6266, 4.3'],
    ['attachment; filename="..\\\\..\\\\boot.ini"', 'boot.ini', 'a path: RFC 6266, 4.3'],
    ["attachment; filename*=UTF-8''..%2f..%2fevil.sh", 'evil.sh', 'an escaped path'],
    ["attachment; filename=plain.html; filename*=UTF-8''%ff", 'plain.html', 'bytes that are no UTF-8'],
    ["attachment; filename=plain.html; filename*=UTF-8''foo%", 'plain.html', 'a stray percent sign'],
    ["attachment; filename=plain.html; filename*=koi8-r''foo", 'plain.html', 'another charset'],
    ['attachment; filename=plain.html; filename*=foo.html', 'plain.html', 'no charset'],
    ["attachment; filename*=UTF-8''%ff", 'from-url.bin', 'bytes that are no UTF-8, alone'],
    ['attachment; filename*0="foo."; filename*1="html"', 'from-url.bin', 'continuations: RFC 8187 has none'],
    ['attachment; filename=""', 'from-url.bin', 'an empty name'],
    ['attachment; filename', 'from-url.bin', 'no value'],
    ['attachment; filename="unclosed', 'from-url.bin', 'a quote that never ends'],
    ['attachment', 'from-url.bin', 'no name'],
    ['; ; ;', 'from-url.bin', 'nothing but separators'],
    ['', 'from-url.bin', 'empty'],
  ];
  for (const [contentDisposition, name, source] of rows) {
    test(`${contentDisposition || '""'} names ${name} (${source})`, () => {
      expect(named({ contentDisposition })).toBe(name);
    });
  }
});

test.describe('the path of a URL', () => {
  const rows: [string, string][] = [
    ['/film.mp4', 'film.mp4'],
    ['/a/b/film.mp4', 'film.mp4'],
    ['/my%20film%20%28cut%29.mp4', 'my film (cut).mp4'],
    ['/%E6%98%A0%E7%94%BB.mkv', '映画.mkv'],
    ['/100%.zip', '100%.zip'],
    ['/%E6%98.zip', '%E6%98.zip'],
    ['/%zz%20a.zip', '%zz%20a.zip'],
    ['/a%2Fb.txt', 'b.txt'],
    ['/a%5Cb.txt', 'b.txt'],
    ['/%2e%2e%2f%2e%2e%2fetc%2fpasswd', 'passwd'],
    ['/..%2f', 'download'],
    ['/dir/', 'download'],
    ['', 'download'],
  ];
  for (const [path, name] of rows) {
    test(`"${path}" names ${name}`, () => {
      expect(named({ path })).toBe(name);
    });
  }
});

test.describe('a name is made safe:', () => {
  const rows: [string, string, string][] = [
    ['a path loses its directories', '/home/me/film.mp4', 'film.mp4'],
    ['a Windows path loses its directories', 'C:\\me\\film.mp4', 'film.mp4'],
    ['it climbs nowhere', '../../film.mp4', 'film.mp4'],
    ['it is not hidden', '.bashrc', 'bashrc'],
    ['no blanks or dots around it', ' . film.mp4. . ', 'film.mp4'],
    ['what Windows refuses becomes _', 'a<b>c:d"e|f?g*h', 'a_b_c_d_e_f_g_h'],
    ['no control characters', 'a\u0000b\nc\td\u007fe\u0085f', 'abcdef'],
    ['no line and paragraph separators', 'a\u2028b\u2029c', 'abc'],
    ['no override that turns an extension around', 'photo\u202Egpj.exe', 'photogpj.exe'],
    ['no isolates and marks of direction', 'a\u2066b\u2069c\u200Ed\u200Fe\u061Cf', 'abcdef'],
    ['nothing of no width', 'a\u200Bb\uFEFFc', 'abc'],
    ['no half of a surrogate pair', 'a\uD800b\uDC00c', 'abc'],
    ['whole surrogate pairs stay', '🎬.mp4', '🎬.mp4'],
    ['letters are composed', 'a\u0308.txt', 'ä.txt'],
    ['CON', 'CON', '_CON'],
    ['con.txt', 'con.txt', '_con.txt'],
    ['aux.tar.gz', 'aux.tar.gz', '_aux.tar.gz'],
    ['NUL', 'nul', '_nul'],
    ['COM1', 'COM1.mp4', '_COM1.mp4'],
    ['LPT9', 'lpt9', '_lpt9'],
    ['con with blanks', 'con  .txt', '_con  .txt'],
    ['COM10 is free', 'COM10', 'COM10'],
    ['console is free', 'console.log', 'console.log'],
  ];
  for (const [title, given, name] of rows) {
    test(title, () => {
      expect(named({ given })).toBe(name);
    });
  }
});

test.describe('a name that is too long keeps its extension:', () => {
  const rows: [string, string, string][] = [
    ['Latin', 'x'.repeat(300), '.mp4'],
    ['Greek', 'λ'.repeat(300), '.mkv'],
    ['Japanese', '映'.repeat(300), '.webm'],
    ['film reels', '🎬'.repeat(300), '.映画'],
    ['no extension', 'x'.repeat(300), ''],
  ];
  for (const [what, stem, extension] of rows) {
    test(what, () => {
      const name = named({ given: stem + extension });
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
      expect(Buffer.byteLength(name)).toBeGreaterThan(150);
      expect(stem + extension).toContain(name.slice(0, name.length - extension.length));
      expect(name.endsWith(extension)).toBe(true);
      expect(name).not.toMatch(/\p{Cs}/u);
    });
  }

  test('what follows a late dot far from the end is no extension', () => {
    const name = named({ given: `${'x'.repeat(250)}.${'y'.repeat(50)}` });
    expect(name).toMatch(/^x+$/);
  });
});

test('a name is made in no time, however long', () => {
  const before = performance.now();
  expect(named({ given: `a${' .'.repeat(200_000)}b` }).length).toBeLessThanOrEqual(200);
  expect(performance.now() - before).toBeLessThan(1000);
});

test('whatever anybody says, the name is one that every system stores', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ maxLength: 20 }),
    fc.constantFrom(
      '.',
      ' ',
      '/',
      '\\',
      'con',
      '映'.repeat(100),
      'x '.repeat(150),
      '. '.repeat(150),
      '\uD83C',
      '%2F',
      '"',
    ),
  );
  const text = fc.array(part, { maxLength: 6 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.option(text), fc.option(text), text, (given, disposition, path) => {
      const said = disposition === null ? undefined : fileNameIn(`attachment; filename="${disposition}"`);
      const name = fileName({ given: given ?? undefined, said, path });
      assert.notEqual(name, '');
      assert.doesNotMatch(name, /[<>:"/\\|?*\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|^[\s.]|[\s.]$/u);
      assert.doesNotMatch(name, /^(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)/i);
      assert(Buffer.byteLength(name) <= 200);
    }),
    { numRuns: 5000 },
  );
});
