import { readdir, readFile } from 'node:fs/promises';

/**
 * Memory of a browser in bytes: the proportional set size, summed over the process whose command line holds `marker` and
 * all its descendants. Linux only. Resident sizes would count shared pages once for each process.
 */
export async function browserMemory(marker: string): Promise<number> {
  const processes = await listProcesses();
  const family = new Set(processes.filter(({ command }) => command.includes(marker)).map(({ pid }) => pid));
  for (let grown = true; grown; ) {
    const before = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
    grown = family.size > before;
  }
  const sizes = await Promise.all([...family].map(proportionalSetSize));
  return sizes.reduce((sum, bytes) => sum + bytes, 0);
}

/** Calls `during`, and returns the highest memory seen meanwhile. */
export async function peakMemory(marker: string, during: () => Promise<void>): Promise<number> {
  let peak = 0;
  let running = true;
  const sampling = (async () => {
    while (running) {
      peak = Math.max(peak, await browserMemory(marker));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  await during().finally(() => {
    running = false;
  });
  await sampling;
  return peak;
}

interface Process {
  readonly pid: string;
  readonly parent: string;
  readonly command: string;
}

async function listProcesses(): Promise<Process[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(pids.map(readProcess));
  return found.filter((process) => process !== undefined);
}

async function readProcess(pid: string): Promise<Process | undefined> {
  try {
    const [command, stat] = await Promise.all(
      ['cmdline', 'stat'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8')),
    );
    // The parent is the second field after the name, which stands in parentheses and may hold anything.
    const parent = /.*\) \S (\d+)/s.exec(stat ?? '')?.[1] ?? '';
    return { pid, parent, command: command ?? '' };
  } catch {
    return undefined; // it has ended meanwhile
  }
}

async function proportionalSetSize(pid: string): Promise<number> {
  try {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
