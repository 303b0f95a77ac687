import type { Scenario } from '../scenario.js';

const BYTES_PER_SECOND = 8 * 2 ** 20;
const SLOW_BYTES_PER_SECOND = BYTES_PER_SECOND / 20;

export const oneSlowConnection: Scenario = {
  name: 'one-slow-connection',
  title: '512 MiB in six connections of 8 MiB/s, one of them 20 times slower',
  fileBytes: [512 * 2 ** 20],
  line: { bytesPerSecond: BYTES_PER_SECOND, exception: { nth: 3, bytesPerSecond: SLOW_BYTES_PER_SECOND } },
  rounds: 'pairs',
  contenders: ['ours', 'aria2'],
  figures: [
    {
      label: 'time / ideal',
      kind: 'time over ideal',
      of: 'ours',
      // Each connection brings what it can from the first moment to the last. Less is possible only for those who close
      // the slow one: a new one in its place is as fast as the others.
      idealBytesPerSecond: 5 * BYTES_PER_SECOND + SLOW_BYTES_PER_SECOND,
    },
    { label: 'time / aria2 -x6', kind: 'time', of: 'ours', over: 'aria2' },
    { label: 'fetched twice', kind: 'fetched twice', of: 'ours' },
  ],
};
