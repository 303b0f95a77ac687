import { specifyDownloadsFrom } from './every-server.js';
import { startLighttpd } from './lighttpd.js';

specifyDownloadsFrom({ name: 'lighttpd', programs: ['lighttpd'], start: (site) => startLighttpd(site) });
