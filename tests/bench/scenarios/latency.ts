import type { Scenario } from '../scenario.js';

export const latency: Scenario = {
  name: 'latency',
  title: '512 MiB with 30 ms more for a round trip, at 12 MiB/s for each connection',
  fileBytes: [512 * 2 ** 20],
  line: { roundTripMs: 30, bytesPerSecond: 12 * 2 ** 20 },
  rounds: 'pairs',
  contenders: ['ours', 'discard', 'aria2'],
  figures: [
    { label: 'throughput / fetch and discard, six lanes', kind: 'throughput', of: 'ours', over: 'discard' },
    { label: 'throughput / aria2 -x6', kind: 'throughput', of: 'ours', over: 'aria2' },
    { label: 'fetched twice', kind: 'fetched twice', of: 'ours' },
  ],
};
