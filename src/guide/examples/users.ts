import { type DownloadShelf, openDownloads, type ResumableDownload } from 'resumable-download/elements';

const user = document.querySelector('#user') as HTMLSelectElement;
const film = document.querySelector('#users-film') as ResumableDownload;
const shelf = document.querySelector('#users-shelf') as DownloadShelf;

async function show(): Promise<void> {
  const downloads = await openDownloads({ namespace: user.value });
  film.download = downloads.get('/files/ranges.bin'); // each has a copy of their own
  shelf.downloads = downloads;
}

user.addEventListener('change', show);
await show();
