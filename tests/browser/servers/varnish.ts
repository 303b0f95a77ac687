import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { startProgram } from './program.js';
import { listens } from './ready.js';
import { ACCESS_LOG, makeWorkDirectory, type RealServer, realServer } from './real-server.js';
import { parseAccessLog } from './served-request.js';
import { FILE, SLOW_FILE } from './site.js';

/** In the order that parseAccessLog reads. */
const LOG_FORMAT = '%{VSL:Timestamp:Start[1]}x %D %s %b %H %U';

/** Varnish as Debian builds it, before another server, which stops with it. */
export async function startVarnish(before: RealServer): Promise<RealServer> {
  const workDirectory = await makeWorkDirectory('varnish');
  const port = await freePort();
  const config = join(workDirectory, 'cache.vcl');
  const { port: backendPort } = new URL(before.origin);
  await writeFile(config, configuration(backendPort));
  const cache = await startProgram(
    'varnishd',
    ['-F', '-j', 'none', '-n', workDirectory, '-a', `127.0.0.1:${port}`, '-f', config, '-s', 'malloc,128m'],
    { isReady: listens(port) },
  );
  const writeLog = async () => {
    const log = join(workDirectory, ACCESS_LOG);
    const { exited } = await startProgram('varnishncsa', ['-n', workDirectory, '-d', '-F', LOG_FORMAT, '-w', log]);
    await exited;
  };
  const origin = `http://127.0.0.1:${port}`;
  const forget = async () => {
    for (const file of [FILE, SLOW_FILE]) await fetch(origin + file, { method: 'PURGE' });
  };
  const backend = { stop: () => before[Symbol.asyncDispose]() };
  return realServer({ origin, forget, programs: [cache, backend], workDirectory, writeLog, parseLog });
}

function configuration(backendPort: string): string {
  return `
    vcl 4.1;
    backend default {
      .host = "127.0.0.1";
      .port = "${backendPort}";
    }
    sub vcl_recv {
      if (req.method == "PURGE") {
        return (purge);
      }
    }`;
}

function parseLog(log: string) {
  return parseAccessLog(log, { timeIs: 'start', timeUnitMs: 1000, durationUnitMs: 1e-3 });
}
