import { startLighttpd } from './lighttpd.js';
import { specifyDownloadsFrom } from './promises.js';

specifyDownloadsFrom({ name: 'lighttpd', programs: ['lighttpd'], start: (site) => startLighttpd(site) });
