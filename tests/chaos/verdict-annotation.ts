import type { Verdict } from './play.js';
import type { Schedule } from './schedule.js';

/** How a test tells the summary what it played, and what came of it. */
export interface Played {
  readonly schedule: Schedule;
  readonly verdict: Verdict;
}

const TYPE = 'chaos';

export function toAnnotation(played: Played): { type: string; description: string } {
  return { type: TYPE, description: JSON.stringify(played) };
}

export function fromAnnotations(annotations: readonly { type: string; description?: string }[]): Played[] {
  return annotations.flatMap(({ type, description }) =>
    type === TYPE && description !== undefined ? [JSON.parse(description) as Played] : [],
  );
}
