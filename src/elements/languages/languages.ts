import { update } from '@shoelace-style/localize';
import { BUILT_IN } from './built-in.js';
import { english } from './en.js';
import { type Formats, formatsFor } from './format.js';
import { isFor, isRightToLeft, isSameWriting, localeOf } from './locale.js';
import { isComplete, merge } from './merge.js';
import type { LanguageWords, Words } from './words.js';

/** How the elements speak to somebody. */
export interface Language {
  /** BCP 47, of the words and the numbers. */
  readonly tag: string;
  readonly words: Words;
  readonly formats: Formats;
  /** How the card is laid out: as the language needs it, also while its words are on their way. */
  readonly isRightToLeft: boolean;
}

const builtIn: LanguageWords[] = [english];
const registered: LanguageWords[] = [];
const asked = new Set<string>();
const awaited = new Set<string>();
const known = new Map<string, Language>();

/**
 * Teaches the elements a language, or puts words of one's own in the place of theirs, on this page, at any time. Words
 * that are missing are those of the same language without a region, then English ones.
 *
 * @param words with a `locale`: `pt` for every Portuguese, `pt-BR` for that of Brazil alone
 * @throws RangeError when the `locale` is no language tag
 */
export function registerLanguage(words: LanguageWords): void {
  if (!localeOf(words.locale)) throw new RangeError(`"${words.locale}" is not a language tag, such as "pt-BR".`);
  registered.push(words);
  redraw();
}

/** What to speak to somebody who reads this language: English, until it is loaded and where nobody knows it. */
export function languageOf(tag: string): Language {
  const wanted = localeOf(tag);
  const language = known.get(tag) ?? (wanted ? find(wanted) : languageOf('en'));
  known.set(tag, language);
  return language;
}

function find(wanted: Intl.Locale): Language {
  const layers = layersFor(wanted);
  if (!layers.some((words) => isComplete(words, english))) {
    const code = Object.keys(BUILT_IN).find((code) => isSameWriting(new Intl.Locale(code), wanted));
    if (code) load(code);
    if (code && awaited.has(code)) return { ...languageOf('en'), isRightToLeft: isRightToLeft(wanted) };
  }
  if (layers.length === 0) return languageOf('en');
  const base = wanted.language === 'en' ? english : languageOf('en').words;
  const words = layers.reduce<Words>(merge, base);
  const tag = wanted.toString();
  return { tag, words, formats: formatsFor(tag, words.units), isRightToLeft: isRightToLeft(wanted) };
}

/** The later goes over the earlier: what is for one region over what is for all. */
function layersFor(wanted: Intl.Locale): LanguageWords[] {
  const kin = [...builtIn, ...registered]
    .map((words) => ({ words, locale: localeOf(words.locale) ?? wanted }))
    .filter(({ locale }) => isSameWriting(locale, wanted));
  const fitting = kin.filter(({ locale }) => isFor(locale, wanted));
  const layers = fitting.length > 0 ? fitting : kin.slice(0, 1); // Portuguese of Brazil is better than English
  return layers.sort((a, b) => Number(!!a.locale.region) - Number(!!b.locale.region)).map(({ words }) => words);
}

/** Once. Where the file cannot be had, English stays, which is no reason to disturb anybody. */
function load(code: string): void {
  const bring = BUILT_IN[code];
  if (!bring || asked.has(code)) return;
  asked.add(code);
  awaited.add(code);
  bring()
    .then((words) => builtIn.push(words))
    .catch(() => {})
    .finally(() => {
      awaited.delete(code);
      redraw();
    });
}

function redraw(): void {
  known.clear();
  update();
}
