import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { startProgram } from './program.js';
import { listens } from './ready.js';
import { ACCESS_LOG, makeWorkDirectory, type RealServer, realServer } from './real-server.js';
import { parseAccessLog } from './served-request.js';
import { type Site, SLOW_BYTES_PER_SECOND } from './site.js';

/** lighttpd as Debian builds it, with one site. `directives` come last in its configuration. */
export async function startLighttpd(site: Site, directives = ''): Promise<RealServer> {
  const workDirectory = await makeWorkDirectory('lighttpd');
  const port = await freePort();
  const config = join(workDirectory, 'lighttpd.conf');
  await writeFile(config, configuration(workDirectory, port, site) + directives);
  const program = await startProgram('lighttpd', ['-D', '-f', config], { isReady: listens(port) });
  return realServer({ origin: `http://127.0.0.1:${port}`, programs: [program], workDirectory, parseLog });
}

function configuration(directory: string, port: number, { root }: Site): string {
  return `
    server.modules = ("mod_alias", "mod_setenv", "mod_accesslog")
    server.bind = "127.0.0.1"
    server.port = ${port}
    server.document-root = "${root}"
    server.upload-dirs = ("${directory}")
    accesslog.filename = "${directory}/${ACCESS_LOG}"
    accesslog.format = "%{begin:msec}t %D %s %O %H %U"
    server.stat-cache-engine = "disable" # else it serves a replaced file for some seconds more
    index-file.names = ("index.html")
    mimetype.assign = (".html" => "text/html", ".js" => "text/javascript", "" => "application/octet-stream")
    alias.url = ("/slow/" => "${root}/")
    $HTTP["url"] =~ "^/slow/" { connection.kbytes-per-second = ${SLOW_BYTES_PER_SECOND / 1024} }
    `;
}

function parseLog(log: string) {
  return parseAccessLog(log, { timeIs: 'start', timeUnitMs: 1, durationUnitMs: 1e-3 });
}
