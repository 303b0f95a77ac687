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
  return Math.max(...(await memoryBySecond(marker, during)));
}

/** Calls `during`, and returns the highest memory seen in each second meanwhile. */
export async function memoryBySecond(marker: string, during: () => Promise<void>): Promise<number[]> {
  const peaks: number[] = [];
  let running = true;
  const startedAt = performance.now();
  const sampling = (async () => {
    while (running) {
      const bytes = await browserMemory(marker);
      const second = Math.floor((performance.now() - startedAt) / 1000);
      while (peaks.length <= second) peaks.push(bytes);
      peaks[second] = Math.max(peaks[second] ?? 0, bytes);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  })();
  await during().finally(() => {
    running = false;
  });
  await sampling;
  return peaks;
}

async function proportionalSetSize(pid: string): Promise<number> {
  try {
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
