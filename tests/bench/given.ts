import { scenariosNamed, shrunk } from './scenarios.js';

const QUICK_TIMES = 16;

/** What the command was given. */
export const given = {
  isQuick: Boolean(process.env.BENCH_QUICK),
  /** Whether to look at threads too, which takes time. */
  showsThreads: Boolean(process.env.BENCH_THREADS),
  rounds: process.env.BENCH_QUICK ? 1 : Number(process.env.BENCH_PAIRS || 5),
  storage: process.env.BENCH_STORAGE === 'disk' ? ('disk' as const) : ('memory' as const),
};

/** Those that were named, or all where none was, in the size that was asked for. */
export function givenScenarios() {
  return inGivenSize(scenariosNamed((process.env.BENCH_SCENARIOS ?? '').split(' ').filter((name) => name !== '')));
}

/** All that there are, in the size that was asked for. */
export function allScenarios() {
  return inGivenSize(scenariosNamed([]));
}

function inGivenSize(scenarios: ReturnType<typeof scenariosNamed>) {
  return given.isQuick ? scenarios.map((scenario) => shrunk(scenario, QUICK_TIMES)) : scenarios;
}
