import type { Downloads, openDownloads as open } from 'resumable-download';

/** What the code of the README takes from the page around it. */
declare global {
  const downloads: Downloads;
  const url: string;
  const freshLink: string;
  const button: HTMLButtonElement;
  function token(): Promise<string>;
  const openDownloads: typeof open;
  const esbuild: { build(options: object): Promise<unknown> };
}
