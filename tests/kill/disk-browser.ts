import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { killGroup, signalGroup, untilGroupIsGone } from './process-group.js';

export interface BrowserProgram {
  readonly name: 'chromium' | 'firefox';
  readonly executable: string;
  readonly args: readonly string[];
}

/** A directory that outlives the browsers that are started with it, one after the other. */
export interface Profile {
  readonly directory: string;
  /** Starts a browser that nobody watches, with this page. */
  open(url: string): RunningBrowser;
  delete(): Promise<void>;
}

export interface RunningBrowser {
  /** `kill -9` for all of its processes at once; resolves when none is left. A second time does nothing. */
  kill(): Promise<void>;
  /** Stops all of its processes for so long. */
  sleep(ms: number): Promise<void>;
}

/** After a crash it must come up with the page that it is given and with nothing else, and must not ask the world. */
const FIREFOX_PREFERENCES = {
  'app.normandy.enabled': false,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': '',
  'toolkit.startup.max_resumed_crashes': -1,
};

/** @param parent where it shall lie */
export async function createProfile(program: BrowserProgram, parent = tmpdir()): Promise<Profile> {
  const directory = await mkdtemp(join(parent, `kill-${program.name}-`));
  if (program.name === 'firefox') await writeFile(join(directory, 'user.js'), userPreferences());
  return {
    directory,
    open: (url) => open(program, directory, url),
    delete: () => rm(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 }),
  };
}

function open({ name, executable, args }: BrowserProgram, directory: string, url: string): RunningBrowser {
  const own =
    name === 'firefox'
      ? ['--headless', '--no-remote', '--profile', directory]
      : ['--headless=new', '--hide-crash-restore-bubble', `--user-data-dir=${directory}`];
  // Detached: a process group of its own, which is all that is ever killed.
  const browser = spawn(executable, [...args, ...own, url], { stdio: 'ignore', detached: true });
  const exited = once(browser, 'exit');
  const killNow = () => killBrowser(browser);
  process.once('exit', killNow); // for a test that never gets to its end
  return {
    async kill() {
      killNow();
      await exited;
      process.off('exit', killNow);
      if (browser.pid !== undefined) await untilGroupIsGone(browser.pid);
    },
    async sleep(ms) {
      if (browser.pid === undefined) throw new Error('It could not be started');
      signalGroup(browser.pid, 'SIGSTOP');
      await setTimeout(ms);
      signalGroup(browser.pid, 'SIGCONT');
    },
  };
}

function killBrowser({ pid }: ChildProcess): void {
  if (pid !== undefined) killGroup(pid);
}

function userPreferences(): string {
  const lines = Object.entries(FIREFOX_PREFERENCES).map(
    ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`,
  );
  return lines.join('\n');
}
