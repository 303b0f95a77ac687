import { openDownloads, type ResumableDownload } from 'resumable-download/elements';

const downloads = await openDownloads({
  namespace: 'signed-again',
  async authorize(download) {
    const answer = await fetch(`/sign/${download.id}`);
    const { url } = await answer.json();
    return { url };
  },
});

const element = document.querySelector('#signed-again') as ResumableDownload;
element.download = downloads.get({ id: 'signed.bin', url: '/files/signed.bin' });
