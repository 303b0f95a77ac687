import { readdir, readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const POLL_MS = 5;

/** Sends SIGKILL to a process that was spawned `detached`, and to all that came of it, at one instant. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error; // it is gone already
  }
}

/** Stops all processes of a group as a machine that sleeps does, or lets them go on. */
export function signalGroup(leader: number, signal: 'SIGSTOP' | 'SIGCONT'): void {
  process.kill(-leader, signal);
}

/** Resolves when nothing of the group runs any more: until then, its files are not free. Linux tells; others are not asked. */
export async function untilGroupIsGone(leader: number): Promise<void> {
  while (process.platform === 'linux' && (await isAlive(leader))) await setTimeout(POLL_MS);
}

async function isAlive(leader: number): Promise<boolean> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const members = await Promise.all(pids.map((pid) => runsInGroup(pid, leader)));
  return members.includes(true);
}

async function runsInGroup(pid: string, leader: number): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name, which stands in parentheses and may hold anything: state, parent, group. A zombie holds no files.
  const [, state, group] = /.*\) (\S) \d+ (\d+)/s.exec(stat) ?? [];
  return state !== undefined && state !== 'Z' && Number(group) === leader;
}
