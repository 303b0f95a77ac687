import { openDownloads, type ResumableDownload } from 'resumable-download/elements';

const downloads = await openDownloads({ namespace: 'limit', bytesPerSecond: 2e6 });

const element = document.querySelector('#limited') as ResumableDownload;
element.download = downloads.get('/files/100MiB.bin');

const limit = document.querySelector('#limit') as HTMLInputElement;
const output = document.querySelector('output[for=limit]') as HTMLOutputElement;
limit.addEventListener('input', () => {
  downloads.configure({ bytesPerSecond: limit.valueAsNumber * 1e6 }); // also while they run
  output.textContent = `${limit.value} MB/s`;
});
