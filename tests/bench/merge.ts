import type { Machine, Report, Result } from './result.js';

export function emptyReport(machine: Machine): Report {
  return { machine, results: [] };
}

/** Puts what was measured now in the place of what was measured before. What another machine measured is dropped. */
export function mergeResults(earlier: Report, machine: Machine, results: readonly Result[]): Report {
  const isSameMachine = JSON.stringify(earlier.machine) === JSON.stringify(machine);
  const replaced = new Set(results.map(competition));
  const kept = isSameMachine ? earlier.results.filter((result) => !replaced.has(competition(result))) : [];
  return { machine, results: [...kept, ...results] };
}

function competition({ scenario, browser }: Result): string {
  return `${scenario} ${browser}`;
}
