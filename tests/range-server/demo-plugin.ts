import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connect, Plugin } from 'vite';
import type { FileContent } from './content.js';
import { createFileResource, exchangeFile, type FileResource } from './file-exchange.js';
import { createRequestLog } from './log.js';
import type { FileOptions } from './representation.js';

const PREFIX = '/files/';
const VIDEO_NAME = 'video.webm';

const GENERATED = new Map<string, FileContent>([
  ['100MiB.bin', { size: 100 * 2 ** 20, seed: 1 }],
  ['1GiB.bin', { size: 2 ** 30, seed: 2 }],
  ['5GiB.bin', { size: 5 * 2 ** 30, seed: 3 }],
]);

/**
 * Serves what the demo downloads, under `/files/`, in development and preview: generated files, and the video of the
 * public directory. `?rate=` limits each connection to so many bytes per second; 0 or none does not.
 */
export function demoServer(): Plugin {
  return {
    name: 'demo-server',
    configureServer: ({ middlewares, config }) => void middlewares.use(demoMiddleware(config.publicDir)),
    configurePreviewServer: ({ middlewares, config }) => void middlewares.use(demoMiddleware(config.publicDir)),
  };
}

function demoMiddleware(publicDirectory: string): Connect.NextHandleFunction {
  return async (request, response, next) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (!url.pathname.startsWith(PREFIX)) return next();
    try {
      const resource = await findResource(url, publicDirectory);
      if (resource) await exchangeFile(request, response, resource, createRequestLog().begin(request, response));
      else response.writeHead(404).end();
    } catch (error) {
      next(error);
    }
  };
}

async function findResource(url: URL, publicDirectory: string): Promise<FileResource | undefined> {
  const name = url.pathname.slice(PREFIX.length);
  const options: FileOptions = { name, cors: 'exposed', bytesPerSecond: Number(url.searchParams.get('rate')) || 0 };
  if (name === VIDEO_NAME) {
    const bytes = await readFile(join(publicDirectory, VIDEO_NAME));
    return createFileResource({ ...options, bytes, contentType: 'video/webm' });
  }
  const content = GENERATED.get(name);
  return content && createFileResource({ ...options, ...content });
}
