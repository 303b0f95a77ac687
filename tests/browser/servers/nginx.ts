import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Certificate } from './certificate.js';
import { freePort } from './free-port.js';
import { startProgram } from './program.js';
import { listens } from './ready.js';
import { ACCESS_LOG, makeWorkDirectory, type RealServer, realServer } from './real-server.js';
import { parseAccessLog } from './served-request.js';
import { type Site, SLOW_BYTES_PER_SECOND } from './site.js';

export interface NginxOptions {
  /** Below /slow/, for each connection. */
  readonly slowBytesPerSecond?: number;
  /** In the http block. */
  readonly http?: string;
  /** In the server block. */
  readonly server?: string;
  /** Speaks HTTP/2 over TLS, instead of HTTP/1.1. */
  readonly certificate?: Pick<Certificate, 'file' | 'keyFile'>;
}

/** nginx as Debian builds it, with one site. */
export async function startNginx(site: Pick<Site, 'root'>, options: NginxOptions = {}): Promise<RealServer> {
  const { http = '', server = '', slowBytesPerSecond = SLOW_BYTES_PER_SECOND, certificate } = options;
  const workDirectory = await makeWorkDirectory('nginx');
  const port = await freePort();
  const config = join(workDirectory, 'nginx.conf');
  await mkdir(join(workDirectory, 'temporary'));
  const directives = listening(port, certificate) + serving(site, slowBytesPerSecond) + server;
  await writeFile(config, configuration(workDirectory, http, directives));
  const program = await startProgram('nginx', ['-p', workDirectory, '-e', 'stderr', '-c', config], {
    isReady: listens(port),
  });
  const scheme = certificate ? 'https' : 'http';
  return realServer({ origin: `${scheme}://127.0.0.1:${port}`, programs: [program], workDirectory, parseLog });
}

function configuration(directory: string, http: string, server: string): string {
  return `
    daemon off;
    worker_processes 1;
    pid ${directory}/nginx.pid;
    events {}
    http {
      types { text/html html; text/javascript js; text/csv csv; }
      default_type application/octet-stream;
      sendfile on;
      log_format timed '$msec $request_time $status $body_bytes_sent $server_protocol $request_uri';
      access_log ${directory}/${ACCESS_LOG} timed;
      client_body_temp_path ${directory}/temporary/body;
      proxy_temp_path ${directory}/temporary/proxy;
      fastcgi_temp_path ${directory}/temporary/fastcgi;
      uwsgi_temp_path ${directory}/temporary/uwsgi;
      scgi_temp_path ${directory}/temporary/scgi;
      ${http}
      server {
        ${server}
      }
    }`;
}

function listening(port: number, certificate: NginxOptions['certificate']): string {
  if (!certificate) return `listen 127.0.0.1:${port};`;
  return `
    listen 127.0.0.1:${port} ssl http2;
    ssl_certificate ${certificate.file};
    ssl_certificate_key ${certificate.keyFile};
  `;
}

function serving({ root }: Pick<Site, 'root'>, slowBytesPerSecond: number): string {
  return `
    root ${root};
    location /slow/ { alias ${root}/; limit_rate ${slowBytesPerSecond}; } # the first second's worth comes at once
  `;
}

function parseLog(log: string) {
  return parseAccessLog(log, { timeIs: 'end', timeUnitMs: 1000, durationUnitMs: 1000 });
}
