const BETWEEN = ' · ';

/**
 * The page's own title: without the marks that were ever set before it, also where somebody else has put something before
 * them, or has brought an old title back.
 */
export function withoutMarks(title: string, marks: Iterable<string>): string {
  let own = title;
  for (const mark of marks) own = withoutMark(own, mark);
  return own;
}

/** A title with a mark before it: `42% · Films`. */
export function markedTitle(own: string, mark: string): string {
  return own ? mark + BETWEEN + own : mark;
}

function withoutMark(title: string, mark: string): string {
  if (title === mark) return '';
  const at = title.indexOf(mark + BETWEEN);
  const before = title.slice(0, Math.max(0, at));
  const isWhole = at >= 0 && !/\p{N}$/u.test(before); // 5% is no part of 45%
  return isWhole ? before + title.slice(at + mark.length + BETWEEN.length) : title;
}
