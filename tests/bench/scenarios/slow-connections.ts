import type { Scenario } from '../scenario.js';

export const slowConnections: Scenario = {
  name: 'slow-connections',
  title: '512 MiB at 12 MiB/s for each connection',
  fileBytes: [512 * 2 ** 20],
  line: { bytesPerSecond: 12 * 2 ** 20 },
  rounds: 'pairs',
  contenders: ['ours', 'discard', 'one-stream', 'aria2'],
  figures: [
    { label: 'throughput / one connection', kind: 'throughput', of: 'ours', over: 'one-stream' },
    { label: 'throughput / aria2 -x6', kind: 'throughput', of: 'ours', over: 'aria2' },
    { label: 'throughput / fetch and throw away, six lanes', kind: 'throughput', of: 'ours', over: 'discard' },
    { label: 'fetched twice', kind: 'fetched twice', of: 'ours' },
  ],
};
