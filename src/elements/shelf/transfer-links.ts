import { LINK_FORMATS, type Links, linksIn, linksInText } from './links.js';

/** Whether what is dragged may have links in it. Files have none, and what they are dropped on is the page's business. */
export function mayHoldLinks({ types }: DataTransfer): boolean {
  return LINK_FORMATS.some((format) => types.includes(format));
}

/** The links in what was dropped or pasted; where its words have none, those behind them. */
export function linksOf(transfer: DataTransfer): Links {
  const links = linksIn((format) => transfer.getData(format));
  if (links.good.length > 0) return links;
  const behind = addressesBehind(transfer.getData('text/html'));
  return behind.length > 0 ? linksInText(behind.join('\n')) : links;
}

function addressesBehind(html: string): string[] {
  if (!html) return [];
  const anchors = new DOMParser().parseFromString(html, 'text/html').querySelectorAll('a[href^="http"]');
  return [...anchors].map((anchor) => anchor.getAttribute('href') ?? '');
}
