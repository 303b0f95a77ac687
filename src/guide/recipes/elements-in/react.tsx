import { useState } from 'react';
import 'resumable-download/react';

export function Film() {
  const [isHere, setHere] = useState(false);
  return (
    <>
      <resumable-download src="/files/video.webm" keep-awake ondownload-complete={() => setHere(true)} />
      {isHere && <p>Enjoy the film.</p>}
    </>
  );
}
