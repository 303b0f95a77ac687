import { type Download, DownloadError, type DownloadState, type Downloads, openDownloads } from 'resumable-download';
import { DownloadShelf, ResumableDownload } from 'resumable-download/elements';

const element: ResumableDownload = document.createElement('resumable-download');
const shelf: DownloadShelf = document.createElement('download-shelf');

element.src = '/film.mp4';
element.keepAwake = true;
// @ts-expect-error a number is no address
element.src = 5;

element.addEventListener('download-complete', ({ download }) => void download.save());
element.addEventListener('download-error', ({ download, error }) => `${download.id}: ${error.code}`);
shelf.addEventListener('download-change', ({ download }) => download.state.storedBytes);
document.addEventListener('download-complete', ({ download }) => download.name); // they bubble
// @ts-expect-error it is not an event of the mouse
element.addEventListener('download-complete', (event: MouseEvent) => event.clientX);
// @ts-expect-error only a failure brings an error
element.addEventListener('download-complete', ({ error }) => error);

const downloads: Downloads = await openDownloads({ concurrentDownloads: 2, bytesPerSecond: 1e6 });
// @ts-expect-error a number it is
await openDownloads({ concurrentDownloads: '2' });
await openDownloads({ authorize: async (download, why) => (why === 'refused' ? { url: download.url } : undefined) });
shelf.downloads = downloads;

const download: Download = downloads.get({ url: '/film.mp4', id: 'film' });
// @ts-expect-error a request needs a URL
downloads.get({ id: 'film' });
downloads.addEventListener('add', (event) => event.download.start());
download.addEventListener('change', (event) => event.download.state.status);
element.download = download;

export function untilOf(state: DownloadState): number | undefined {
  // @ts-expect-error who does not wait waits for no moment
  state.until;
  return state.status === 'waiting' ? state.until : undefined;
}

export function isOurs(thrown: unknown): boolean {
  return thrown instanceof DownloadError && thrown.code === 'storage-full';
}

export const types = [ResumableDownload, DownloadShelf];
