import type { DownloadErrorCode } from '../core/errors.js';
import type { DownloadStatus, WaitReason } from '../core/state.js';

export type ButtonName = 'download' | 'pause' | 'resume' | 'retry' | 'cancel' | 'save' | 'remove' | 'next';

/** Everything the elements say in one language. Amounts and durations arrive already formatted. */
export interface Words {
  /** BCP 47; numbers are written in the same language as the words around them. */
  readonly locale: string;
  readonly buttons: Readonly<Record<ButtonName, string>>;
  readonly status: Readonly<Record<Exclude<DownloadStatus['status'], 'waiting' | 'failed'>, string>>;
  readonly waiting: Readonly<Record<WaitReason, string>>;
  readonly errors: Readonly<Record<DownloadErrorCode, string>>;
  readonly looking: string;
  readonly details: string;
  readonly downloads: string;
  readonly noDownloads: string;
  readonly notes: {
    readonly elsewhere: string;
    readonly silent: string;
    readonly notResumable: string;
    readonly thisSession: string;
  };
  readonly digestMatches: string;
  readonly unknownProgress: string;
  progressOf(name: string): string;
  ofTotal(stored: string, total: string): string;
  kept(amount: string): string;
  soFar(amount: string): string;
  timeLeft(duration: string): string;
  nextTry(duration: string): string;
  checked(percent: string): string;
  roomUsed(used: string, quota: string): string;
  stale(count: number, days: number, amount: string): string;
  removeStale(count: number): string;
}

export const english: Words = {
  locale: 'en',
  buttons: {
    download: 'Download',
    pause: 'Pause',
    resume: 'Resume',
    retry: 'Retry',
    cancel: 'Cancel',
    save: 'Save',
    remove: 'Remove',
    next: 'Download next',
  },
  status: {
    idle: 'Ready to download',
    queued: 'Waiting for its turn',
    connecting: 'Connecting…',
    downloading: 'Downloading',
    paused: 'Paused',
    verifying: 'Checking the file…',
    complete: 'Complete',
    removed: 'Removed',
  },
  waiting: {
    offline: 'You seem to be offline. It continues by itself.',
    retry: 'The connection was lost. It continues by itself.',
    'server-busy': 'The server is busy. It continues by itself.',
    access: 'The link has expired. Open the page where you found it, or sign in again, to continue.',
    'data-saver': 'Data saver is on. It waits until you press, or switch that off.',
  },
  errors: {
    'invalid-request': 'This address can’t be downloaded. Check that it is complete and starts with https://',
    network:
      'The server can’t be reached. Check your connection, then retry. Or it doesn’t allow this page to download.',
    'not-found': 'The server has no file at this address.',
    forbidden: 'The server refuses access. Sign in, or open the page where you found the link again, then retry.',
    'http-status': 'The server answered with an error. Retry later.',
    changed: 'The file keeps changing on the server. Retry later to download it from the beginning.',
    'bad-server': 'The server’s answers contradict each other, so the file can’t be put together. Retry later.',
    integrity: 'The file is not the one that was promised. Retry downloads it again from the beginning.',
    'storage-full': 'There is not enough room. Free some space, then retry.',
    'storage-unavailable':
      'The browser doesn’t let this page keep the file. A private window, or an address without https, may be why.',
    'storage-lost': 'What was stored is gone; the browser may have cleared it. Retry starts from the beginning.',
    'not-complete': 'The file is not complete yet.',
    removed: 'This download was removed.',
    internal: 'Something went wrong on this page. Retry; if that doesn’t help, reload the page.',
  },
  looking: 'Looking for what is stored…',
  details: 'Details',
  downloads: 'Downloads',
  noDownloads: 'Nothing here yet',
  notes: {
    elsewhere: 'Running in another tab',
    silent: 'Running in another tab that doesn’t answer. Close that tab to continue here.',
    notResumable: 'The server doesn’t support resuming: after a pause or a reload, this download starts over.',
    thisSession: 'This browser keeps the file only until its window is closed.',
  },
  digestMatches: 'Matches its checksum',
  unknownProgress: 'Nothing yet',
  progressOf: (name) => `Progress of ${name}`,
  ofTotal: (stored, total) => `${stored} of ${total}`,
  kept: (amount) => `${amount} kept`,
  soFar: (amount) => `${amount} so far`,
  timeLeft: (duration) => `${duration} left`,
  nextTry: (duration) => `Next try in ${duration}`,
  checked: (percent) => `${percent} checked`,
  roomUsed: (used, quota) => `${used} used of ${quota} available`,
  stale: (count, days, amount) => {
    const which = count === 1 ? 'An unfinished download has' : `${count} unfinished downloads have`;
    return `${which} not been touched for ${days} ${days === 1 ? 'day' : 'days'} (${amount}).`;
  },
  removeStale: (count) => (count === 1 ? 'Remove it' : 'Remove them'),
};
