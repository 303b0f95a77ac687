import type { DownloadFacts, DownloadState, DownloadStatus } from './state.js';

/** What a download is before anything is known of it. */
export const UNKNOWN: DownloadFacts = {
  storedBytes: 0,
  totalBytes: undefined,
  storedRanges: [],
  activeRanges: [],
  resumable: undefined,
  mode: undefined,
  proof: 'none',
  kept: 'across-restarts',
  owner: undefined,
};

/** What happens to a download: a status to enter, new facts, or both. */
export interface Change<Status = DownloadStatus> {
  readonly to?: Status;
  readonly facts?: Partial<DownloadFacts>;
}

type Name = DownloadStatus['status'];

/** From each status, those that may follow it. A download may stay in its own with other figures. */
const FOLLOWERS: Record<Name, readonly Name[]> = {
  idle: ['queued', 'connecting', 'waiting', 'paused', 'complete', 'failed', 'removed'],
  queued: ['connecting', 'downloading', 'waiting', 'verifying', 'paused', 'complete', 'failed', 'removed'],
  connecting: ['downloading', 'waiting', 'verifying', 'paused', 'complete', 'failed', 'removed'],
  downloading: ['connecting', 'waiting', 'verifying', 'paused', 'complete', 'failed', 'removed'],
  waiting: ['queued', 'connecting', 'downloading', 'verifying', 'paused', 'complete', 'failed', 'removed'],
  verifying: ['connecting', 'waiting', 'paused', 'complete', 'failed', 'removed'],
  // At rest only a press moves it on, and that may fail. What a stopped worker still says comes too late.
  paused: ['queued', 'connecting', 'waiting', 'complete', 'failed', 'removed'],
  failed: ['queued', 'connecting', 'waiting', 'paused', 'removed'],
  complete: ['failed', 'removed'], // failed: its stored bytes are gone
  removed: ['queued', 'connecting', 'waiting', 'failed'],
};

/** The two halves of a `DownloadState`. */
export interface Situation {
  readonly facts: DownloadFacts;
  readonly status: DownloadStatus;
}

/**
 * The situation after a change. What cannot follow changes nothing: the very same object comes back.
 *
 * A download at rest has no active ranges and no owner.
 */
export function transition(situation: Situation, { to, facts }: Change): Situation {
  const status = to ?? situation.status;
  const from = situation.status.status;
  if (status.status !== from && !FOLLOWERS[from].includes(status.status)) return situation;
  const known = { ...situation.facts, ...facts };
  return { status, facts: isAtRest(status) ? { ...known, activeRanges: [], owner: undefined } : known };
}

/** What a page is shown. */
export function toState({ facts, status }: Situation): DownloadState {
  return Object.freeze({ ...facts, ...status });
}

/** Whether nothing happens to it before somebody presses something. */
export function isAtRest({ status }: Pick<DownloadStatus, 'status'>): boolean {
  switch (status) {
    case 'idle':
    case 'paused':
    case 'complete':
    case 'failed':
    case 'removed':
      return true;
    case 'queued':
    case 'connecting':
    case 'downloading':
    case 'waiting':
    case 'verifying':
      return false;
  }
}
