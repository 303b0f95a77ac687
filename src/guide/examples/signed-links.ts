import { openDownloads, type ResumableDownload } from 'resumable-download/elements';

const links: string[] = [];

const downloads = await openDownloads({
  namespace: 'signed-links',
  // 'start' and 'resume' before the first request, 'refused' after 401, 403 or 410
  async authorize(download, why) {
    links.push(why);
    const answer = await fetch(`/sign/${download.id}`); // your server, which knows who may
    const { url } = await answer.json();
    return { url };
  },
});

const element = document.querySelector('#signed') as ResumableDownload;
element.download = downloads.get({ id: 'signed.bin', url: '/files/signed.bin' });

const output = document.querySelector('#links') as HTMLOutputElement;
element.addEventListener('download-change', () => {
  output.textContent = links.join(', ') || 'none';
});
