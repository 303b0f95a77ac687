import { setTimeout } from 'node:timers/promises';

const TICK_MS = 20;

// What a reader could not take is not made up for later beyond this, as on a real line.
const LONGEST_CREDIT_MS = 1000;

export interface Rate {
  /** Waits until something may be sent, and says how many bytes: at least 1, at most `wanted`. */
  take(wanted: number, signal: AbortSignal): Promise<number>;
}

/** `bytesPerSecond` of 0 or none is unlimited. Counts from now, and is exact on average. */
export function createRate(bytesPerSecond: number | undefined): Rate {
  if (!bytesPerSecond) return { take: async (wanted) => wanted };
  const bytesPerMs = bytesPerSecond / 1000;
  let spentUntilMs = performance.now();
  return {
    async take(wanted, signal) {
      const enough = Math.max(1, Math.min(wanted, TICK_MS * bytesPerMs));
      for (;;) {
        const now = performance.now();
        spentUntilMs = Math.max(spentUntilMs, now - LONGEST_CREDIT_MS);
        const credit = (now - spentUntilMs) * bytesPerMs;
        if (credit >= enough) {
          const bytes = Math.floor(Math.min(wanted, credit));
          spentUntilMs += bytes / bytesPerMs;
          return bytes;
        }
        await setTimeout((enough - credit) / bytesPerMs, undefined, { signal });
      }
    },
  };
}
