import { expect, test } from '@playwright/test';
import { german } from '../../src/elements/languages/de.js';
import { english } from '../../src/elements/languages/en.js';
import { type Language, languageOf, registerLanguage } from '../../src/elements/languages/languages.js';
import { plain } from './readable-formats.js';

// What is registered or loaded stays for all that follows: in this order, and each with languages of its own.
test.describe.configure({ mode: 'default' });

test('while its words are on their way, a language has English ones and its own direction', async () => {
  const first = languageOf('ar-SA');
  expect(first).toMatchObject({ tag: 'en', isRightToLeft: true });
  expect(first.words.buttons).toEqual(english.buttons);
  expect(first.formats.bytes(5e9)).toBe(languageOf('en').formats.bytes(5e9));
  await expect.poll(() => languageOf('ar-SA').words.buttons.pause).toBe('إيقاف مؤقت');
  expect(languageOf('ar-SA').isRightToLeft).toBe(true);
});

test('an author puts single words in the place of those that are built in, whichever come first', async () => {
  registerLanguage({ locale: 'ja', buttons: { save: '保存する' } });
  expect(languageOf('ja').words.buttons).toEqual(english.buttons); // not a mixture
  await expect.poll(() => languageOf('ja').words.buttons.save).toBe('保存する');
  registerLanguage({ locale: 'ja', buttons: { cancel: '中止' } });
  expect(languageOf('ja').words.buttons).toMatchObject({ save: '保存する', cancel: '中止', pause: '一時停止' });
});

test.describe('what is asked for gets', () => {
  for (const [tag, words, spoken] of [
    ['en', 'en', 'en'],
    ['en-GB', 'en', 'en-GB'],
    ['en_US', 'en', 'en-US'],
    ['de', 'de', 'de'],
    ['de-AT', 'de', 'de-AT'],
    ['DE-at', 'de', 'de-AT'],
    ['de-1996', 'de', 'de-1996'],
    ['es-419', 'es', 'es-419'],
    ['es-MX', 'es', 'es-MX'],
    ['fr-CA', 'fr', 'fr-CA'],
    ['ja-JP-u-ca-japanese', 'ja', 'ja-JP-u-ca-japanese'],
    ['ar-EG', 'ar', 'ar-EG'],
    ['zh', 'zh-Hans', 'zh'],
    ['zh-CN', 'zh-Hans', 'zh-CN'],
    ['zh-SG', 'zh-Hans', 'zh-SG'],
    ['zh-Hans-HK', 'zh-Hans', 'zh-Hans-HK'],
    ['zh-Hans-CN', 'zh-Hans', 'zh-Hans-CN'],
    ['cmn-Hans', 'zh-Hans', 'zh-Hans'],
  ] as const) {
    test(`${tag}: the words of ${words}, and numbers of ${spoken}`, async () => {
      await expect.poll(() => languageOf(tag).tag).toBe(spoken);
      expect(languageOf(tag).words.locale).toBe(words);
    });
  }
});

test.describe('what nobody speaks gets English', () => {
  for (const tag of ['zh-TW', 'zh-HK', 'zh-Hant', 'zh-Hant-CN', 'nl', 'yue', 'ar-Latn', 'x-klingon', 'auto', '', '-']) {
    test(JSON.stringify(tag), () => {
      expect(languageOf(tag)).toBe(languageOf('en'));
    });
  }
});

test('the same is asked for many times a second, and made once', () => {
  expect(languageOf('en-NZ')).toBe(languageOf('en-NZ'));
});

test.describe('an author', () => {
  const counted = ({ formats }: Language, count: number) => formats.count(count);

  test('brings a language, and English fills its gaps', () => {
    registerLanguage({ locale: 'it', buttons: { download: 'Scarica' }, timeLeft: (duration) => `ancora ${duration}` });
    const italian = languageOf('it-CH');
    expect(italian.tag).toBe('it-CH');
    expect(italian.words.buttons).toEqual({ ...english.buttons, download: 'Scarica' });
    expect(plain(italian.words.timeLeft(italian.formats.duration(60)))).toBe('ancora 1 min');
    expect(italian.words.errors).toEqual(english.errors);
  });

  test('brings one that is written from right to left, without saying so', () => {
    registerLanguage({ locale: 'he', downloads: 'הורדות' });
    expect(languageOf('he').isRightToLeft).toBe(true);
    expect(languageOf('iw').words.downloads).toBe('הורדות');
  });

  test('brings one for a region, which goes over the one for all', () => {
    registerLanguage({ locale: 'pt-BR', details: 'Detalhes (BR)' });
    registerLanguage({ locale: 'pt', details: 'Detalhes', downloads: 'Transferências' });
    expect(languageOf('pt-BR').words).toMatchObject({ details: 'Detalhes (BR)', downloads: 'Transferências' });
    expect(languageOf('pt-PT').words.details).toBe('Detalhes');
    expect(languageOf('pt').words.details).toBe('Detalhes (BR)'); // that is where most speak it
  });

  test('brings one for a region, which is better than English elsewhere', () => {
    registerLanguage({ locale: 'nb-NO', details: 'Detaljer' });
    expect(languageOf('nb-SJ').words.details).toBe('Detaljer');
  });

  test('brings Traditional Chinese', () => {
    registerLanguage({ locale: 'zh-TW', details: '詳細資料' });
    expect(languageOf('zh-TW').words.details).toBe('詳細資料');
    expect(languageOf('zh-Hant').words.details).toBe('詳細資料');
    expect(languageOf('zh-HK').words.details).toBe('詳細資料');
  });

  test('imports a language that is built in, and nothing is loaded', () => {
    registerLanguage({ ...german, locale: 'de-LI' });
    expect(languageOf('de-LI').words.buttons.pause).toBe('Anhalten');
  });

  test('puts words in the place of English ones', () => {
    registerLanguage({ locale: 'en-ZA', removeStale: (unfinished) => unfinished.pick({ one: 'One', other: 'Some' }) });
    const african = languageOf('en-ZA');
    expect(african.words.removeStale(counted(african, 2))).toBe('Some');
    expect(languageOf('en').words.removeStale(counted(african, 2))).toBe('Remove them');
  });

  test('is told when a tag is none', () => {
    expect(() => registerLanguage({ locale: 'Klingon (fictional)' })).toThrow(RangeError);
  });
});
