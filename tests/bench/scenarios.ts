import type { Figure } from './figure.js';
import type { Scenario } from './scenario.js';
import { digest } from './scenarios/digest.js';
import { http2 } from './scenarios/http2.js';
import { latency } from './scenarios/latency.js';
import { loopback } from './scenarios/loopback.js';
import { memory } from './scenarios/memory.js';
import { oneSlowConnection } from './scenarios/one-slow-connection.js';
import { slowConnections } from './scenarios/slow-connections.js';

/** In the order of tables and charts. */
export const SCENARIOS: readonly Scenario[] = [
  loopback,
  slowConnections,
  latency,
  oneSlowConnection,
  http2,
  digest,
  memory,
];

/** Those named, or all where none is. */
export function scenariosNamed(names: readonly string[]): Scenario[] {
  const known = SCENARIOS.map(({ name }) => name);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new TypeError(`No scenario ${unknown.join(', ')}: there are ${known.join(', ')}`);
  return SCENARIOS.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** The same with files that are so many times smaller. */
export function shrunk(scenario: Scenario, times: number): Scenario {
  return {
    ...scenario,
    fileBytes: scenario.fileBytes.map((bytes) => bytes / times),
    figures: scenario.figures.map((figure) => shrunkFigure(figure, times)),
  };
}

function shrunkFigure(figure: Figure, times: number): Figure {
  if (figure.kind === 'peak memory') return { ...figure, fileBytes: figure.fileBytes / times };
  if (figure.kind !== 'memory growth') return figure;
  return { ...figure, fileBytes: figure.fileBytes / times, over: figure.over / times };
}
