import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { chart } from './chart.js';
import { allFigures } from './figure.js';
import { allScenarios, given } from './given.js';
import { describeMachine } from './machine.js';
import { emptyReport, mergeResults } from './merge.js';
import { readmePart, replacePart } from './readme.js';
import type { Report, Result } from './result.js';
import { fromAnnotations } from './result-annotation.js';
import { figureTable, sampleTable, threadTable } from './table.js';

/** What is kept for good was measured in full, with nothing that takes time beside it. */
const IS_KEPT = !given.isQuick && !given.showsThreads;
const RESULTS = new URL(IS_KEPT ? './results/' : '../../test-results/bench/', import.meta.url);
const JSON_FILE = new URL('latest.json', RESULTS);
const CHART_FILE = new URL('latest.svg', RESULTS);
const README = new URL('../../README.md', import.meta.url);

/** Keeps what was measured, as each scenario ends, and prints tables at the end. */
export default class BenchReport implements Reporter {
  readonly #new: Result[] = [];

  onTestEnd(test: TestCase, { status, errors }: TestResult): void {
    const browser = test.parent.project()?.name ?? 'unknown';
    print(`${status === 'passed' ? '✓' : '✘'} ${browser}: ${test.title}`);
    for (const { message } of errors) print(message ?? '');
    const results = fromAnnotations(test.annotations);
    if (results.length === 0) return;
    this.#new.push(...results);
    keep(mergeResults(earlier(), describeMachine(), results));
  }

  onStdOut(chunk: string | Buffer): void {
    process.stdout.write(chunk);
  }

  onEnd(): void {
    const scenarios = allScenarios();
    print(`\n${sampleTable(scenarios, this.#new)}\n\n${figureTable(scenarios, this.#new)}\n`);
    if (given.showsThreads) print(`${threadTable(scenarios, this.#new)}\n`);
    print(`Kept in ${fileURLToPath(JSON_FILE)} and ${fileURLToPath(CHART_FILE)}`);
  }

  printsToStdio(): boolean {
    return true;
  }
}

function earlier(): Report {
  try {
    return JSON.parse(readFileSync(JSON_FILE, 'utf8'));
  } catch {
    return emptyReport(describeMachine());
  }
}

function keep(report: Report): void {
  const scenarios = allScenarios();
  mkdirSync(RESULTS, { recursive: true });
  const { machine, results } = report;
  const figures = allFigures(scenarios, results);
  writeFileSync(JSON_FILE, `${JSON.stringify({ machine, figures, results }, undefined, 2)}\n`);
  writeFileSync(CHART_FILE, chart(scenarios, report));
  if (!IS_KEPT) return;
  writeFileSync(README, replacePart(readFileSync(README, 'utf8'), readmePart(scenarios, report)));
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
