import { AGAINST_THE_BROWSER } from '../against-the-browser.js';
import type { Scenario } from '../scenario.js';

export const http2: Scenario = {
  name: 'http2',
  title: '1 GiB over loopback by HTTP/2 and TLS (aria2: HTTP/1.1)',
  fileBytes: [2 ** 30],
  isHttp2: true,
  rounds: 'pairs',
  contenders: ['ours', 'discard', 'download-manager', 'curl', 'aria2'],
  figures: [...AGAINST_THE_BROWSER],
};
