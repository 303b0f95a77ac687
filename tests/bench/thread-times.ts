import { readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { familyOf } from '../browser/process-family.js';
import { cpuTimeOf } from './cpu-time.js';

/** Seconds of the processor by the names of a process and of its threads; threads of one name count together. */
export type ThreadSeconds = Readonly<Record<string, number>>;

/** A thread that ends takes with it what it used since the last look. */
const INTERVAL_MS = 100;

/** What the threads of a family of processes use while something runs. Linux only. */
export async function watchThreads<T>(marker: string, during: () => Promise<T>): Promise<[T, ThreadSeconds]> {
  const first = await readThreads(marker);
  const latest = new Map(first);
  const look = async () => {
    for (const [id, thread] of await readThreads(marker)) latest.set(id, thread);
  };
  let isOver = false;
  const looking = (async () => {
    while (!isOver) await Promise.all([look(), setTimeout(INTERVAL_MS)]);
  })();
  const result = await during().finally(() => {
    isOver = true;
  });
  await looking;
  await look();
  const seconds: Record<string, number> = {};
  for (const [id, { name, used }] of latest) {
    seconds[name] = (seconds[name] ?? 0) + used - (first.get(id)?.used ?? 0);
  }
  return [result, seconds];
}

interface Thread {
  readonly name: string;
  /** Seconds since it began. */
  readonly used: number;
}

async function readThreads(marker: string): Promise<Map<string, Thread>> {
  const processes = await Promise.all((await familyOf(marker)).map(readThreadsOf));
  return new Map(processes.flat());
}

async function readThreadsOf(pid: string): Promise<[id: string, Thread][]> {
  const process = `/proc/${pid}`;
  const [kind, ids] = await Promise.all([kindOf(process), readdir(`${process}/task`).catch(() => [])]);
  return Promise.all(
    ids.map(async (id): Promise<[string, Thread]> => {
      const [name, { own }] = await Promise.all([nameOf(`${process}/task/${id}`), cpuTimeOf(`${process}/task/${id}`)]);
      // A pool numbers its threads.
      return [`${pid} ${id}`, { name: `${kind}: ${name.replace(/[ /#~]*\d+$/, '')}`, used: own }];
    }),
  );
}

/** Chromium calls all of its processes the same, and says of what kind they are. */
async function kindOf(process: string): Promise<string> {
  const command = await readFile(`${process}/cmdline`, 'utf8').catch(() => '');
  const [, kind] = /--utility-sub-type=(\w+)/.exec(command) ?? /--type=([\w-]+)/.exec(command) ?? [];
  return kind ?? nameOf(process);
}

async function nameOf(directory: string): Promise<string> {
  return (await readFile(`${directory}/comm`, 'utf8').catch(() => '')).trim();
}
