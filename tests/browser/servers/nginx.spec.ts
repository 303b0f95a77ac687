import { MIB } from '../fixtures.js';
import { specifyDownloadsFrom } from './every-server.js';
import { startNginx } from './nginx.js';

specifyDownloadsFrom({
  name: 'nginx',
  programs: ['nginx'],
  start: (site) => startNginx(site),
  slowBytes: 64 * MIB,
});
