import { openDownloads, type ResumableDownload } from 'resumable-download/elements';

const downloads = await openDownloads({ namespace: 'limit' });

const element = document.querySelector('#limited') as ResumableDownload;
element.download = downloads.get('/files/100MiB.bin');

const limit = document.querySelector('#limit') as HTMLInputElement;
const output = document.querySelector('output[for=limit]') as HTMLOutputElement;
const follow = () => {
  downloads.configure({ bytesPerSecond: limit.valueAsNumber * 1e6 }); // also while they run
  output.textContent = `${limit.value} MB/s`;
};
limit.addEventListener('input', follow);
follow(); // it may have been moved before this, or be where it was before a reload
