import { openDownloads } from 'resumable-download';

/** Downloads a file, and hands it to the person's own disk. Call it from a press. */
export async function downloadAndSave(url: string): Promise<void> {
  const downloads = await openDownloads();
  const download = downloads.get(url);
  await download.start();
  await download.finished; // rejects with a DownloadError
  await download.save();
  // Not removed here: a browser may still be copying. Offer `download.remove()` as a step of its own.
}

/** Or uses it in the page. It stays on disk: only what is read comes into memory. */
export async function play(url: string, video: HTMLVideoElement): Promise<void> {
  const downloads = await openDownloads();
  const file = await downloads.get(url).file();
  video.src = URL.createObjectURL(file);
}
