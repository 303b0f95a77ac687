import type { BrowserName, ContenderName, Result, Sample } from './result.js';
import type { Scenario } from './scenario.js';
import { median } from './statistics.js';

const MIB = 2 ** 20;

/** What a scenario is measured for. */
export type Figure = { readonly label: string } & (
  | { readonly kind: 'throughput' | 'time'; readonly of: ContenderName; readonly over: ContenderName }
  | { readonly kind: 'time over ideal'; readonly of: ContenderName; readonly idealBytesPerSecond: number }
  | { readonly kind: 'peak memory'; readonly of: ContenderName; readonly fileBytes: number }
  | {
      readonly kind: 'memory growth';
      readonly of: ContenderName;
      readonly fileBytes: number;
      readonly over: number;
      /** No later than the smaller file took: what takes longer gives a browser more time to put off its cleaning up. */
      readonly inTheSameTime?: true;
    }
  | { readonly kind: 'longest task' | 'fetched twice' | 'CPU seconds per GiB'; readonly of: ContenderName }
);

export interface FigureValue {
  readonly value: number;
  readonly unit: '×' | 'MiB' | 'ms' | 's';
  /** The least and the most of what the value is the median of. */
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

/**
 * Computes a figure of one browser, where what it needs was measured.
 *
 * @param results of its scenario
 */
export function figureOf(figure: Figure, results: readonly Result[], browser: BrowserName): FigureValue | undefined {
  const own = results.filter((result) => result.browser === browser);
  const samplesOf = (contender: ContenderName) => own.find((result) => result.contender === contender)?.samples ?? [];
  switch (figure.kind) {
    case 'throughput':
      return medianOf(ratios(samplesOf(figure.of), samplesOf(figure.over), 'bytesPerSecond'), '×');
    case 'time':
      return medianOf(ratios(samplesOf(figure.of), samplesOf(figure.over), 'seconds'), '×');
    case 'time over ideal': {
      const { of, idealBytesPerSecond } = figure;
      return medianOf(
        samplesOf(of).map(({ bytesPerSecond }) => idealBytesPerSecond / bytesPerSecond),
        '×',
      );
    }
    case 'peak memory':
      return medianOf(
        peaks(own, figure.of, figure.fileBytes).map((bytes) => bytes / MIB),
        'MiB',
      );
    case 'memory growth': {
      const [base] = peaks(own, figure.of, figure.over);
      const [peak] = figure.inTheSameTime
        ? earlyPeaks(own, figure.of, figure.fileBytes, figure.over)
        : peaks(own, figure.of, figure.fileBytes);
      return medianOf(peak === undefined || base === undefined ? [] : [peak / base], '×');
    }
    case 'longest task':
      return worstOf(
        samplesOf(figure.of).flatMap(({ longestTaskMs }) => longestTaskMs ?? []),
        'ms',
      );
    case 'fetched twice':
      return worstOf(
        samplesOf(figure.of).map(({ bytesFetchedTwice }) => bytesFetchedTwice / MIB),
        'MiB',
      );
    case 'CPU seconds per GiB':
      return medianOf(
        samplesOf(figure.of).flatMap(({ cpuSecondsPerGib }) => cpuSecondsPerGib ?? []),
        's',
      );
  }
}

/** A figure with what was measured, for those who read no code. */
export interface NamedFigure extends FigureValue {
  readonly scenario: string;
  readonly label: string;
  readonly browser: BrowserName;
}

/** All figures that what was measured allows. */
export function allFigures(scenarios: readonly Scenario[], results: readonly Result[]): NamedFigure[] {
  return scenarios.flatMap(({ name: scenario, figures }) => {
    const own = results.filter((result) => result.scenario === scenario);
    return figures.flatMap((figure) =>
      (['chromium', 'firefox'] as const).flatMap((browser) => {
        const value = figureOf(figure, own, browser);
        return value ? [{ scenario, label: figure.label, browser, ...value }] : [];
      }),
    );
  });
}

/** Of each round by itself, so that what slows a machine down for a while slows down both. */
function ratios(of: readonly Sample[], over: readonly Sample[], what: 'bytesPerSecond' | 'seconds'): number[] {
  return of.flatMap((sample, round) => {
    const other = over[round];
    return other ? [sample[what] / other[what]] : [];
  });
}

function peaks(results: readonly Result[], of: ContenderName, fileBytes: number): number[] {
  return results
    .filter((result) => result.contender === of && result.fileBytes === fileBytes)
    .flatMap(({ peakMemoryBytes }) => peakMemoryBytes ?? []);
}

/** What was the peak of a large file when a smaller one would have been there. */
function earlyPeaks(results: readonly Result[], of: ContenderName, fileBytes: number, smaller: number): number[] {
  const [large, small] = [fileBytes, smaller].map((size) =>
    results.find((result) => result.contender === of && result.fileBytes === size),
  );
  if (!large?.memoryBySecond || !small?.memoryBySecond) return [];
  return [Math.max(...large.memoryBySecond.slice(0, small.memoryBySecond.length))];
}

function medianOf(values: readonly number[], unit: FigureValue['unit']): FigureValue | undefined {
  if (values.length === 0) return undefined;
  return { value: median(values), unit, least: Math.min(...values), most: Math.max(...values), count: values.length };
}

/** Where one bad download is one too many, the median would hide it. */
function worstOf(values: readonly number[], unit: FigureValue['unit']): FigureValue | undefined {
  const value = medianOf(values, unit);
  return value && { ...value, value: value.most };
}
