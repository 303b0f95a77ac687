import type { KillReport } from './play.js';

const TYPE = 'kill';

/** How a test tells the table what came of it. */
export function toAnnotation(report: KillReport): { type: string; description: string } {
  return { type: TYPE, description: JSON.stringify(report) };
}

export function fromAnnotations(annotations: readonly { type: string; description?: string }[]): KillReport[] {
  return annotations.flatMap(({ type, description }) =>
    type === TYPE && description !== undefined ? [JSON.parse(description) as KillReport] : [],
  );
}
