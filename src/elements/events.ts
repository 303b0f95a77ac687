import type { DownloadError } from '../core/errors.js';
import type { Download } from '../page/download.js';

/** The download got another state, or the element got another download. */
export class DownloadChangeEvent extends Event {
  readonly download: Download;

  constructor(download: Download) {
    super('download-change', { bubbles: true, composed: true });
    this.download = download;
  }
}

/** The download became complete while the element looked on. One that was complete before is in `download.state`. */
export class DownloadCompleteEvent extends Event {
  readonly download: Download;

  constructor(download: Download) {
    super('download-complete', { bubbles: true, composed: true });
    this.download = download;
  }
}

/** The download failed while the element looked on. */
export class DownloadErrorEvent extends Event {
  readonly download: Download;
  readonly error: DownloadError;

  constructor(download: Download, error: DownloadError) {
    super('download-error', { bubbles: true, composed: true });
    this.download = download;
    this.error = error;
  }
}

declare global {
  /** Of elements, and of the document and window that they bubble to. */
  interface GlobalEventHandlersEventMap {
    'download-change': DownloadChangeEvent;
    'download-complete': DownloadCompleteEvent;
    'download-error': DownloadErrorEvent;
  }
}
