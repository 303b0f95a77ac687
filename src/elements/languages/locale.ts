/** Scripts that are written from right to left, of languages that are spoken today. */
const RIGHT_TO_LEFT = /^(Adlm|Arab|Aran|Hebr|Mand|Nkoo|Rohg|Samr|Syrc|Thaa)$/;

/** A language tag as pages have them, also `en_US`; `undefined` for what is none, such as the `auto` of translators. */
export function localeOf(tag: string): Intl.Locale | undefined {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-'));
  } catch {
    return undefined;
  }
}

/** Whether who reads one reads the other: `de-AT` and `de`, `zh-CN` and `zh-Hans`; not `zh-TW` and `zh-Hans`. */
export function isSameWriting(one: Intl.Locale, other: Intl.Locale): boolean {
  const [a, b] = [one.maximize(), other.maximize()];
  return a.language === b.language && a.script === b.script;
}

/** Whether what is said in this language is for there too: `de` and `de-AT` are for `de-AT`, `de-CH` is not. */
export function isFor(language: Intl.Locale, there: Intl.Locale): boolean {
  return language.region === undefined || language.region === there.maximize().region;
}

export function isRightToLeft(locale: Intl.Locale): boolean {
  return RIGHT_TO_LEFT.test(locale.maximize().script ?? '');
}
