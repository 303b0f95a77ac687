import { Marked, type Tokens } from 'marked';
import { codeListing } from './listing.js';

const marked = new Marked({
  renderer: {
    code: ({ text, lang = '' }: Tokens.Code) => codeListing(text, lang),
  },
});

/** A docstring, or a part of one, in a line. */
export function inline(markdown: string): string {
  return marked.parseInline(markdown, { async: false });
}

/** Paragraphs, lists and code. */
export function block(markdown: string): string {
  return marked.parse(markdown, { async: false });
}
