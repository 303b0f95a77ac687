import type { Download } from '../../page/download.js';
import { canBeContinued, isFinished, isUnderWay } from './standing.js';

/** What can be done with several downloads at once. */
export type BulkPress = 'pauseAll' | 'resumeAll' | 'clearFinished';

type Stateful = Pick<Download, 'state'>;

/** What makes sense now. Of a single download its own buttons are enough. */
export function bulkPresses(all: readonly Stateful[]): ReadonlySet<BulkPress> {
  const presses = new Set<BulkPress>();
  if (all.length < 2) return presses;
  if (all.some(({ state }) => isUnderWay(state))) presses.add('pauseAll');
  if (all.some(({ state }) => canBeContinued(state))) presses.add('resumeAll');
  if (all.some(({ state }) => isFinished(state))) presses.add('clearFinished');
  return presses;
}

/** Those it concerns are told one after the other, in this order; what goes wrong is told by their cards. */
export function pressAll(press: Exclude<BulkPress, 'clearFinished'>, all: readonly Download[]): void {
  for (const download of all) {
    const { state } = download;
    if (press === 'pauseAll' && isUnderWay(state)) download.pause().catch(() => {});
    if (press === 'resumeAll' && canBeContinued(state)) download.start().catch(() => {});
  }
}
