const given = new Set<string>();

/** Tells the author of the page, in the console, what could be mended. Each advice once in the life of a page. */
export function adviseOnce(advice: string): void {
  if (given.has(advice)) return;
  given.add(advice);
  // biome-ignore lint/suspicious/noConsole: this is where authors look, and no person who downloads does
  console.warn(`resumable-download: ${advice}`);
}
