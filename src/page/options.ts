import type { Download } from './download.js';

/** How a page wants its downloads. All but the first two can be changed later with `configure()`. */
export interface DownloadsOptions {
  /** Separates users or apps of one origin. Default `''`. */
  namespace?: string;
  /** A self-hosted copy of the worker, for pages whose policy forbids blob workers. */
  workerUrl?: string | URL;
  /** How many transfer at once on this page; the rest are `queued`. Default 3. */
  concurrentDownloads?: number;
  /**
   * Upper bound of parallel requests for one file, and of all to one host together, since a browser grants no more to
   * whoever asks it: several downloads from there share them, at least one each. Default 6; to the page's own origin 5.
   */
  connectionsPerDownload?: number;
  /**
   * Bytes per second that all downloads together may receive, in fair shares; what one leaves goes to the others. Default,
   * and `undefined`: no limit. Of a server without ranges only browsers with backpressure (Chromium) keep it: elsewhere
   * `state.advice` says that it does not hold.
   */
  bytesPerSecond?: number | undefined;
  /** After so many days without a touch an unfinished download is `stale`, and offered for clean-up. Default 30. */
  staleAfterDays?: number;
  /**
   * Brings a fresh link, headers or credentials: before the first request, on resuming, and after 401, 403 or 410
   * (`'refused'`). One call at a time for each download, 30 s at most.
   */
  // biome-ignore lint/suspicious/noConfusingVoidType: an async function that returns nothing must fit
  authorize?: (download: Download, why: 'start' | 'resume' | 'refused') => Promise<Authorization | void>;
}

/** What `authorize` brings; what it leaves out stays as it was. */
export interface Authorization {
  url?: string;
  headers?: Record<string, string>;
  credentials?: RequestCredentials;
}
