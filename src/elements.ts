import { define } from './elements/define.js';
import { DownloadShelf } from './elements/download-shelf.js';
import { ResumableDownload } from './elements/resumable-download.js';

export { DownloadChangeEvent, DownloadCompleteEvent, DownloadErrorEvent } from './elements/events.js';
export { registerLanguage } from './elements/languages/languages.js';
export type { Count, LanguageWords, PluralForms, Words } from './elements/languages/words.js';
export {
  type Authorization,
  type ByteRange,
  type Download,
  DownloadError,
  type DownloadErrorCode,
  type DownloadEvent,
  type DownloadEventMap,
  type DownloadFacts,
  type DownloadMode,
  type DownloadRequest,
  type DownloadState,
  type DownloadStatus,
  type Downloads,
  type DownloadsEventMap,
  type DownloadsOptions,
  openDownloads,
  type SaveOptions,
  type SaveOutcome,
  type WaitReason,
} from './index.js';
export { DownloadShelf, ResumableDownload };

define('resumable-download', ResumableDownload);
define('download-shelf', DownloadShelf);
