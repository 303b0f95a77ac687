import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { fromAnnotations, type Played } from './verdict-annotation.js';

interface Tally {
  readonly outcomes: Map<string, number>;
  readonly played: Played[];
  failures: number;
}

/** Prints each schedule that violated something, ready to be kept, and at the end how often each outcome was seen. */
export default class ChaosSummary implements Reporter {
  readonly #byBrowser = new Map<string, Tally>();
  #count = 0;

  onTestEnd(test: TestCase, result: TestResult): void {
    const browser = test.parent.project()?.name ?? 'unknown';
    const tally = this.#byBrowser.get(browser) ?? emptyTally();
    this.#byBrowser.set(browser, tally);
    for (const played of fromAnnotations(test.annotations)) {
      const { outcome } = played.verdict;
      tally.outcomes.set(outcome, (tally.outcomes.get(outcome) ?? 0) + 1);
      tally.played.push(played);
    }
    if (result.status !== 'passed') {
      tally.failures += 1;
      print(describeFailure(browser, test, result));
    }
    this.#count += 1;
    if (this.#count % 50 === 0) print(`${this.#count} played`);
  }

  onEnd(_result: FullResult): void {
    for (const [browser, tally] of this.#byBrowser) print(describeTally(browser, tally));
  }

  printsToStdio(): boolean {
    return true;
  }
}

function emptyTally(): Tally {
  return { outcomes: new Map(), played: [], failures: 0 };
}

function describeFailure(browser: string, test: TestCase, { errors }: TestResult): string {
  const [played] = fromAnnotations(test.annotations);
  if (!played) return `\n✘ ${browser}: ${test.title}\n  ${errors.map(({ message }) => message).join('\n  ')}`;
  const { schedule, verdict } = played;
  const reasons = verdict.violations.map((violation) => `  ${violation}`);
  const facts = { outcome: verdict.outcome, statuses: verdict.statuses, asked: verdict.asked };
  return [`\n✘ ${browser}, seed ${schedule.seed}`, ...reasons, ...[facts, schedule].map(asLine)].join('\n');
}

function asLine(data: unknown): string {
  return `  ${JSON.stringify(data)}`;
}

function describeTally(browser: string, { outcomes, played, failures }: Tally): string {
  const times = played.map(({ verdict }) => verdict.ms).sort((one, other) => other - one);
  const meanMs = times.reduce((sum, ms) => sum + ms, 0) / Math.max(1, times.length);
  const longest = `${seconds(meanMs)} on average, ${seconds(times[0] ?? 0)} at most`;
  const steps = played.reduce((sum, { verdict }) => sum + verdict.steps, 0);
  const share = Math.max(0, ...played.map(({ verdict }) => verdict.greatestShare));
  const effort = `${steps} steps; at most ${Math.round(share * 100)} % of the requests that can be explained`;
  const lines = [...outcomes]
    .sort(([, one], [, other]) => other - one)
    .map(([outcome, count]) => `${String(count).padStart(6)}  ${outcome}`);
  return [`\n${browser}: ${times.length} schedules, ${failures} violated; ${longest}; ${effort}`, ...lines].join('\n');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
