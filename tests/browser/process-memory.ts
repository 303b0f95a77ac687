import { readFile } from 'node:fs/promises';
import { familyOf } from './process-family.js';

/**
 * Memory of a browser in bytes: the proportional set size, summed over its family of processes. Linux only. Resident
 * sizes would count shared pages once for each process.
 */
export async function browserMemory(marker: string): Promise<number> {
  const sizes = await Promise.all((await familyOf(marker)).map(proportionalSetSize));
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

async function proportionalSetSize(pid: string): Promise<number> {
  try {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
