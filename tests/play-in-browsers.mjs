/*
 * What the commands that play in browsers share: each runs some specs, against what was built last, in the browsers that
 * `--browser` names.
 */
import { spawnSync } from 'node:child_process';

const BROWSERS = { chromium: ['chromium'], firefox: ['firefox'], both: ['chromium', 'firefox'] };

/**
 * Plays, and leaves its exit code behind.
 *
 * @param {string} browser as given in the command line
 * @param {string[]} playwrightArguments which specs, how many at once, and who reports
 * @param {Record<string, string>} env tells the specs what else was given
 */
export function playInBrowsers(browser, playwrightArguments, env) {
  const projects = BROWSERS[browser];
  if (!projects) throw new TypeError(`--browser is one of ${Object.keys(BROWSERS).join(', ')}`);
  const { status, error } = spawnSync(
    process.execPath,
    [
      'node_modules/@playwright/test/cli.js',
      'test',
      ...playwrightArguments,
      ...projects.map((project) => `--project=${project}`),
    ],
    { stdio: 'inherit', env: { ...process.env, ...env } },
  );
  if (error) throw error;
  process.exitCode = status ?? 1;
}
