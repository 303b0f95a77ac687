import type { Scenario } from '../scenario.js';

export const http2: Scenario = {
  name: 'http2',
  title: '1 GiB over loopback by HTTP/2 and TLS (aria2: HTTP/1.1)',
  fileBytes: [2 ** 30],
  isHttp2: true,
  rounds: 'pairs',
  contenders: ['ours', 'discard', 'download-manager', 'curl', 'aria2'],
  figures: [
    {
      label: 'throughput / the browser’s own download manager',
      kind: 'throughput',
      of: 'ours',
      over: 'download-manager',
    },
    { label: 'throughput / fetch and discard, six lanes', kind: 'throughput', of: 'ours', over: 'discard' },
  ],
};
