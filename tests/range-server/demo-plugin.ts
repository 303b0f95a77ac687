import type { ServerResponse } from 'node:http';
import type { Connect, Plugin } from 'vite';
import { demoFile, signedLink } from './demo-files.js';
import { createFileResource, exchangeFile } from './file-exchange.js';
import { createRequestLog } from './log.js';

const FILES = '/files/';
const SIGN = '/sign/';

/** Serves what the demo and the guide download. */
export function demoServer(): Plugin {
  return {
    name: 'demo-server',
    configureServer: ({ middlewares, config }) => void middlewares.use(demoMiddleware(config.publicDir)),
  };
}

function demoMiddleware(publicDirectory: string): Connect.NextHandleFunction {
  return async (request, response, next) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname.startsWith(SIGN)) return answerJson(response, { url: signedLink(pathname.slice(SIGN.length)) });
    if (!pathname.startsWith(FILES)) return next();
    try {
      const file = await demoFile(pathname.slice(FILES.length), searchParams, publicDirectory);
      if (!file) return void response.writeHead(404).end();
      const entry = createRequestLog().begin(request, response);
      await exchangeFile(request, response, createFileResource(file), entry);
    } catch (error) {
      next(error);
    }
  };
}

function answerJson(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(value));
}
