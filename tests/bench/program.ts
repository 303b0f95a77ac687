import type { BrowserProgram } from '../kill/disk-browser.js';

/** What the fixtures know of the browser that a benchmark runs in. */
export function programOf({
  browserName,
  launchOptions,
  playwright,
}: {
  browserName: 'chromium' | 'firefox' | 'webkit';
  launchOptions: { executablePath?: string; args?: string[] };
  playwright: { [Name in 'chromium' | 'firefox']: { executablePath(): string } };
}): BrowserProgram {
  if (browserName === 'webkit') throw new Error('It has no profile on disk');
  const { executablePath: executable = playwright[browserName].executablePath(), args = [] } = launchOptions;
  return { name: browserName, executable, args };
}
