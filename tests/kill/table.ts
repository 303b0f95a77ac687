import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import type { KillReport } from './play.js';
import { fromAnnotations } from './report-annotation.js';

const MIB = 2 ** 20;

interface Tally {
  readonly reports: KillReport[];
  violated: number;
}

/** Prints a line for each run as it ends, and figures of all of them at the end. */
export default class KillTable implements Reporter {
  readonly #byBrowser = new Map<string, Tally>();

  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    if (status === 'skipped') return;
    const browser = test.parent.project()?.name ?? 'unknown';
    const tally = this.#byBrowser.get(browser) ?? { reports: [], violated: 0 };
    this.#byBrowser.set(browser, tally);
    const reports = fromAnnotations(test.annotations);
    tally.reports.push(...reports);
    for (const report of reports) print(`${status === 'passed' ? '✓' : '✘'} ${browser} ${inWords(report)}`);
    if (status === 'passed') return;
    tally.violated += 1;
    print(`✘ ${browser}: ${test.title}\n${errors.map(({ message }) => message).join('\n')}`);
  }

  onEnd(_result: FullResult): void {
    const header = ['browser', 'runs', 'kills', 'wrong files', 'violated', 'again per kill: mean', 'most', 'allowed'];
    print(`\n| ${header.join(' | ')} |\n|${header.map(() => '---|').join('')}`);
    for (const [browser, tally] of this.#byBrowser) print(`| ${[browser, ...figures(tally)].join(' | ')} |`);
  }

  printsToStdio(): boolean {
    return true;
  }
}

function inWords({ plan, isRight, failure, kills, sentTwice, seconds }: KillReport): string {
  const file = `${mib(plan.size)} at 5 × ${(plan.bytesPerSecond / 1e6).toFixed(1)} MB/s`;
  const killed = kills.map(({ sent, recorded }) => `at ${mib(sent)} (${mib(recorded)} recorded)`).join(', ');
  const end = failure ?? (isRight ? 'right' : 'WRONG');
  return `seed ${plan.seed}: ${file}, killed ${killed}; sent twice ${mib(sentTwice)}; ${end}; ${seconds.toFixed(1)} s`;
}

function figures({ reports, violated }: Tally): (string | number)[] {
  const costs = reports.flatMap(({ kills }) => kills.map(({ sent, recorded }) => sent - recorded));
  const mean = costs.reduce((sum, bytes) => sum + bytes, 0) / Math.max(1, costs.length);
  const wrong = reports.filter(({ isRight }) => !isRight).length;
  const allowed = Math.min(...reports.map(({ bound }) => bound));
  return [reports.length, costs.length, wrong, violated, mib(mean), mib(Math.max(0, ...costs)), mib(allowed)];
}

function mib(bytes: number): string {
  return `${(bytes / MIB).toFixed(1)} MiB`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
