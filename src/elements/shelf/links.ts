/** What somebody has dropped, pasted or typed, told apart. */
export interface Links {
  /** Addresses as the URL standard writes them, each once, in their order. */
  readonly good: readonly string[];
  /** What is none, as it was written. */
  readonly bad: readonly string[];
}

/** By format (MIME type); what is not there is empty. */
export type TextOf = (format: 'text/uri-list' | 'text/x-moz-url' | 'text/plain') => string;

/** Formats in which links come, the most telling first. */
export const LINK_FORMATS = ['text/uri-list', 'text/x-moz-url', 'text/plain'] as const;

/** Addresses in a text: whatever stands between them does not matter, and what closes a sentence is no part of them. */
const ADDRESS = /https?:\/\/[^\s<>"“”«»]+/gi;
const RESEMBLES = /[./:]\S/;
const END_OF_SENTENCE = /[.,;:!?'’»”]+$/;

export function linksIn(textOf: TextOf): Links {
  const list = lines(textOf('text/uri-list')).filter((line) => line && !line.startsWith('#')); // RFC 2483, section 5
  if (list.length > 0) return sorted(list);
  const pairs = lines(textOf('text/x-moz-url')).filter((line, index) => line && index % 2 === 0); // each above its title
  return pairs.length > 0 ? sorted(pairs) : linksInText(textOf('text/plain'));
}

/** Words around addresses do not matter, unless they look like some; without any address, each line is bad. */
export function linksInText(text: string): Links {
  const parts = text.split(/\s+/).filter(Boolean);
  const links = sorted(
    parts.flatMap((part) => part.match(ADDRESS)?.map(trimmed) ?? (RESEMBLES.test(part) ? part : [])),
  );
  return links.good.length > 0 ? links : sorted(lines(text).filter(Boolean));
}

function sorted(candidates: readonly string[]): Links {
  const good = new Set<string>();
  const bad = new Set<string>();
  for (const candidate of candidates) {
    const url = URL.canParse(candidate) ? new URL(candidate) : undefined;
    if (url && /^https?:$/.test(url.protocol)) good.add(url.href);
    else bad.add(candidate);
  }
  return { good: [...good], bad: [...bad] };
}

/** A bracket that was not opened in it belongs to what stands around it. */
function trimmed(address: string): string {
  const bare = address.replace(END_OF_SENTENCE, '');
  return bare.endsWith(')') && !bare.includes('(') ? trimmed(bare.slice(0, -1)) : bare;
}

function lines(text: string): string[] {
  return text.split(/\r\n|\r|\n/).map((line) => line.trim());
}
