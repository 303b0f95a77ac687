import type { Scenario } from '../scenario.js';

const GIB = 2 ** 30;

/** On the disk: a memory file system would need as much memory as the file, and Firefox allows less there. */
export const memory: Scenario = {
  name: 'memory',
  title: 'Memory for files of 1, 4 and 8 GiB',
  fileBytes: [GIB, 4 * GIB, 8 * GIB],
  isSparse: true,
  isOnDisk: true,
  rounds: 'once',
  contenders: ['ours', 'write', 'discard'],
  figures: [
    { label: 'peak memory above idle, 4 GiB', kind: 'peak memory', of: 'ours', fileBytes: 4 * GIB },
    { label: 'the same of fetch and discard', kind: 'peak memory', of: 'discard', fileBytes: 4 * GIB },
    {
      label: 'peak memory above idle, 8 GiB / 1 GiB',
      kind: 'memory growth',
      of: 'ours',
      fileBytes: 8 * GIB,
      over: GIB,
    },
    {
      label: 'the same, in the time that 1 GiB takes',
      kind: 'memory growth',
      of: 'ours',
      fileBytes: 8 * GIB,
      over: GIB,
      inTheSameTime: true,
    },
    { label: 'the same of fetch and write', kind: 'memory growth', of: 'write', fileBytes: 8 * GIB, over: GIB },
    { label: 'the same of fetch and discard', kind: 'memory growth', of: 'discard', fileBytes: 8 * GIB, over: GIB },
  ],
};
