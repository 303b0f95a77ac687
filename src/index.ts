export type { ByteRange } from './core/byte-range.js';
export { DownloadError, type DownloadErrorCode } from './core/errors.js';
export type { DownloadFacts, DownloadMode, DownloadState, DownloadStatus, WaitReason } from './core/state.js';
export type { Download, DownloadEventMap } from './page/download.js';
export { type Downloads, type DownloadsEventMap, openDownloads } from './page/downloads.js';
export type { DownloadEvent } from './page/events.js';
export type { Authorization, DownloadsOptions } from './page/options.js';
export type { DownloadRequest } from './page/request.js';
export type { SaveOptions, SaveOutcome } from './page/save.js';
