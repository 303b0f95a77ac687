import type { DownloadStatus } from '../core/state.js';
import type { ButtonName } from './strings.js';

/** What a press asks of the download: the name of its method. */
export type Press = 'start' | 'pause' | 'remove' | 'save';

export interface ButtonPlan {
  readonly name: ButtonName;
  readonly press: Press;
}

/** The likeliest next step, and the way out. */
export interface ButtonsPlan {
  readonly primary: ButtonPlan;
  readonly secondary?: ButtonPlan;
}

const CANCEL: ButtonPlan = { name: 'cancel', press: 'remove' };
const REMOVE: ButtonPlan = { name: 'remove', press: 'remove' };

export function buttonsFor(status: DownloadStatus['status']): ButtonsPlan {
  switch (status) {
    case 'idle':
    case 'removed':
      return { primary: { name: 'download', press: 'start' } };
    case 'queued':
    case 'connecting':
    case 'downloading':
    case 'waiting':
    case 'verifying':
      return { primary: { name: 'pause', press: 'pause' }, secondary: CANCEL };
    case 'paused':
      return { primary: { name: 'resume', press: 'start' }, secondary: CANCEL };
    case 'complete':
      return { primary: { name: 'save', press: 'save' }, secondary: REMOVE };
    case 'failed':
      return { primary: { name: 'retry', press: 'start' }, secondary: REMOVE };
  }
}
