import type { Scenario } from '../scenario.js';

export const digest: Scenario = {
  name: 'digest',
  title: '512 MiB at 100 MB/s, with a digest and without',
  fileBytes: [512 * 2 ** 20],
  line: { bytesPerSecond: 100e6 / 6 }, // in six connections
  rounds: 'pairs',
  contenders: ['ours', 'ours-sha256', 'ours-sha512'],
  figures: [
    { label: 'time with SHA-256 / without', kind: 'time', of: 'ours-sha256', over: 'ours' },
    { label: 'time with SHA-512 / without', kind: 'time', of: 'ours-sha512', over: 'ours' },
  ],
};
