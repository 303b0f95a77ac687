/** The pages of the guide, in the order of their links. */
export const PAGES = [
  { path: '/', title: 'Demo' },
  { path: '/guide/elements', title: 'Elements' },
  { path: '/guide/examples', title: 'Examples' },
  { path: '/guide/recipes', title: 'Recipes' },
  { path: '/guide/gotchas', title: 'Gotchas' },
  { path: '/guide/api', title: 'API' },
] as const;

const ADDRESS = /^\/guide\/(\w+)(?=$|[?#])/;

/** The file that is served at an address of the guide. */
export function sourceOf(address: string): string {
  return address.replace(ADDRESS, '/src/guide/$1.html');
}

/** The links at the top of each page. `source` is the address of its file. */
export function pageHeader(source: string): string {
  const links = PAGES.map(({ path, title }) => {
    const current = sourceOf(path) === source.replace(/^\/index\.html$/, '/') ? ' aria-current="page"' : '';
    return `<a href="${path}"${current}>${title}</a>`;
  });
  return `
    <a class="skip" href="#content">To the content</a>
    <nav class="pages" aria-label="Guide">
      <a class="home" href="/" aria-label="resumable-download"><img src="/favicon.svg" width="28" height="28" alt="" /></a>
      ${links.join('\n      ')}
    </nav>`;
}
