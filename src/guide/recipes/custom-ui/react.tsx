import { useCallback, useSyncExternalStore } from 'react';
import type { Download, DownloadState } from 'resumable-download';
import { nextStep } from './next-step.js';

/** `state` is frozen and replaced on each change: just what React asks of a store. */
function useDownloadState(download: Download): DownloadState {
  const subscribe = useCallback(
    (onChange: () => void) => {
      download.addEventListener('change', onChange);
      return () => download.removeEventListener('change', onChange);
    },
    [download],
  );
  return useSyncExternalStore(subscribe, () => download.state);
}

export function DownloadRow({ download }: { download: Download }) {
  const { storedBytes, totalBytes = 1 } = useDownloadState(download);
  const { label, take } = nextStep(download);
  return (
    <div>
      <progress max={totalBytes} value={storedBytes} />
      <button type="button" onClick={take}>
        {label}
      </button>
    </div>
  );
}
