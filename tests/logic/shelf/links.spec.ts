import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { linksIn, linksInText } from '../../../src/elements/shelf/links.js';

test.describe('links in a text', () => {
  const rows: [string, string, string[], string[]][] = [
    ['an address is one', 'https://example.org/a.zip', ['https://example.org/a.zip'], []],
    ['blanks around it do not matter', '  http://example.org/a\n', ['http://example.org/a'], []],
    [
      'each line has its own',
      'https://a.example/\r\nhttps://b.example/\rhttps://c.example/',
      ['https://a.example/', 'https://b.example/', 'https://c.example/'],
      [],
    ],
    [
      'several stand on one line',
      'https://a.example/1 https://a.example/2',
      ['https://a.example/1', 'https://a.example/2'],
      [],
    ],
    ['the same is one', 'https://a.example\nhttps://a.example/', ['https://a.example/'], []],
    [
      'a sentence around it does not matter',
      'Get it at https://a.example/x.zip, soon!',
      ['https://a.example/x.zip'],
      [],
    ],
    [
      'nor do brackets around it',
      '(https://a.example/x) <https://a.example/y>',
      ['https://a.example/x', 'https://a.example/y'],
      [],
    ],
    ['brackets in it belong to it', 'https://a.example/x_(1).zip', ['https://a.example/x_(1).zip'], []],
    ['prose among addresses is not worth a word', 'Dear all,\nhttps://a.example/x\nYours', ['https://a.example/x'], []],
    [
      'what looks like one is refused by name',
      'https://a.example/x\nftp://b.example/y',
      ['https://a.example/x'],
      ['ftp://b.example/y'],
    ],
    [
      'also between others on a line',
      'https://a.example/x ftp://b.example/y, film.mp4 and https://a.example/z',
      ['https://a.example/x', 'https://a.example/z'],
      ['ftp://b.example/y,', 'film.mp4'],
    ],
    ['prose alone is refused by line', 'Dear all\nYours', [], ['Dear all', 'Yours']],
    ['a name of a file is none', 'film.mp4', [], ['film.mp4']],
    ['another scheme is none', 'javascript:alert(1)', [], ['javascript:alert(1)']],
    ['one that cannot be parsed is none', 'https://[/x', [], ['https://[/x']],
    ['nothing has none', ' \n\n ', [], []],
  ];
  for (const [title, text, good, bad] of rows) {
    test(title, () => {
      expect(linksInText(text)).toEqual({ good, bad });
    });
  }

  test('whatever the text is, all that is good can be fetched', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.webUrl(),
          fc.string().map((end) => `https://${end}`),
        ),
        (text) => {
          for (const url of linksInText(text).good) expect(new URL(url).protocol).toMatch(/^https?:$/);
        },
      ),
    );
  });
});

test.describe('links of what is dragged', () => {
  const links = (formats: Record<string, string>) => linksIn((format) => formats[format] ?? '');

  test('stand in a list, among remarks', () => {
    const list = '# from a page\r\nhttps://a.example/1\r\nhttps://a.example/2\r\n';
    expect(links({ 'text/uri-list': list, 'text/plain': 'Two films' }).good).toEqual([
      'https://a.example/1',
      'https://a.example/2',
    ]);
  });

  test('stand above their titles in the format of Firefox, also where a title is empty', () => {
    const pairs =
      'https://a.example/1\nhttps://b.example is mentioned here\nhttps://a.example/2\n\nhttps://a.example/3\nThree';
    expect(links({ 'text/x-moz-url': pairs }).good).toEqual([
      'https://a.example/1',
      'https://a.example/2',
      'https://a.example/3',
    ]);
  });

  test('are looked for in the text where there are no others', () => {
    expect(links({ 'text/uri-list': '', 'text/plain': 'see https://a.example/1' }).good).toEqual([
      'https://a.example/1',
    ]);
  });
});
