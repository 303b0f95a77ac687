import { readFile } from 'node:fs/promises';
import { familyOf } from '../browser/process-family.js';

/** In which Linux counts for programs, whatever it uses inside. */
const TICKS_PER_SECOND = 100;

/** What a family of processes has used of the processor, those that have ended included. Linux only. */
export async function familyCpuSeconds(marker: string): Promise<number> {
  const ticks = await Promise.all((await familyOf(marker)).map(async (pid) => (await readTicks(pid)).all));
  return ticks.reduce((sum, one) => sum + one, 0) / TICKS_PER_SECOND;
}

/** What the children of this process used that have ended. Linux only. */
export async function endedChildrenCpuSeconds(): Promise<number> {
  return (await readTicks('self')).children / TICKS_PER_SECOND;
}

async function readTicks(pid: string): Promise<{ all: number; children: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // After the name, which stands in parentheses and may hold anything, come state, parent and eight more.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15).map(Number);
  const children = childrenUser + childrenSystem;
  return { all: user + system + children, children };
}
