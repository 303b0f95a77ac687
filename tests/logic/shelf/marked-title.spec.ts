import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { markedTitle, withoutMarks } from '../../../src/elements/shelf/marked-title.js';

const rows: [string, string, string[], string][] = [
  ['a mark is taken from before the title', '42% · Films', ['42%'], 'Films'],
  ['a title that is nothing but a mark becomes none', '42%', ['42%'], ''],
  ['a title without a mark stays', 'Films', ['42%'], 'Films'],
  ['what a page has put before the mark stays', '(3) 42% · Films', ['42%'], '(3) Films'],
  ['also when nothing stands between', '(3)42% · Films', ['42%'], '(3)Films'],
  ['an old mark goes as well', '5% · Films', ['42%', '5%'], 'Films'],
  ['a mark is no part of a longer number', '45% · Films', ['5%'], '45% · Films'],
  ['the longer number goes when it is a mark', '45% · Films', ['5%', '45%'], 'Films'],
  ['a mark in the middle of a title of the same words stays', 'Films at 42%', ['42%'], 'Films at 42%'],
];
for (const [title, before, marks, own] of rows) {
  test(title, () => {
    expect(withoutMarks(before, marks)).toBe(own);
  });
}

test('what is put before a title can be taken away again', () => {
  const title = fc.string().map((text) => text.trim());
  fc.assert(
    fc.property(title, fc.integer({ min: 0, max: 99 }), (own, percent) => {
      const mark = `${percent}%`;
      fc.pre(!own.includes(mark));
      expect(withoutMarks(markedTitle(own, mark), [mark])).toBe(own);
    }),
  );
});
