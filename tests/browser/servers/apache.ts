import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { startProgram } from './program.js';
import { listens } from './ready.js';
import { ACCESS_LOG, makeWorkDirectory, type RealServer, realServer } from './real-server.js';
import { parseAccessLog } from './served-request.js';
import { type Site, SLOW_BYTES_PER_SECOND } from './site.js';

const MODULES = [
  'mpm_event',
  'authz_core',
  'mime',
  'dir',
  'alias',
  'env',
  'headers',
  'filter',
  'ratelimit',
  'deflate',
] as const;

/** Apache httpd as Debian builds it, with one site. `directives` come last in its configuration. */
export async function startApache(site: Site, directives = ''): Promise<RealServer> {
  const workDirectory = await makeWorkDirectory('apache');
  const port = await freePort();
  const config = join(workDirectory, 'apache.conf');
  await writeFile(config, configuration(workDirectory, port, site) + directives);
  const program = await startProgram('apache2', ['-f', config, '-D', 'FOREGROUND'], { isReady: listens(port) });
  return realServer({ origin: `http://127.0.0.1:${port}`, programs: [program], workDirectory, parseLog });
}

function configuration(directory: string, port: number, { root }: Site): string {
  return `
    ServerRoot ${directory}
    DefaultRuntimeDir ${directory}
    PidFile ${directory}/apache.pid
    Mutex file:${directory} default
    ServerName 127.0.0.1
    Listen 127.0.0.1:${port}
    ${MODULES.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
    ${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
    StartServers 1
    ErrorLog ${directory}/error.log
    LogFormat "%{msec}t %D %>s %O %H %U" timed
    CustomLog ${directory}/${ACCESS_LOG} timed
    TypesConfig /dev/null
    AddType text/html html
    AddType text/javascript js
    AddType text/csv csv
    DirectoryIndex index.html
    DocumentRoot ${root}
    Alias /slow/ ${root}/
    <Location /slow/>
      SetOutputFilter RATE_LIMIT
      SetEnv rate-limit ${SLOW_BYTES_PER_SECOND / 1024}
    </Location>
    `.replace(/^ +/gm, '');
}

function parseLog(log: string) {
  return parseAccessLog(log, { timeIs: 'start', timeUnitMs: 1, durationUnitMs: 1e-3 });
}
