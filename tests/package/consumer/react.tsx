import { createRef } from 'react';
import { openDownloads, type ResumableDownload } from 'resumable-download/react';

const ref = createRef<ResumableDownload>();
const downloads = await openDownloads();

export const right = [
  <resumable-download key="1" ref={ref} src="/film.mp4" name="film.mp4" download-id="film" autostart keep-awake />,
  <resumable-download key="2" download={downloads.get('/film.mp4')} className="mine" style={{ maxWidth: 400 }} />,
  <resumable-download
    key="3"
    src="/film.mp4"
    ondownload-complete={(event) => event.download.save()}
    ondownload-error={({ error }) => error.code}
  >
    <p>A slot</p>
  </resumable-download>,
  <download-shelf key="4" downloads={downloads} />,
];

export const wrong = [
  // @ts-expect-error a number is no address
  <resumable-download key="1" src={5} />,
  // @ts-expect-error it is no such event
  <resumable-download key="2" ondownload-complete={(event: MouseEvent) => event.clientX} />,
  // @ts-expect-error it is called src
  <resumable-download key="3" source="/film.mp4" />,
  // @ts-expect-error not this kind of download
  <resumable-download key="4" download="film.mp4" />,
  // @ts-expect-error no such tag
  <resumable-downloads key="5" />,
];
