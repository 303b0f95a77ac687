import { strictTest as test } from '../fixtures.js';
import { startCaddy } from './caddy.js';
import { specifyDownloadsFrom } from './every-server.js';

test.use({ ignoreHTTPSErrors: true });

specifyDownloadsFrom({
  name: 'Caddy over HTTP/2',
  programs: ['caddy'],
  start: (site) => startCaddy(site, 'h1 h2'),
  protocol: 'HTTP/2.0',
});
