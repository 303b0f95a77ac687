import type { Report, Result } from './result.js';
import type { Scenario } from './scenario.js';
import { figureTable } from './table.js';

const BEGIN = '<!-- npm run bench writes from here -->';
const END = '<!-- to here -->';

/** Puts it between the two marks of the README. */
export function replacePart(readme: string, part: string): string {
  const begin = readme.indexOf(BEGIN);
  const end = readme.indexOf(END, begin); // other parts have marks of their own
  if (begin < 0 || end < begin) throw new TypeError(`The README must hold ${BEGIN} and ${END}`);
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${part}\n\n${readme.slice(end)}`;
}

export function readmePart(scenarios: readonly Scenario[], report: Report): string {
  return [
    '![Throughput beside other ways to get a file](tests/bench/results/latest.svg)',
    figureTable(scenarios, report.results),
    methodInWords(scenarios, report),
  ].join('\n\n');
}

function methodInWords(scenarios: readonly Scenario[], { machine, results }: Report): string {
  const { cpu, cores, memoryBytes, system } = machine;
  const distinct = (of: (result: Result) => string) => [...new Set(results.map(of))].join(', ');
  const dates = results.map(({ circumstances }) => circumstances.measuredAt.slice(0, 10)).sort();
  const rounds = Math.min(...results.map(({ samples }) => samples.length).filter((count) => count > 0));
  const ofRounds = Number.isFinite(rounds) ? `at least ${rounds} rounds` : 'no rounds';
  return (
    `Medians of ${ofRounds}, with the least and the most${exceptOnce(scenarios, results)}; of tasks and of what was fetched twice, the worst. ` +
    `Firefox does not tell of long tasks: there it is by how much a timer of 10 ms was late. ` +
    `${cpu}, ${cores} cores, ${(memoryBytes / 2 ** 30).toFixed()} GiB, ${system}; ` +
    `${distinct(({ circumstances }) => circumstances.browserVersion)}; ${distinct(({ circumstances }) => circumstances.server)}; ` +
    `profiles and targets in ${storageInWords(results)}; ${[...new Set([dates[0], dates.at(-1)])].join(' to ')}.`
  );
}

function exceptOnce(scenarios: readonly Scenario[], results: readonly Result[]): string {
  const measured = new Set(results.map(({ scenario }) => scenario));
  const once = scenarios.filter(({ name, rounds }) => rounds === 'once' && measured.has(name)).map(({ name }) => name);
  return once.length > 0 ? ` (${once.join(', ')}: measured once)` : '';
}

function storageInWords(results: readonly Result[]): string {
  const onDisk = [
    ...new Set(results.filter(({ circumstances }) => circumstances.storage === 'disk').map(({ scenario }) => scenario)),
  ];
  if (onDisk.length === 0) return 'memory';
  const isAll = results.every(({ circumstances }) => circumstances.storage === 'disk');
  return isAll ? 'a directory on the disk' : `memory (${onDisk.join(', ')}: on the disk)`;
}
