import { openDownloads, type ResumableDownload } from 'resumable-download/elements';

const downloads = await openDownloads({ namespace: 'signed-once' });

const answer = await fetch('/sign/signed.bin');
const { url } = await answer.json(); // good for four seconds

const element = document.querySelector('#signed-once') as ResumableDownload;
element.download = downloads.get(url);
