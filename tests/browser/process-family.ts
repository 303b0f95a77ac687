import { readdir, readFile } from 'node:fs/promises';

/** The ids of the processes whose command lines hold `marker`, and of all their descendants. Linux only. */
export async function familyOf(marker: string): Promise<string[]> {
  const processes = await listProcesses();
  const family = new Set(processes.filter(({ command }) => command.includes(marker)).map(({ pid }) => pid));
  for (let grown = true; grown; ) {
    const before = family.size;
    for (const { pid, parent } of processes) if (family.has(parent)) family.add(pid);
    grown = family.size > before;
  }
  return [...family];
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
