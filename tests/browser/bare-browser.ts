import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A browser that nobody watches. */
export interface BareBrowser {
  /** Stands in the command line of its main process. */
  readonly profile: string;
  close(): Promise<void>;
}

/**
 * Opens a page in Chromium with a profile of its own, on disk, and without any debugging protocol: a browser under
 * Playwright keeps what its pages fetch, encoded in base64, in memory.
 */
export async function openBareChromium(executable: string, args: readonly string[], url: string): Promise<BareBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'bare-'));
  const browser = spawn(executable, [...args, '--headless=new', `--user-data-dir=${profile}`, url], {
    stdio: 'ignore',
  });
  const exited = once(browser, 'exit');
  return {
    profile,
    async close() {
      browser.kill();
      await exited;
      await rm(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    },
  };
}
