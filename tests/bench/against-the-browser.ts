import type { Figure } from './figure.js';

/** How near it comes to what the browser does by itself, and to all that a page can get. */
export const AGAINST_THE_BROWSER: readonly Figure[] = [
  {
    label: 'throughput / the browser’s own download manager',
    kind: 'throughput',
    of: 'ours',
    over: 'download-manager',
  },
  { label: 'throughput / fetch and discard, six lanes', kind: 'throughput', of: 'ours', over: 'discard' },
];
