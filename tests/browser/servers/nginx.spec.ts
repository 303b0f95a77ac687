import { MIB } from '../fixtures.js';
import { startNginx } from './nginx.js';
import { specifyDownloadsFrom } from './promises.js';

specifyDownloadsFrom({ name: 'nginx', programs: ['nginx'], start: (site) => startNginx(site), slowBytes: 64 * MIB });
