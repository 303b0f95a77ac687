import { readFile } from 'node:fs/promises';
import { familyOf } from '../browser/process-family.js';

/** In which Linux counts for programs, whatever it uses inside. */
const TICKS_PER_SECOND = 100;

/** What a family of processes has used of the processor, those that have ended included. Linux only. */
export async function familyCpuSeconds(marker: string): Promise<number> {
  const times = await Promise.all((await familyOf(marker)).map((pid) => cpuTimeOf(`/proc/${pid}`)));
  return times.reduce((sum, { own, children }) => sum + own + children, 0);
}

/** What the children of this process used that have ended. Linux only. */
export async function endedChildrenCpuSeconds(): Promise<number> {
  return (await cpuTimeOf('/proc/self')).children;
}

interface CpuTime {
  readonly own: number;
  /** Of those children that have ended. */
  readonly children: number;
}

/**
 * Seconds that a process or a thread has used, 0 where it has ended. Linux only.
 *
 * @param directory that of the process or of the thread in `/proc`
 */
export async function cpuTimeOf(directory: string): Promise<CpuTime> {
  const stat = await readFile(`${directory}/stat`, 'utf8').catch(() => '');
  // After the name, which stands in parentheses and may hold anything, come state, parent and eight more.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const [user = 0, system = 0, childrenUser = 0, childrenSystem = 0] = fields.slice(11, 15).map(Number);
  return {
    own: (user + system) / TICKS_PER_SECOND,
    children: (childrenUser + childrenSystem) / TICKS_PER_SECOND,
  };
}
