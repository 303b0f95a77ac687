import { expect, test } from '@playwright/test';
import { arabic } from '../../src/elements/languages/ar.js';
import { BUILT_IN } from '../../src/elements/languages/built-in.js';
import { german } from '../../src/elements/languages/de.js';
import { english } from '../../src/elements/languages/en.js';
import { spanish } from '../../src/elements/languages/es.js';
import { formatsFor } from '../../src/elements/languages/format.js';
import { french } from '../../src/elements/languages/fr.js';
import { japanese } from '../../src/elements/languages/ja.js';
import type { Count, Words } from '../../src/elements/languages/words.js';
import { simplifiedChinese } from '../../src/elements/languages/zh-cn.js';
import { plain } from './readable-formats.js';

const LANGUAGES = [english, simplifiedChinese, german, spanish, french, japanese, arabic];

type Say = (...given: unknown[]) => string;

/** Every word of a language, by its path: texts, and functions that make texts. */
function wordsOf(group: object, path = ''): Map<string, string | Say> {
  const found = new Map<string, string | Say>();
  for (const [name, word] of Object.entries(group) as [string, unknown][]) {
    if (typeof word === 'object' && word !== null) {
      for (const [below, inner] of wordsOf(word, `${path}${name}.`)) found.set(below, inner);
    } else found.set(path + name, word as string | Say);
  }
  found.delete('locale');
  found.delete('units');
  return found;
}

/** What a function of English asks for. Counts are found by what it does with them. */
function given(say: Say, language: Words, count: number): { values: (string | Count)[]; shown: string[] } {
  const names = Array.from({ length: say.length }, (_, index) => `«${index}»`);
  const counted = formatsFor(language.locale).count(count);
  const values = names.map((name, index) => (takesCount(say, index) ? counted : name));
  return { values, shown: values.filter((value) => typeof value === 'string') };
}

/** Only a count is asked for a form. */
function takesCount(say: Say, index: number): boolean {
  let asked = false;
  const probe = {
    get digits() {
      asked = true;
      return '1';
    },
    pick: () => {
      asked = true;
      return '';
    },
  };
  const dummy = { digits: '', pick: () => '' };
  say(...Array.from({ length: say.length }, (_, other) => (other === index ? probe : dummy)));
  return asked;
}

test('every language that is built in is looked at here', async () => {
  const loaded = await Promise.all(Object.values(BUILT_IN).map((load) => load()));
  expect(new Set([english, ...loaded])).toEqual(new Set(LANGUAGES));
  for (const [code, load] of Object.entries(BUILT_IN)) expect((await load()).locale).toBe(code);
});

for (const language of LANGUAGES) {
  test.describe(language.locale, () => {
    const words = wordsOf(language);

    test('has every word, and no other', () => {
      expect([...words.keys()].sort()).toEqual([...wordsOf(english).keys()].sort());
    });

    test('says something each time, and nothing of code', () => {
      for (const [path, word] of words) {
        const text =
          typeof word === 'string' ? word : word(...given(wordsOf(english).get(path) as Say, language, 3).values);
        expect(text.trim(), path).toBe(text);
        expect(text, path).not.toMatch(/^$|undefined|null|\[object|\$\{| {2}/);
      }
    });

    test('loses nothing that it is given', () => {
      for (const [path, word] of words) {
        if (typeof word === 'string') continue;
        const { values, shown } = given(wordsOf(english).get(path) as Say, language, 1234);
        for (const value of shown) expect(word(...values), path).toContain(value);
      }
    });

    test('writes apostrophes, quotes and dots as it should', () => {
      for (const [path, word] of words) {
        if (typeof word !== 'string') continue;
        expect(word, path).not.toMatch(/['"]|\.\.\./);
      }
    });

    test('ends its sentences, and no others', () => {
      const end = /(?:[.。]|https:\/\/)$/u;
      for (const [path, { what, next }] of Object.entries({ ...language.waiting, ...language.errors })) {
        expect(what, path).toMatch(end);
        expect(next, path).toMatch(end);
      }
      for (const text of Object.values(language.buttons)) expect(text).not.toMatch(/[.。]$/);
    });
  });
}

test('French sets off its two-part signs with spaces that do not break', () => {
  for (const [path, word] of wordsOf(french)) {
    if (typeof word === 'string')
      expect(word.replaceAll('https://', ''), path).not.toMatch(/(?<![\u00a0\u202f])[:;!?»]|«(?!\u00a0)/);
  }
});

test('Chinese and Japanese use their own signs', () => {
  for (const language of [simplifiedChinese, japanese]) {
    for (const [path, word] of wordsOf(language)) {
      if (typeof word === 'string') expect(word.replaceAll('https://', ''), path).not.toMatch(/[,.;:!?()]/);
    }
  }
});

test.describe('a count takes the form that its language asks for', () => {
  const stale = (language: Words, count: number) => {
    const { count: counted } = formatsFor(language.locale);
    return plain(language.stale(counted(count), counted(30), '1 GB'));
  };

  for (const [language, count, words] of [
    [english, 1, 'An unfinished download has not been touched for 30 days (1 GB).'],
    [english, 1234, '1,234 unfinished downloads have not been touched for 30 days (1 GB).'],
    [german, 1, 'Ein unvollständiger Download wurde seit 30 Tagen nicht fortgesetzt (1 GB).'],
    [german, 1234, '1.234 unvollständige Downloads wurden seit 30 Tagen nicht fortgesetzt (1 GB).'],
    [spanish, 1, 'Una descarga sin terminar lleva 30 días sin actividad (1 GB).'],
    [french, 1, 'Un téléchargement inachevé n’a pas été repris depuis 30 jours (1 GB).'],
    [french, 2, '2 téléchargements inachevés n’ont pas été repris depuis 30 jours (1 GB).'],
    [japanese, 1, '1 件の未完了のダウンロードが 30 日間操作されていません（1 GB）。'],
    [simplifiedChinese, 2, '有 2 个未完成的下载已 30 天没有继续（1 GB）。'],
    [arabic, 1, 'تنزيل واحد غير مكتمل لم يُستأنف منذ 30 يومًا (1 GB).'],
    [arabic, 2, 'تنزيلان غير مكتملين لم يُستأنفا منذ 30 يومًا (1 GB).'],
    [arabic, 3, '3 تنزيلات غير مكتملة لم تُستأنف منذ 30 يومًا (1 GB).'],
    [arabic, 11, '11 تنزيلًا غير مكتمل لم يُستأنف منذ 30 يومًا (1 GB).'],
    [arabic, 100, '100 تنزيل غير مكتمل لم يُستأنف منذ 30 يومًا (1 GB).'],
  ] as const) {
    test(`${language.locale}: ${count}`, () => {
      expect(stale(language, count)).toBe(words);
    });
  }
});

test('Spanish and German inflect what goes with a duration', () => {
  const written = (language: Words, seconds: number) => {
    const duration = formatsFor(language.locale).duration(seconds);
    return [language.timeLeft(duration), language.nextTry(duration)].map(plain);
  };
  expect(written(spanish, 60)).toEqual(['queda 1 min', 'Próximo intento en 1 min']);
  expect(written(spanish, 4800)).toEqual(['quedan 1 h 20 min', 'Próximo intento en 1 h 20 min']);
  expect(written(spanish, 11)).toEqual(['quedan 11 s', 'Próximo intento en 11 s']);
  expect(written(german, 2 * 86_400)).toEqual(['noch 2 Tage', 'Weiter in 2 Tagen']);
  expect(written(german, 45)).toEqual(['noch 45 Sek.', 'Weiter in 45 Sek.']);
});
