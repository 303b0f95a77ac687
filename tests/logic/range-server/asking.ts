import { type Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { test as base } from '@playwright/test';
import { contentSlice, type FileContent } from '../../range-server/content.js';
import { type RangeServer, startRangeServer } from '../../range-server/range-server.js';

export const test = base.extend<{ server: RangeServer }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  server: async ({}, use) => {
    const server = await startRangeServer();
    await use(server);
    await server.close();
  },
});

export const MIB = 2 ** 20;
export const FILE = { size: 1000, seed: 7 };
export const WHOLE = { start: 0, end: 1000 };
export const DATE = 'Mon, 01 Jan 2024 00:00:07 GMT'; // What FILE's seed leads to.
export const ETAG = '"7-3e8"';

export interface Received {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** False when the connection ended before the message did. */
  readonly complete: boolean;
  readonly error: string | undefined;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly agent?: Agent;
  readonly signal?: AbortSignal;
}

/** Never rejects: what went wrong is part of what was received. */
export function ask(url: string, { agent, ...asking }: Asking = {}): Promise<Received> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let status: number | undefined;
    let headers: IncomingHttpHeaders = {};
    const settle = (complete: boolean, error?: string) =>
      resolve({ status, headers, body: Buffer.concat(chunks), complete, error });
    const sent = request(url, { agent: agent ?? false, ...asking }, (response) => {
      ({ statusCode: status, headers } = response);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => settle(response.complete));
      response.on('error', (error: NodeJS.ErrnoException) => settle(false, error.code));
    });
    sent.on('error', (error: NodeJS.ErrnoException) => settle(false, error.code));
    sent.end();
  });
}

/** All that comes until the connection closes: a client of HTTP would not show what is wrong. */
export async function askRaw(url: string): Promise<{ head: string; body: Buffer }> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.write(`GET ${pathname} HTTP/1.1\r\nHost: ${hostname}\r\n\r\n`);
  const received = Buffer.concat(await socket.toArray());
  const bodyStart = received.indexOf('\r\n\r\n') + 4;
  return { head: received.subarray(0, bodyStart).toString('latin1'), body: received.subarray(bodyStart) };
}

export function askRange(url: string, range: string, headers: Record<string, string> = {}): Promise<Received> {
  return ask(url, { headers: { ...headers, Range: range } });
}

export function slice(content: FileContent, start: number, end: number): Buffer {
  return Buffer.from(contentSlice(content, { start, end }));
}
