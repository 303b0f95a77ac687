import type { Scenario } from '../scenario.js';

const BYTES_PER_SECOND = 12 * 2 ** 20; // for each connection

export const slowConnections: Scenario = {
  name: 'slow-connections',
  title: '512 MiB at 12 MiB/s for each connection',
  fileBytes: [512 * 2 ** 20],
  line: { bytesPerSecond: BYTES_PER_SECOND },
  rounds: 'pairs',
  contenders: ['ours', 'discard', 'one-stream', 'aria2'],
  figures: [
    { label: 'throughput / fetch and discard, one connection', kind: 'throughput', of: 'ours', over: 'one-stream' },
    { label: 'throughput / aria2 -x6', kind: 'throughput', of: 'ours', over: 'aria2' },
    { label: 'throughput / fetch and discard, six lanes', kind: 'throughput', of: 'ours', over: 'discard' },
    { label: 'time / ideal', kind: 'time over ideal', of: 'ours', idealBytesPerSecond: 6 * BYTES_PER_SECOND },
    { label: 'fetched twice', kind: 'fetched twice', of: 'ours' },
  ],
};
