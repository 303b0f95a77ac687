import type { Count, Words } from './words.js';

/** Numbers with units as people of one language write them. */
export interface Formats {
  /** Decimal units, as file managers and networks count: 1 MB is a million bytes. */
  bytes(count: number): string;
  /** Without its unit where that is the unit of the whole, which follows: 1.40 of 3.20 GB, but 24.9 MB of 2.43 GB. */
  part(count: number, whole: number): string;
  rate(bytesPerSecond: number): string;
  /** Rounded up to what matters at that length: 50 sec, 3 min, 1 hr 20 min. */
  duration(seconds: number): string;
  /** Of a whole number from 0 to 100. */
  percent(whole: number): string;
  /** For words that depend on how many there are. */
  count(whole: number): Count;
}

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'] as const;
const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 60 * MINUTE_SECONDS;
const DAY_SECONDS = 24 * HOUR_SECONDS;

export function formatsFor(locale: string, units: Words['units'] = 'short'): Formats {
  const inUnit = (value: number, unit: string, digits = 0) =>
    together(numberFormat(locale, digits, unit, units).format(value));
  const percent = new Intl.NumberFormat(locale, { style: 'percent' });
  const digits = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(locale);
  const list = new Intl.ListFormat(locale, { type: 'unit', style: 'narrow' });
  return {
    bytes: (count) => inUnit(...scaled(count)),
    part: (count, whole) => {
      const [value, unit, digits] = scaled(count);
      return unit === scaled(whole)[1] ? numberFormat(locale, digits).format(value) : inUnit(value, unit, digits);
    },
    rate: (bytesPerSecond) => {
      const [value, unit, digits] = scaled(bytesPerSecond);
      return inUnit(value, `${unit}-per-second`, digits);
    },
    duration: (seconds) =>
      sideBySide(
        list,
        durationParts(seconds).map(([value, unit]) => inUnit(value, unit)),
      ),
    percent: (share) => percent.format(share / 100).replaceAll(LEFT_TO_RIGHT_MARK, ''),
    count: (count) => ({
      digits: digits.format(count),
      pick: (forms) => forms[plural.select(count)] ?? forms.other,
    }),
  };
}

/** Three digits that keep their place, so that a growing number does not wobble: 9.87 MB, 12.0 MB, 456 MB. */
function scaled(bytes: number): [value: number, unit: string, digits: number] {
  let value = bytes;
  let step = 0;
  // 999.5 and more would be written as 1,000 of the smaller unit.
  while (Math.round(value) >= 1000 && step < BYTE_UNITS.length - 1) {
    value /= 1000;
    step += 1;
  }
  return [value, BYTE_UNITS[step] ?? 'byte', step < 2 ? 0 : fractionDigits(value)];
}

function fractionDigits(value: number): number {
  if (value < 9.995) return 2;
  return value < 99.95 ? 1 : 0;
}

function durationParts(seconds: number): [value: number, unit: string][] {
  if (seconds < MINUTE_SECONDS) return [[Math.max(1, Math.ceil(seconds)), 'second']];
  if (seconds < HOUR_SECONDS) return [[Math.ceil(seconds / MINUTE_SECONDS), 'minute']];
  if (seconds < DAY_SECONDS) return hoursAndMinutes(seconds);
  return [[Math.ceil(seconds / DAY_SECONDS), 'day']];
}

function hoursAndMinutes(seconds: number): [value: number, unit: string][] {
  const minutes = Math.ceil(seconds / MINUTE_SECONDS);
  const hours: [number, string] = [Math.floor(minutes / 60), 'hour'];
  return minutes % 60 === 0 ? [hours] : [hours, [minutes % 60, 'minute']];
}

/** Stands around Arabic percents, where it would make a whole line that begins with one run from left to right. */
const LEFT_TO_RIGHT_MARK = '\u200e';

const NO_BREAK_SPACE = '\u00a0';

/** A number never parts from its unit at the end of a line; not every language's data sees to it. */
function together(amount: string): string {
  return amount.replace(/(\p{Nd}) /u, `$1${NO_BREAK_SPACE}`);
}

/** Without a comma: 1 hr 20 min, 1 Std. 20 Min., 1小时20分钟, 1 時間 20 分, ساعة و20 دقيقة. */
function sideBySide(list: Intl.ListFormat, [first = '', ...others]: readonly string[]): string {
  const joined = list.format([first, ...others]).replace(', ', ' ');
  // Japanese data puts no space there, not even after a unit that one sets off from its number.
  return joined === first + others.join('') && /\s/.test(first) ? [first, ...others].join(' ') : joined;
}

const kept = new Map<string, Intl.NumberFormat>();

/** Kept, since making one costs far more than using it, and progress is written many times a second. */
function numberFormat(locale: string, digits: number, unit?: string, units?: Words['units']): Intl.NumberFormat {
  const key = [locale, digits, unit, units].join();
  const known = kept.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { ...fixed(digits), ...(unit && inFull(unit, units)) });
  kept.set(key, made);
  return made;
}

function fixed(digits: number): Intl.NumberFormatOptions {
  return { minimumFractionDigits: digits, maximumFractionDigits: digits };
}

/** English writes "5 byte" and "5 byte/s" when short, German "2 Tg.". */
function inFull(unit: string, units: Words['units'] = 'short'): Intl.NumberFormatOptions {
  return { style: 'unit', unit, unitDisplay: /^byte|^day/.test(unit) ? 'long' : units };
}
