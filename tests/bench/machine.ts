import { execFile } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { promisify } from 'node:util';
import type { BrowserProgram } from '../kill/disk-browser.js';
import type { Machine } from './result.js';

export function describeMachine(): Machine {
  const [first] = cpus();
  return {
    cpu: first?.model ?? 'unknown',
    cores: cpus().length,
    memoryBytes: totalmem(),
    system: `${type()} ${release()}`,
  };
}

/** As it says itself. */
export async function browserVersion({ executable }: BrowserProgram): Promise<string> {
  const { stdout } = await promisify(execFile)(executable, ['--version']).catch(() => ({ stdout: 'unknown' }));
  return stdout.trim();
}
