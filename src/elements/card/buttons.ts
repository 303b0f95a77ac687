import type { DownloadState } from '../../core/state.js';
import type { ButtonName } from '../languages/words.js';

/** What a press asks for. */
export type Press =
  | 'start'
  | 'pause'
  | 'moveToFront'
  | 'remove'
  | 'undo'
  | 'save'
  | 'stopSaving'
  /** The copy in the browser, after saving. */
  | 'keep'
  | 'open'
  | 'close';

export interface ButtonPlan {
  readonly name: ButtonName;
  readonly press: Press;
}

/** The likeliest next step, the way out, and what is seldom wanted. */
export interface ButtonsPlan {
  readonly primary: ButtonPlan;
  readonly secondary?: ButtonPlan;
  readonly extra?: ButtonPlan;
}

const PAUSE: ButtonPlan = { name: 'pause', press: 'pause' };
const CANCEL: ButtonPlan = { name: 'cancel', press: 'remove' };
const NEXT: ButtonPlan = { name: 'next', press: 'moveToFront' };
const REMOVE: ButtonPlan = { name: 'remove', press: 'remove' };

export function buttonsFor(state: DownloadState): ButtonsPlan {
  switch (state.status) {
    case 'idle':
    case 'removed':
      return { primary: { name: 'download', press: 'start' } };
    case 'queued':
      return { primary: PAUSE, secondary: CANCEL, extra: NEXT };
    case 'waiting':
      return { primary: state.reason === 'data-saver' ? startOf(state) : PAUSE, secondary: CANCEL };
    case 'connecting':
    case 'downloading':
    case 'verifying':
      return { primary: PAUSE, secondary: CANCEL };
    case 'paused':
      return { primary: { name: 'resume', press: 'start' }, secondary: CANCEL };
    case 'complete':
      return { primary: { name: 'save', press: 'save' }, secondary: REMOVE };
    case 'failed':
      return { primary: { name: 'retry', press: 'start' }, secondary: REMOVE };
  }
}

/** It waits for a person to start it, or to let it go on. */
function startOf({ storedBytes }: DownloadState): ButtonPlan {
  return { name: storedBytes > 0 ? 'resume' : 'download', press: 'start' };
}
