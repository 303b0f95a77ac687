/*
 * Brings a fresh clone to where `npm start` works, and with --browsers `npm test` too: installs what is missing, and
 * nothing that is there. Node alone must be able to run this file.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { platform } from 'node:os';

/** Debian's packages, and what each brings. Without a browser nothing is tested; tests of what else is missing are skipped. */
const BROWSERS = { chromium: '/usr/bin/chromium', 'firefox-esr': '/usr/bin/firefox-esr' };
const SERVERS = {
  nginx: '/usr/sbin/nginx',
  'apache2-bin': '/usr/sbin/apache2',
  lighttpd: '/usr/sbin/lighttpd',
  caddy: '/usr/bin/caddy',
  varnish: '/usr/sbin/varnishd',
};
/** WebKitGTK, and a screen for it. */
const WEBKIT = { 'webkit2gtk-driver': '/usr/bin/WebKitWebDriver', xvfb: '/usr/bin/Xvfb' };
/** What Debian's packages ask whether they may start a service. */
const POLICY = '/usr/sbin/policy-rc.d';
const INSTALL = ['install', '--yes', '--no-install-recommends'];

if (modulesAreStale()) run('npm', ['ci']);
if (process.argv.includes('--browsers')) {
  if (mayInstallPackages()) installPackages();
  else if (missingOf(BROWSERS).length > 0) run('npx', ['playwright', 'install', '--with-deps', 'chromium', 'firefox']);
}

function modulesAreStale() {
  const installed = 'node_modules/.package-lock.json';
  return !existsSync(installed) || statSync(installed).mtimeMs < statSync('package-lock.json').mtimeMs;
}

/** The names of those that are not on the machine. */
function missingOf(packages) {
  return Object.keys(packages).filter((name) => !existsSync(packages[name]));
}

function installPackages() {
  const [browsers, servers, webkit] = [missingOf(BROWSERS), missingOf(SERVERS), missingOf(WEBKIT)];
  if (browsers.length + servers.length + webkit.length > 0) attempt('apt-get', ['update']);
  if (browsers.length > 0) run('apt-get', [...INSTALL, ...browsers]);
  if (webkit.length > 0) attempt('apt-get', [...INSTALL, ...webkit]);
  if (servers.length > 0) withoutServices(servers, () => attempt('apt-get', [...INSTALL, ...servers]));
}

/** The tests start servers of their own: these stay off, now and after the next boot. */
function withoutServices(servers, install) {
  const ownPolicy = !existsSync(POLICY);
  if (ownPolicy) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    install();
  } finally {
    if (ownPolicy) rmSync(POLICY);
  }
  if (existsSync('/run/systemd/system')) for (const name of servers) attempt('systemctl', ['disable', name]);
}

function mayInstallPackages() {
  return isDebian() && process.getuid?.() === 0;
}

function isDebian() {
  return (
    platform() === 'linux' &&
    existsSync('/etc/os-release') &&
    /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
  );
}

function run(command, args) {
  const { status, error } = attempt(command, args);
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}

function attempt(command, args) {
  return spawnSync(command, args, {
    stdio: 'inherit',
    shell: platform() === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}
