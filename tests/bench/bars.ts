import { LABELS } from './contenders.js';
import type { BrowserName, ContenderName, Result } from './result.js';
import type { Scenario } from './scenario.js';
import { median } from './statistics.js';
import { BROWSER_LABELS, BROWSERS } from './table.js';

const MIB = 2 ** 20;
const GIB = 2 ** 30;

/** Bars that share a scale. */
export interface BarBlock {
  readonly title: string;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly group: string;
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  /** With its unit. */
  readonly text: string;
  readonly isOurs: boolean;
}

const NO_BROWSERS: readonly ContenderName[] = ['curl', 'aria2'];

/** What a chart shows of each scenario that was measured: throughput, or memory where only that was measured. */
export function barBlocks(scenarios: readonly Scenario[], results: readonly Result[]): BarBlock[] {
  return scenarios.flatMap((scenario) => {
    const own = results.filter((result) => result.scenario === scenario.name);
    const bars = scenario.rounds === 'once' ? memoryBars(own) : throughputBars(own);
    return bars.length === 0 ? [] : [{ title: scenario.title, bars }];
  });
}

function throughputBars(results: readonly Result[]): Bar[] {
  const inBrowsers = results.filter(({ contender }) => !NO_BROWSERS.includes(contender));
  return [
    ...BROWSERS.flatMap((browser) => {
      const own = inBrowsers.filter((result) => result.browser === browser);
      return own.flatMap((result) => throughputBar(BROWSER_LABELS[browser], result.contender, [result]));
    }),
    // Measured in the turns of both browsers, of which they do not depend.
    ...NO_BROWSERS.flatMap((contender) =>
      throughputBar(
        'No browser',
        contender,
        results.filter((result) => result.contender === contender),
      ),
    ),
  ];
}

function throughputBar(group: string, contender: ContenderName, results: readonly Result[]): Bar[] {
  const rates = results.flatMap(({ samples }) => samples.map(({ bytesPerSecond }) => bytesPerSecond / 1e6));
  if (rates.length === 0) return missingBar(group, contender, results[0]?.absent);
  const value = median(rates);
  return [
    {
      group,
      label: LABELS[contender],
      value,
      least: Math.min(...rates),
      most: Math.max(...rates),
      text: `${value.toFixed()} MB/s`,
      isOurs: contender.startsWith('ours'),
    },
  ];
}

function missingBar(group: string, contender: ContenderName, absent: string | undefined): Bar[] {
  if (absent === undefined) return [];
  const text = absent.split('\n')[0] ?? '';
  return [{ group, label: LABELS[contender], value: 0, least: 0, most: 0, text, isOurs: false }];
}

function memoryBars(results: readonly Result[]): Bar[] {
  const ofBrowser = (browser: BrowserName) => results.filter((result) => result.browser === browser);
  return BROWSERS.flatMap(ofBrowser).flatMap(({ browser, contender, fileBytes, peakMemoryBytes }) => {
    if (peakMemoryBytes === undefined) return [];
    const value = peakMemoryBytes / MIB;
    const size = fileBytes < GIB ? `${fileBytes / MIB} MiB` : `${fileBytes / GIB} GiB`;
    const label = `${size}, ${LABELS[contender]}`;
    const text = `${value.toFixed()} MiB above idle`;
    const isOurs = contender.startsWith('ours');
    return [{ group: BROWSER_LABELS[browser], label, value, least: value, most: value, text, isOurs }];
  });
}
