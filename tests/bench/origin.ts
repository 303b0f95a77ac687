import { execFile } from 'node:child_process';
import { mkdir, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Certificate, makeCertificate } from '../browser/servers/certificate.js';
import { type Line, openLine } from '../browser/servers/line.js';
import { startNginx } from '../browser/servers/nginx.js';
import { findProgram } from '../browser/servers/program.js';
import { sentBytes } from '../browser/servers/served-request.js';
import { writeContent } from '../browser/servers/site.js';
import { startRangeServer } from '../range-server/range-server.js';
import type { Scenario } from './scenario.js';

/** Another origin than that of the pages: to their own, the library leaves them a connection. */
export interface Origin extends AsyncDisposable {
  /** Of the file. */
  readonly url: string;
  /** What serves it, with its version. */
  readonly server: string;
  /** What those must be told to trust who come. */
  readonly certificate: Certificate | undefined;
  /** Connections are counted from here on. */
  recount(): void;
  /** In all bodies up to now, once nobody asks any more; over a line with the headers. */
  sentBytes(): Promise<number>;
}

export interface OriginFile {
  readonly size: number;
  readonly seed: number;
}

const PATH = '/film.bin';
/** A server has noticed by then that somebody is gone, and has written it down. */
const LOG_MS = 300;

const HEADERS = `
  add_header Access-Control-Allow-Origin *;
  add_header Access-Control-Expose-Headers "Accept-Ranges, Content-Disposition, Content-Range, ETag";
  add_header Content-Disposition 'attachment; filename="film.bin"';
`;

/** nginx where it is installed, else the server of the tests. */
export async function startOrigin(scenario: Scenario, file: OriginFile, directory: string): Promise<Origin> {
  const server = findProgram('nginx')
    ? await startNginxOrigin(scenario, file, directory)
    : await startOwnOrigin(scenario, file);
  if (!scenario.line) return server;
  const { port } = new URL(server.url);
  const line = await openLine(Number(port), scenario.line);
  return {
    ...server,
    url: server.url.replace(`:${port}/`, `:${line.port}/`),
    ...countedBy(line),
    async [Symbol.asyncDispose]() {
      await line.stop();
      await server[Symbol.asyncDispose]();
    },
  };
}

/** A server counts what waits for a slow reader in the buffers of the system as sent, a line only what has left it. */
function countedBy(line: Line): Pick<Origin, 'recount' | 'sentBytes'> {
  return { recount: () => line.recount(), sentBytes: async () => line.passedBytes() };
}

async function startNginxOrigin(scenario: Scenario, file: OriginFile, directory: string): Promise<Origin> {
  const root = join(directory, 'site');
  await mkdir(root);
  await (scenario.isSparse ? writeSparse : writeContent)(join(root, PATH), file);
  const certificate = scenario.isHttp2 ? await certificateIn(directory) : undefined;
  const nginx = await startNginx({ root }, { server: HEADERS, ...(certificate && { certificate }) });
  return {
    url: nginx.origin + PATH,
    server: await nginxVersion(),
    certificate,
    recount() {},
    async sentBytes() {
      await setTimeout(LOG_MS);
      return sentBytes(await nginx.served());
    },
    [Symbol.asyncDispose]: () => nginx[Symbol.asyncDispose](),
  };
}

async function startOwnOrigin({ isHttp2 }: Scenario, file: OriginFile): Promise<Origin> {
  if (isHttp2) throw new Error('nginx must be installed');
  const server = await startRangeServer();
  return {
    url: server.serve(PATH, { ...file, cors: 'exposed', name: 'film.bin' }),
    server: 'the range server of the tests',
    certificate: undefined,
    recount() {},
    sentBytes: async () => server.log.bytesSent(PATH),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

async function certificateIn(directory: string): Promise<Certificate> {
  if (!findProgram('openssl')) throw new Error('openssl must be installed');
  return makeCertificate(directory);
}

async function nginxVersion(): Promise<string> {
  const { stderr } = await promisify(execFile)(findProgram('nginx') ?? 'nginx', ['-v']);
  return stderr.trim().replace(/^nginx version: /, '');
}

async function writeSparse(path: string, { size }: OriginFile): Promise<void> {
  await writeFile(path, '');
  await truncate(path, size);
}
