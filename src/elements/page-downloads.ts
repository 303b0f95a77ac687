import { type Downloads, openDownloads } from '../page/downloads.js';

let opened: Promise<Downloads> | undefined;

/** The page's downloads, opened once by the first element that needs them. */
export function pageDownloads(): Promise<Downloads> {
  opened ??= openDownloads().catch((thrown: unknown) => {
    opened = undefined; // the next to ask may have more luck
    throw thrown;
  });
  return opened;
}
