const HEADING = /<h2 id="([^"]+)">(.*?)<\/h2>/gs;

/** Links to the headings of a page, as HTML. */
export function contents(html: string): string {
  return contentsOf([...html.matchAll(HEADING)].map(([, id = '', title = '']) => ({ id, title })));
}

/** @param title HTML */
export function contentsOf(sections: readonly { id: string; title: string }[]): string {
  const items = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`);
  return `<ul class="contents" aria-label="On this page">${items.join('')}</ul>`;
}
