/*
 * Brings a fresh clone to where `npm start` works, and with --browsers `npm test` too: installs what is missing, and
 * nothing that is there. Node alone must be able to run this file.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { platform } from 'node:os';

const BROWSERS = { chromium: '/usr/bin/chromium', 'firefox-esr': '/usr/bin/firefox-esr' };

if (modulesAreStale()) run('npm', ['ci']);
if (process.argv.includes('--browsers')) installBrowsers();

function modulesAreStale() {
  const installed = 'node_modules/.package-lock.json';
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs;
}

/** Those on the machine, else Debian's where packages may be installed, else Playwright's own. */
function installBrowsers() {
  const missing = Object.keys(BROWSERS).filter((name) => !existsSync(BROWSERS[name]));
  if (missing.length === 0) return;
  if (isDebian() && process.getuid?.() === 0) {
    run('apt-get', ['update']);
    run('apt-get', ['install', '--yes', '--no-install-recommends', ...missing]);
  } else {
    run('npx', ['playwright', 'install', '--with-deps', 'chromium', 'firefox']);
  }
}

function isDebian() {
  return (
    platform() === 'linux' &&
    existsSync('/etc/os-release') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

function run(command, args) {
  const { status, error } = spawnSync(command, args, {
    stdio: 'inherit',
    shell: platform() === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
