import { defineConfig } from '@playwright/test';
import tests from '../playwright.config.js';

/** The browsers of the tests, one at a time. */
export default defineConfig({
  ...tests,
  testDir: '.',
  outputDir: '../../test-results/bench',
  workers: 1,
  timeout: 2 * 60 * 60_000,
  reporter: './report.ts',
  projects: (tests.projects ?? [])
    .filter(({ name }) => name !== 'logic')
    .map((project) => ({ ...project, testMatch: '*.bench.ts' })),
});
