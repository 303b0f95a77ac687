import type { Words } from './words.js';

export const english: Words = {
  locale: 'en',
  units: 'short',
  buttons: {
    download: 'Download',
    pause: 'Pause',
    resume: 'Resume',
    retry: 'Retry',
    cancel: 'Cancel',
    next: 'Download next',
    save: 'Save',
    stop: 'Stop',
    remove: 'Remove',
    removeCopy: 'Remove this copy',
    keep: 'Keep',
    ok: 'OK',
    undo: 'Undo',
    open: 'Open',
    close: 'Close',
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
    offline: { what: 'You seem to be offline.', next: 'It continues by itself.' },
    retry: { what: 'The connection was lost.', next: 'It continues by itself.' },
    'server-busy': { what: 'The server is busy.', next: 'It continues by itself.' },
    access: {
      what: 'The link has expired.',
      next: 'Open the page where you found it, or sign in again, to continue.',
    },
    'data-saver': { what: 'Data saver is on.', next: 'It waits until you press, or switch that off.' },
  },
  errors: {
    'invalid-request': {
      what: 'This address can’t be downloaded.',
      next: 'Check that it is complete and starts with https://',
    },
    network: {
      what: 'The server can’t be reached.',
      next: 'Check your connection, then retry. Or it doesn’t allow this page to download.',
    },
    'not-found': {
      what: 'The server has no file at this address.',
      next: 'Look for a newer link where you found this one.',
    },
    forbidden: {
      what: 'The server refuses access.',
      next: 'Sign in, or open the page where you found the link again, then retry.',
    },
    'http-status': { what: 'The server answered with an error.', next: 'Retry later.' },
    changed: {
      what: 'The file keeps changing on the server.',
      next: 'Retry later to download it from the beginning.',
    },
    'bad-server': {
      what: 'The server’s answers contradict each other.',
      next: 'The file can’t be put together from them. Retry later.',
    },
    integrity: {
      what: 'The file is not the one that was promised.',
      next: 'Retry downloads it again from the beginning.',
    },
    'storage-full': { what: 'There is not enough room.', next: 'Free some space, then retry.' },
    'storage-unavailable': {
      what: 'The browser doesn’t let this page keep the file.',
      next: 'A private window, or an address without https, may be why.',
    },
    'storage-lost': {
      what: 'What was stored is gone.',
      next: 'The browser may have cleared it. Retry starts from the beginning.',
    },
    'not-saved': {
      what: 'It could not be saved there.',
      next: 'Nothing is left of the attempt. Save it again, or elsewhere.',
    },
    'not-complete': { what: 'The file is not complete yet.', next: 'Wait until it is.' },
    removed: { what: 'This download was removed.', next: 'Download it again if you want it.' },
    internal: {
      what: 'Something went wrong on this page.',
      next: 'Retry; if that doesn’t help, reload the page.',
    },
  },
  looking: 'Looking for what is stored…',
  details: 'Details',
  diagnosis: {
    copy: 'Copy diagnosis',
    copied: 'Copied',
    copyThis: 'Copy this text:',
  },
  downloads: 'Downloads',
  noDownloads: 'Nothing here yet',
  notes: {
    elsewhere: 'Running in another tab',
    silent: 'Running in another tab that doesn’t answer. Close that tab to continue here.',
    notResumable: 'The server doesn’t support resuming: after a pause or a reload, this download starts over.',
    thisSession: 'This browser keeps the file only until its window is closed.',
  },
  undoable: (amount) => `${amount} can still be brought back.`,
  saving: 'Saving…',
  saved: 'Saved on your disk. The copy in the browser can go.',
  handedOver: 'Your browser is saving it. Remove it here only when that is done.',
  cannotShow: 'This browser can’t show the file here. Save it, and open it with another program.',
  digestMatches: 'Matches its checksum',
  unknownProgress: 'Nothing yet',
  progressOf: (name) => `Progress of ${name}`,
  about: (name, what) => `${name}: ${what}`,
  ofTotal: (stored, total) => `${stored} of ${total}`,
  kept: (amount) => `${amount} kept`,
  soFar: (amount) => `${amount} so far`,
  timeLeft: (duration) => `${duration} left`,
  nextTry: (duration) => `Next try in ${duration}`,
  checked: (percent) => `${percent} checked`,
  roomUsed: (used, quota) => `${used} used of ${quota} available`,
  stale: (unfinished, days, amount) => {
    const which = unfinished.pick({
      one: 'An unfinished download has',
      other: `${unfinished.digits} unfinished downloads have`,
    });
    return `${which} not been touched for ${days.digits} ${days.pick({ one: 'day', other: 'days' })} (${amount}).`;
  },
  removeStale: (unfinished) => unfinished.pick({ one: 'Remove it', other: 'Remove them' }),
  shelf: {
    overall: 'Progress of all downloads',
    pauseAll: 'Pause all',
    resumeAll: 'Resume all',
    clearFinished: 'Clear finished',
    dismiss: 'Dismiss',
    addLink: 'Add a link',
    add: 'Add',
    dropHere: 'Drop to download',
    howToAdd: 'Drop a link here, or paste one.',
    inProgress: (unfinished) => `${unfinished.digits} in progress`,
    shortOfRoom: (amount) => `What is to come needs ${amount} more room. Remove something, or free space on the disk.`,
    canContinue: (unfinished, kept) => {
      const which = unfinished.pick({ one: '1 download', other: `${unfinished.digits} downloads` });
      return `${which} can be continued: ${kept}`;
    },
    cleared: (finished) => finished.pick({ one: '1 download removed', other: `${finished.digits} downloads removed` }),
    notALink: (text) => `“${text}” can’t be downloaded: a link starts with https:// or http://`,
    alreadyHere: (name) => `${name} is already here`,
    andMore: (others) => `And ${others.digits} more`,
    showOlder: (older) => `Show ${older.digits} older`,
  },
};
