import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findProgram } from '../../browser/servers/program.js';
import type { Contender, Course } from '../contender.js';
import { endedChildrenCpuSeconds } from '../cpu-time.js';

const TARGET = 'target.bin';

/** In one connection, as always. */
export const curl = program('curl', 'curl', ({ origin, directory }) => [
  ...['--disable', '--silent', '--show-error', '--fail', '--insecure'],
  ...['--output', join(directory, TARGET), origin.url],
]);

/** In six connections, as the library. It speaks HTTP/1.1 alone. */
export const aria2 = program('aria2', 'aria2c', ({ origin, directory }) => [
  ...['--no-conf', '--quiet', '--check-certificate=false', '--file-allocation=none', '--allow-overwrite'],
  // At its best: by default it would not split what is left of a slow connection once that is less than 40 MiB.
  ...['-x6', '-s6', '-k1M', `--dir=${directory}`, `--out=${TARGET}`, origin.url],
]);

function program(name: Contender['name'], executable: string, args: (course: Course) => string[]): Contender {
  return {
    name,
    absence: () => (findProgram(executable) ? undefined : `${executable} is not installed`),
    async run(course) {
      const target = join(course.directory, TARGET);
      const isLinux = process.platform === 'linux';
      const before = isLinux ? await endedChildrenCpuSeconds() : 0;
      const startedAt = performance.now();
      await promisify(execFile)(findProgram(executable) ?? executable, args(course));
      const seconds = (performance.now() - startedAt) / 1000;
      const cpuSeconds = isLinux ? (await endedChildrenCpuSeconds()) - before : undefined;
      await rm(target);
      return { seconds, ...(cpuSeconds !== undefined && { cpuSeconds }) };
    },
  };
}
