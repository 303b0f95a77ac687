import { type Formats, formatsFor } from '../../src/elements/languages/format.js';
import type { Words } from '../../src/elements/languages/words.js';

/** With plain spaces in the place of those that hold a number and its unit together, which nobody can tell apart. */
export function readableFormats(locale: string, units?: Words['units']): Formats {
  const formats = formatsFor(locale, units);
  return {
    bytes: (count) => plain(formats.bytes(count)),
    part: (count, whole) => plain(formats.part(count, whole)),
    rate: (bytesPerSecond) => plain(formats.rate(bytesPerSecond)),
    duration: (seconds) => plain(formats.duration(seconds)),
    percent: (whole) => plain(formats.percent(whole)),
    count: formats.count,
  };
}

/** Also without the marks that keep a percent sign on its side in Arabic. */
export function plain(text: string): string {
  return text.replace(/\p{Zs}/gu, ' ').replace(/[\u061c\u200e\u200f\u2066-\u2069]/g, '');
}
