import { MIB } from '../fixtures.js';
import { specifyDownloadsFrom } from './every-server.js';
import { startNginxCache } from './nginx-cache.js';

specifyDownloadsFrom({
  name: 'a slice cache of nginx',
  programs: ['nginx'],
  start: startNginxCache,
  slowBytes: 64 * MIB,
});
