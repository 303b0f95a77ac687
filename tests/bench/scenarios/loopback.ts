import { AGAINST_THE_BROWSER } from '../against-the-browser.js';
import type { Scenario } from '../scenario.js';

export const loopback: Scenario = {
  name: 'loopback',
  title: '1 GiB over loopback',
  fileBytes: [2 ** 30],
  rounds: 'pairs',
  contenders: ['ours', 'ours-unseen', 'discard', 'write', 'download-manager', 'curl', 'aria2'],
  figures: [
    ...AGAINST_THE_BROWSER,
    { label: 'throughput / fetch and write, six lanes', kind: 'throughput', of: 'ours', over: 'write' },
    { label: 'throughput with the element / without', kind: 'throughput', of: 'ours', over: 'ours-unseen' },
    { label: 'CPU seconds per GiB', kind: 'CPU seconds per GiB', of: 'ours' },
    { label: 'the same without the element', kind: 'CPU seconds per GiB', of: 'ours-unseen' },
    { label: 'the same of fetch and write', kind: 'CPU seconds per GiB', of: 'write' },
    { label: 'the same of fetch and discard', kind: 'CPU seconds per GiB', of: 'discard' },
    { label: 'the same of the browser’s own download manager', kind: 'CPU seconds per GiB', of: 'download-manager' },
    { label: 'longest task on the page’s thread', kind: 'longest task', of: 'ours' },
    { label: 'fetched twice', kind: 'fetched twice', of: 'ours' },
  ],
};
