import type { Download } from 'resumable-download';

export interface Step {
  readonly label: string;
  readonly take: () => Promise<void>;
}

/** What the one button of a simple row says, and does. */
export function nextStep(download: Download): Step {
  const { state } = download;
  if (state.status === 'waiting' && state.reason === 'data-saver') {
    return { label: 'Download all the same', take: () => download.start() }; // it is this press that it waits for
  }
  switch (state.status) {
    case 'complete':
      return { label: 'Save', take: () => download.save() };
    case 'idle':
    case 'removed':
      return { label: 'Download', take: () => download.start() };
    case 'paused':
      return { label: 'Resume', take: () => download.start() };
    case 'failed':
      return { label: 'Retry', take: () => download.start() };
    default:
      return { label: 'Pause', take: () => download.pause() };
  }
}
