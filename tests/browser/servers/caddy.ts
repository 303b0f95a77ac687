import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port.js';
import { openLine } from './line.js';
import { startProgram } from './program.js';
import { speaksTls } from './ready.js';
import { ACCESS_LOG, makeWorkDirectory, type RealServer, realServer } from './real-server.js';
import { nonEmptyLines, type ServedRequest } from './served-request.js';
import { type Site, SLOW_BYTES_PER_SECOND } from './site.js';

/**
 * Caddy as Debian builds it, with one site over HTTPS, whose certificate nobody trusts. It cannot slow anybody down, so
 * what is slow it asks of itself, over a slow line.
 */
export async function startCaddy(site: Site, protocols: 'h1 h2' | 'h1 h2 h3', directives = ''): Promise<RealServer> {
  const workDirectory = await makeWorkDirectory('caddy');
  const [port, plainPort] = [await freePort(), await freePort()];
  const slowLine = await openLine(plainPort, { bytesPerSecond: SLOW_BYTES_PER_SECOND });
  const config = join(workDirectory, 'Caddyfile');
  const ports = { https: port, plain: plainPort, slow: slowLine.port };
  await writeFile(config, configuration(workDirectory, ports, site, protocols, directives));
  const homes = { HOME: workDirectory, XDG_CONFIG_HOME: workDirectory, XDG_DATA_HOME: workDirectory };
  const program = await startProgram('caddy', ['run', '--config', config], {
    isReady: speaksTls(port),
    env: homes,
    stopSignal: 'SIGQUIT', // at others it waits for its clients
  });
  return realServer({ origin: `https://127.0.0.1:${port}`, programs: [program, slowLine], workDirectory, parseLog });
}

interface Ports {
  readonly https: number;
  readonly plain: number;
  readonly slow: number;
}

function configuration(directory: string, ports: Ports, { root }: Site, protocols: string, directives: string): string {
  return `
    {
      admin off
      skip_install_trust
      auto_https disable_redirects
      storage file_system ${directory}
      default_sni 127.0.0.1
      servers {
        protocols ${protocols}
      }
    }
    https://127.0.0.1:${ports.https} {
      bind 127.0.0.1
      tls internal
      log {
        output file ${directory}/${ACCESS_LOG}
        format json
      }
      root * ${root}
      ${directives}
      handle_path /slow/* {
        reverse_proxy 127.0.0.1:${ports.slow}
      }
      file_server
    }
    http://127.0.0.1:${ports.plain} {
      bind 127.0.0.1
      root * ${root}
      file_server
    }`;
}

interface LogLine {
  readonly ts: number;
  readonly duration: number;
  readonly size: number;
  readonly status: number;
  readonly request: { readonly proto: string; readonly uri: string };
}

function parseLog(log: string): ServedRequest[] {
  return nonEmptyLines(log).map((line) => {
    const { ts, duration, size, status, request }: LogLine = JSON.parse(line);
    const endedAt = ts * 1000;
    const startedAt = endedAt - duration * 1000;
    return { path: request.uri, status, sentBytes: size, protocol: request.proto, startedAt, endedAt };
  });
}
