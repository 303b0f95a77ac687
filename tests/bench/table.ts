import { LABELS } from './contenders.js';
import { type FigureValue, figureOf } from './figure.js';
import type { BrowserName, Result, Sample } from './result.js';
import type { Scenario } from './scenario.js';
import { median } from './statistics.js';

const MIB = 2 ** 20;

export const BROWSERS = ['chromium', 'firefox'] as const satisfies readonly BrowserName[];
export const BROWSER_LABELS: Readonly<Record<BrowserName, string>> = { chromium: 'Chromium', firefox: 'Firefox' };

/** What each contender did: medians, but for what is fetched twice and for tasks, where it is the worst. */
export function sampleTable(scenarios: readonly Scenario[], results: readonly Result[]): string {
  const header = [
    ...['scenario', 'browser', 'contender', 'MB/s', 's', 'CPU s per GiB', 'MiB above idle'],
    ...['longest task, ms', 'MiB fetched twice', 'rounds', 'storage'],
  ];
  const rows = scenarios.flatMap(({ name }) => results.filter(({ scenario }) => scenario === name)).map(sampleRow);
  return markdownTable(header, rows);
}

function sampleRow(result: Result): string[] {
  const { scenario, browser, contender, samples, peakMemoryBytes, absent, circumstances, fileBytes } = result;
  const of = (read: (sample: Sample) => number | undefined) => samples.flatMap((sample) => read(sample) ?? []);
  return [
    scenario,
    BROWSER_LABELS[browser],
    LABELS[contender] + (absent === undefined ? '' : ` (${absent.split('\n')[0]})`),
    digits(median(of(({ bytesPerSecond }) => bytesPerSecond / 1e6)), 0),
    digits(median(of(({ seconds }) => seconds)), 2),
    digits(median(of(({ cpuSecondsPerGib }) => cpuSecondsPerGib)), 2),
    peakMemoryBytes === undefined ? '' : `${digits(peakMemoryBytes / MIB, 0)} (${digits(fileBytes / MIB, 0)} MiB file)`,
    digits(Math.max(...of(({ longestTaskMs }) => longestTaskMs)), 0),
    digits(Math.max(...of(({ bytesFetchedTwice }) => bytesFetchedTwice / MIB)), 1),
    String(samples.length),
    circumstances.storage,
  ];
}

/** Less is noise. Seconds per GiB. */
const LEAST_SECONDS = 0.05;

/** Where the time of each contender went: medians of those threads that used the processor, the most of it first. */
export function threadTable(scenarios: readonly Scenario[], results: readonly Result[]): string {
  const rows = scenarios.flatMap(({ name }) => results.filter(({ scenario }) => scenario === name)).flatMap(threadRows);
  return markdownTable(['scenario', 'browser', 'contender', 'thread', 'CPU s per GiB'], rows);
}

function threadRows({ scenario, browser, contender, samples }: Result): string[][] {
  const names = new Set(samples.flatMap(({ threadSecondsPerGib = {} }) => Object.keys(threadSecondsPerGib)));
  const secondsOf = (name: string) =>
    median(samples.map(({ threadSecondsPerGib }) => threadSecondsPerGib?.[name] ?? 0));
  return [...names]
    .map((name) => ({ name, seconds: secondsOf(name) }))
    .filter(({ seconds }) => seconds >= LEAST_SECONDS)
    .sort((one, other) => other.seconds - one.seconds)
    .map(({ name, seconds }) => [scenario, BROWSER_LABELS[browser], LABELS[contender], name, digits(seconds, 2)]);
}

/** What is made of it. */
export function figureTable(scenarios: readonly Scenario[], results: readonly Result[]): string {
  const rows = scenarios.flatMap((scenario) => {
    const own = results.filter(({ scenario: name }) => name === scenario.name);
    const measured = scenario.figures
      .map((figure) => ({ label: figure.label, values: BROWSERS.map((browser) => figureOf(figure, own, browser)) }))
      .filter(({ values }) => values.some(Boolean));
    return measured.map(({ label, values }, index) => [
      index === 0 ? scenario.title : '',
      label,
      ...values.map(figureInWords),
    ]);
  });
  return markdownTable(['', '', ...BROWSERS.map((browser) => BROWSER_LABELS[browser])], rows);
}

function figureInWords(figure: FigureValue | undefined): string {
  if (!figure) return '–';
  const { value, unit, least, most, count } = figure;
  const places = unit === '×' ? 2 : unit === 's' || value < 10 ? 1 : 0;
  const shown = `${digits(value, places)}${unit === '×' ? '' : ` ${unit}`}`;
  return count > 1 && least !== most ? `${shown} (${digits(least, places)}–${digits(most, places)})` : shown;
}

function digits(value: number, places: number): string {
  return Number.isFinite(value) ? value.toFixed(places) : '';
}

function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), `|${header.map(() => '---|').join('')}`, ...rows.map(line)].join('\n');
}
