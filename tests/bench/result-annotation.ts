import type { Result } from './result.js';

const TYPE = 'bench';

/** How a test tells the report what was measured. */
export function toAnnotation(results: readonly Result[]): { type: string; description: string } {
  return { type: TYPE, description: JSON.stringify(results) };
}

export function fromAnnotations(annotations: readonly { type: string; description?: string }[]): Result[] {
  return annotations.flatMap(({ type, description }) =>
    type === TYPE && description !== undefined ? (JSON.parse(description) as Result[]) : [],
  );
}
