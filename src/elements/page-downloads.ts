import { type Downloads, openDownloads } from '../page/downloads.js';

let opened: Promise<Downloads> | undefined;
let named: string | undefined;

/**
 * The page's downloads, opened once by the first element that needs them.
 *
 * @param workerUrl a self-hosted copy of the worker, from now on for all of them; those that continue by themselves are not
 *   begun before the elements that a page had from the start have all asked
 */
export function pageDownloads(workerUrl?: string | null): Promise<Downloads> {
  if (workerUrl && workerUrl !== named) {
    named = workerUrl;
    opened = undefined; // opening them again is how to merge options at once
  }
  opened ??= openDownloads(named === undefined ? {} : { workerUrl: named }).catch((thrown: unknown) => {
    opened = undefined; // the next to ask may have more luck
    throw thrown;
  });
  return opened;
}
