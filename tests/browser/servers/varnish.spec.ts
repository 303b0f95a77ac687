import { MIB } from '../fixtures.js';
import { specifyDownloadsFrom } from './every-server.js';
import { startNginx } from './nginx.js';
import { startVarnish } from './varnish.js';

specifyDownloadsFrom({
  name: 'Varnish before nginx',
  programs: ['varnishd', 'nginx'],
  // All lanes wait for one and the same stream from behind.
  start: async (site) => startVarnish(await startNginx(site, { slowBytesPerSecond: 12 * MIB })),
});
