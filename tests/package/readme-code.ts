const BLOCK = /^```(?:js|ts)\n(.*?)^```/gms;

/** The scripts in a Markdown text, each as a module of its own. */
export function codeOfReadme(markdown: string): string[] {
  return [...markdown.matchAll(BLOCK)].map(([, code = '']) => `${code}\nexport {};\n`);
}
