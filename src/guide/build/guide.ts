import { join } from 'node:path';
import type { Connect, Plugin } from 'vite';
import { apiReference } from './api-reference.js';
import { elementReference } from './element-reference.js';
import { example } from './example.js';
import { gotchas } from './gotchas.js';
import { fileListing } from './listing.js';
import { pageHeader, sourceOf } from './pages.js';

/** What a page of the guide asks for: `<!-- example limit -->`. */
const DIRECTIVE = /<!-- (header|example|listing|elements|api|gotchas)(?: (\S+))? -->/g;

/** Serves the guide: its pages at short addresses, and in them what is made from the sources, so that it cannot lag. */
export function guide(): Plugin {
  let root = '';
  return {
    name: 'guide',
    configResolved: (config) => {
      root = config.root;
    },
    configureServer: ({ middlewares }) => void middlewares.use(shortAddresses),
    configurePreviewServer: ({ middlewares }) => void middlewares.use(shortAddresses),
    transformIndexHtml: { order: 'pre', handler: (html, { path }) => fill(html, path, root) },
  };
}

const shortAddresses: Connect.NextHandleFunction = (request, _response, next) => {
  if (request.url) request.url = sourceOf(request.url);
  next();
};

async function fill(html: string, path: string, root: string): Promise<string> {
  const found = [...html.matchAll(DIRECTIVE)];
  const parts = await Promise.all(found.map(([, kind = '', argument = '']) => part(kind, argument, path, root)));
  return html.replaceAll(DIRECTIVE, () => parts.shift() ?? '');
}

async function part(kind: string, argument: string, path: string, root: string): Promise<string> {
  const directory = join(root, 'src/guide');
  switch (kind) {
    case 'header':
      return pageHeader(path);
    case 'example':
      return example(directory, argument);
    case 'listing':
      return fileListing(directory, argument);
    case 'elements':
      return elementReference(root);
    case 'api':
      return apiReference(root);
    case 'gotchas':
      return gotchas(root);
    default:
      throw new Error(`The guide knows nothing of "${kind}"`);
  }
}
