import { setTimeout } from 'node:timers/promises';
import { expect } from '@playwright/test';
import type { Fault } from '../../range-server/fault.js';
import type { RangeServer } from '../../range-server/range-server.js';
import { ask, FILE, MIB, test } from './asking.js';

test.describe('rate', () => {
  /**
   * What was sent, as a part of what was due by then. The due is exact and never exceeded; a busy machine may be late,
   * which no test may take for a fault.
   */
  async function sentOfDue(server: RangeServer, bytesPerSecond: number, durationMs: number): Promise<number> {
    await setTimeout(durationMs);
    const [first] = server.log.requests('/file');
    const elapsedMs = performance.timeOrigin + performance.now() - (first?.startedAt ?? 0);
    return server.log.bytesSent('/file') / ((bytesPerSecond * elapsedMs) / 1000);
  }

  for (const bytesPerSecond of [1_000, 1_000_000, 20_000_000]) {
    test(`${bytesPerSecond} bytes per second are kept, and never exceeded`, async ({ server }) => {
      const url = server.serve('/file', { size: 2 ** 40, seed: 1, bytesPerSecond });
      const running = ask(url, { signal: AbortSignal.timeout(1500) });
      for (let step = 0; step < 5; step++) {
        const part = await sentOfDue(server, bytesPerSecond, 250);
        expect(part).toBeGreaterThan(0.5);
        expect(part).toBeLessThanOrEqual(1);
      }
      await running;
    });
  }

  test('a client gets what is due to it, and no sooner', async ({ server }) => {
    const startedAt = performance.now();
    const { body } = await ask(server.serve('/file', { size: 500_000, seed: 1, bytesPerSecond: MIB }));
    expect(body.length).toBe(500_000);
    expect(performance.now() - startedAt).toBeGreaterThan(476);
  });

  test('each connection has its own', async ({ server }) => {
    const url = server.serve('/file', { size: 2 ** 40, seed: 1, bytesPerSecond: MIB });
    const running = [1, 2, 3, 4].map(() => ask(url, { signal: AbortSignal.timeout(1000) }));
    const part = await sentOfDue(server, 4 * MIB, 700);
    expect(part).toBeGreaterThan(0.5);
    expect(part).toBeLessThanOrEqual(1);
    await Promise.all(running);
  });

  test('a fault can slow one answer down', async ({ server }) => {
    const faults: Fault[] = [{ when: { nth: 1 }, bytesPerSecond: 2000 }];
    const url = server.serve('/file', { ...FILE, faults });
    const startedAt = performance.now();
    await ask(url);
    expect(performance.now() - startedAt).toBeGreaterThan(450);
  });
});
