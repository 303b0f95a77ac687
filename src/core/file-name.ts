const LONGEST_BYTES = 200; // most file systems allow 255, and the browser may append " (1)"
const FALLBACK = 'download';

/** The name to offer: what the author said, else what the server said, else the last segment of the URL's path. */
export function fileName(sources: {
  given: string | undefined;
  /** As the server calls it. */
  said: string | undefined;
  path: string;
}): string {
  const candidates = [sources.given, sources.said, fromPath(sources.path)];
  return candidates.map((name) => safeName(name ?? '')).find((name) => name !== '') ?? FALLBACK;
}

function fromPath(path: string): string {
  const segment = path.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // stray percent signs
  }
}

/** The name without paths, control and direction-changing characters, and what Windows cannot store. */
function safeName(name: string): string {
  const base = name.split(/[/\\]/).at(-1) ?? '';
  const allowed = base
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_');
  const clean = trim(allowed);
  const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)\s*(?:\.|$)/i.test(clean);
  return shorten(reserved ? `_${clean}` : clean);
}

/** Blanks and dots at an end are hidden on some systems, cut off or refused on others. */
function trim(name: string): string {
  const chars = [...name];
  const first = chars.findIndex(isInner);
  return first < 0 ? '' : chars.slice(first, chars.findLastIndex(isInner) + 1).join('');
}

function isInner(char: string): boolean {
  return char !== '.' && char.trim() !== '';
}

function shorten(name: string): string {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : '';
  const stem = [...name.slice(0, name.length - extension.length)].slice(0, LONGEST_BYTES);
  while (utf8Length(stem.join('') + extension) > LONGEST_BYTES) stem.splice(-Math.ceil(stem.length / 16));
  return trim(stem.join('') + extension);
}

function utf8Length(text: string): number {
  return encodeURIComponent(text).replace(/%../g, '.').length;
}
