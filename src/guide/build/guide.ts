import { join } from 'node:path';
import type { Connect, Plugin, ViteDevServer } from 'vite';
import { apiReference } from './api-reference.js';
import { contents } from './contents.js';
import { elementReference } from './element-reference.js';
import { example } from './example.js';
import { gotchas } from './gotchas.js';
import { fileListing } from './listing.js';
import { pageHeader, sourceOf } from './pages.js';
import { withStandIns } from './stand-ins.js';
import { twins } from './twins.js';

/** What a page of the guide asks for: `<!-- example limit -->`. */
const DIRECTIVE = /<!-- (header|example|listing|twins|elements|api|gotchas)(?: (\S+))? -->/g;

/** Links to its headings, also those that are made. */
const CONTENTS = '<!-- contents -->';

/** Examples that are documents of their own, in frames. */
const FRAMED = '/src/guide/gotchas/';

/** What such a document gets beside what its listing shows: the looks of the guide, and the facts below its card. */
const FRAME_HEAD = `
  <link rel="stylesheet" href="/src/guide/gotchas/frame.css" />
  <script type="module" src="/src/guide/gotchas/facts.ts"></script>`;

/** Serves the guide: its pages at short addresses, and in them what is made from the sources, so that it cannot lag. */
export function guide(): Plugin {
  let root = '';
  return {
    name: 'guide',
    configResolved: (config) => {
      root = config.root;
    },
    configureServer: ({ middlewares }) => void middlewares.use(shortAddresses),
    transformIndexHtml: {
      order: 'pre',
      handler: (html, { path, server }) => fill(html, { path, root, port: portOf(server) }),
    },
  };
}

const shortAddresses: Connect.NextHandleFunction = (request, _response, next) => {
  if (request.url) request.url = sourceOf(request.url);
  next();
};

/** Where a page stands. */
interface Place {
  readonly path: string;
  readonly root: string;
  readonly port: number;
}

function portOf(server: ViteDevServer | undefined): number {
  const address = server?.httpServer?.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function fill(html: string, place: Place): Promise<string> {
  if (place.path.startsWith(FRAMED)) return withStandIns(html.replace('<script', `${FRAME_HEAD}<script`), place.port);
  const found = [...html.matchAll(DIRECTIVE)];
  const parts = await Promise.all(found.map(([, kind = '', argument = '']) => part(kind, argument, place)));
  const filled = html.replaceAll(DIRECTIVE, () => parts.shift() ?? '');
  return filled.replace(CONTENTS, () => contents(filled));
}

async function part(kind: string, argument: string, { path, root, port }: Place): Promise<string> {
  const directory = join(root, 'src/guide');
  switch (kind) {
    case 'header':
      return pageHeader(path);
    case 'example':
      return example(directory, argument);
    case 'listing':
      return fileListing(directory, argument);
    case 'twins':
      return twins(directory, argument, port);
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
