import { startApache } from './apache.js';
import { specifyDownloadsFrom } from './every-server.js';

specifyDownloadsFrom({ name: 'Apache', programs: ['apache2'], start: (site) => startApache(site) });
