const BLOCK = /^```(\w+)\n(.*?)^```/gms;
const MODULE_LANGUAGES = ['js', 'ts', 'tsx'];

export interface CodeBlock {
  readonly language: string;
  readonly code: string;
}

/** The scripts in a Markdown text, each as a module of its own. */
export function codeOfReadme(markdown: string): CodeBlock[] {
  return codeBlocks(markdown)
    .filter(({ language }) => MODULE_LANGUAGES.includes(language))
    .map(({ language, code }) => ({ language, code: `${code}\nexport {};\n` }));
}

/** What a Markdown text says after a bold lead, up to the next lead or heading. */
export function textAfter(markdown: string, lead: string): string {
  const [, text] = markdown.split(`\n**${lead}**`);
  if (text === undefined) throw new Error(`The README has no “${lead}” any more`);
  return text.slice(0, text.search(/^(?:\*\*|##)/m));
}

export function codeBlocks(markdown: string): CodeBlock[] {
  return [...markdown.matchAll(BLOCK)].map(([, language = '', code = '']) => ({ language, code }));
}
