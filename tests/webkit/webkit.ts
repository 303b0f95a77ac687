import { existsSync } from 'node:fs';
import { type Browser, remote } from 'webdriverio';
import { freePort } from '../browser/servers/free-port.js';
import { findProgram, type Program, startProgram } from '../browser/servers/program.js';
import { listens } from '../browser/servers/ready.js';

const LOWEST_DISPLAY = 100;
const HIGHEST_DISPLAY = 9999;

/** A window of WebKitGTK. Under automation it forgets everything when it is closed, as a private one does. */
export interface WebKitWindow extends AsyncDisposable {
  readonly browser: Browser;
}

/** Those of Debian's programs that are not installed. */
export function missingPrograms(): string[] {
  return ['Xvfb', 'WebKitWebDriver'].filter((name) => !findProgram(name));
}

export async function openWebKit(): Promise<WebKitWindow> {
  const programs: Program[] = [];
  const stop = async () => {
    for (const program of programs.toReversed()) await program.stop();
  };
  try {
    const display = freeDisplay();
    programs.push(await startXvfb(display));
    const port = await freePort();
    programs.push(await startDriver(port, display));
    const browser = await openWindow(port);
    return {
      browser,
      async [Symbol.asyncDispose]() {
        await browser.deleteSession().catch(() => {}); // the window may have crashed
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startXvfb(display: number): Promise<Program> {
  return startProgram('Xvfb', [`:${display}`, '-screen', '0', '1024x768x24', '-nolisten', 'tcp'], {
    isReady: async () => existsSync(socketOf(display)),
  });
}

function startDriver(port: number, display: number): Promise<Program> {
  return startProgram('WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1'], {
    isReady: listens(port),
    env: { DISPLAY: `:${display}` },
  });
}

function openWindow(port: number): Promise<Browser> {
  return remote({
    hostname: '127.0.0.1',
    port,
    path: '/',
    logLevel: 'error',
    capabilities: { browserName: 'MiniBrowser', 'wdio:enforceWebDriverClassic': true },
  });
}

function freeDisplay(): number {
  for (;;) {
    const display = LOWEST_DISPLAY + Math.floor(Math.random() * (HIGHEST_DISPLAY - LOWEST_DISPLAY));
    if (!existsSync(socketOf(display))) return display;
  }
}

function socketOf(display: number): string {
  return `/tmp/.X11-unix/X${display}`;
}
