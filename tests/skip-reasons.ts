import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** Says why a test was skipped, which Playwright's own list leaves out. */
export default class SkipReasons implements Reporter {
  onTestEnd(test: TestCase, { status }: TestResult): void {
    if (status !== 'skipped') return;
    const reasons = test.annotations.filter(({ type }) => type === 'skip').map(({ description }) => description);
    process.stdout.write(`     skipped “${test.title}”: ${reasons.join(', ') || 'no reason given'}\n`);
  }

  printsToStdio(): boolean {
    return false; // the summary is the list's
  }
}
