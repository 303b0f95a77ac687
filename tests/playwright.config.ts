import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

const CHROMIUM = '/usr/bin/chromium';
const FIREFOX = '/usr/bin/firefox-esr';

// Without these, Chromium as root does not start, and on a closed network it waits for hosts that it cannot reach. The
// name is for a page that is not loaded securely, as pages of loopback addresses always are.
const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--host-resolver-rules=MAP insecure.test 127.0.0.1',
];

/** The browsers of Debian where they are installed, else Playwright's own. */
export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  snapshotPathTemplate: '{testDir}/elements-gallery/sheets/{arg}{ext}',
  reporter: [['list'], ['./skip-reasons.ts']],
  projects: [
    { name: 'logic', testMatch: 'logic/**/*.spec.ts' },
    { name: 'package', testMatch: 'package/**/*.spec.ts' },
    {
      name: 'chromium',
      testMatch: 'browser/**/*.spec.ts',
      use: {
        browserName: 'chromium',
        launchOptions: {
          args: CHROMIUM_ARGS,
          ...(existsSync(CHROMIUM) && { executablePath: CHROMIUM }),
        },
      },
    },
    {
      name: 'firefox',
      testMatch: 'browser/**/*.spec.ts',
      use: {
        browserName: 'firefox',
        ...(existsSync(FIREFOX) && {
          channel: 'moz-firefox',
        }),
        launchOptions: {
          firefoxUserPrefs: { 'network.dns.localDomains': 'insecure.test' },
          ...(existsSync(FIREFOX) && { executablePath: FIREFOX }),
        },
      },
    },
    { name: 'webkit', testMatch: 'webkit/**/*.spec.ts' },
  ],
});
