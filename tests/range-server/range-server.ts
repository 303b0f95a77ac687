import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { textAnswer } from './answer.js';
import { createFileResource, exchangeFile, type FileResource } from './file-exchange.js';
import { createRequestLog, type RequestLog } from './log.js';
import { answerPage, type Page, pageInDirectory } from './page.js';
import type { ServedFile } from './representation.js';
import { send } from './send.js';

export interface RangeServerOptions {
  /** To come back at the same address. Default: any free one. */
  readonly port?: number;
}

/** A server for tests on 127.0.0.1. Paths begin with a slash, and are compared as they stand in the URL. */
export interface RangeServer {
  /** Without a slash at the end. */
  readonly origin: string;
  readonly log: RequestLog;
  /**
   * Serves a file at a path, and returns its URL. A path with a query serves that query alone, one without any query.
   * Replaces what was there: answers under way go on with the old version, and faults count anew.
   */
  serve(path: string, file: ServedFile): string;
  /** Serves a document or script at a path, and returns its URL. */
  page(path: string, page: Page): string;
  /** Serves a directory under a prefix that ends with a slash; `index.html` where a path does. */
  mount(prefix: string, directory: string): void;
  /** Closes the connections of the requests in flight for this path, or all connections. */
  cut(path?: string): void;
  /** Stops listening, and closes all connections. */
  close(): Promise<void>;
}

export async function startRangeServer(options: RangeServerOptions = {}): Promise<RangeServer> {
  const files = new Map<string, FileResource>();
  const pages = new Map<string, Page>();
  const directories = new Map<string, string>();
  const running = new Map<ServerResponse, string>();
  const log = createRequestLog();

  const server = createServer((request, response) => exchange(request, response));
  // Longer than any test: a browser that uses a connection just as it is closed sees an error that no fault explains.
  server.keepAliveTimeout = 10 * 60 * 1000; // 10 min
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function exchange(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const entry = log.begin(request, response);
    running.set(response, entry.path);
    response.once('close', () => running.delete(response));
    const file = files.get(entry.path + entry.query) ?? files.get(entry.path);
    if (file) return exchangeFile(request, response, file, entry);
    const page = pages.get(entry.path) ?? pageInDirectories(directories, entry.path);
    const answer = page ? await answerPage(entry.method, page) : textAnswer(404, VISIBLE_TO_ALL);
    return send(response, answer, {}, entry);
  }

  return {
    origin,
    log,
    serve(path, file) {
      files.set(path, createFileResource(file));
      return origin + path;
    },
    page(path, page) {
      pages.set(path, page);
      return origin + path;
    },
    mount(prefix, directory) {
      directories.set(prefix, directory);
    },
    cut(path) {
      if (path === undefined) server.closeAllConnections();
      for (const [response, runningPath] of running) if (runningPath === path) response.socket?.destroy();
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const VISIBLE_TO_ALL = new Headers({ 'Access-Control-Allow-Origin': '*' });

function pageInDirectories(directories: ReadonlyMap<string, string>, path: string): Page | undefined {
  const prefixes = [...directories.keys()].filter((prefix) => path.startsWith(prefix));
  const longest = prefixes.sort((one, other) => other.length - one.length)[0];
  const directory = longest === undefined ? undefined : directories.get(longest);
  if (longest === undefined || directory === undefined) return undefined;
  return pageInDirectory(directory, path.slice(longest.length));
}
