import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin, type UserConfig } from 'vite';
import { demoServer } from './tests/range-server/demo-plugin.js';

/*
 * `vite` serves the demo. The build has four steps, since each is a bundle of its own:
 *   --mode worker   dist/worker.js, self-contained: loaded by its URL, or from a copy on the page's own host
 *   --mode digest   dist/digest.js, self-contained: what the worker loads beside it when a digest is asked for
 *   --mode modules  dist/index.js, dist/elements.js and dist/languages, packages left external, the worker beside them
 *   --mode embed    dist/resumable-download.js, one module with everything inside but the code for digests and the
 *                   languages other than English
 */
export default defineConfig(({ mode }): UserConfig => {
  switch (mode) {
    case 'worker':
      return library({ worker: 'src/worker/download.worker.ts' }, { emptyOutDir: true });
    case 'digest':
      return library({ digest: 'src/worker/digest.worker.ts' });
    case 'modules':
      return library(
        { index: 'src/index.ts', elements: 'src/elements.ts', ...LANGUAGES },
        {
          external: /^(@shoelace-style|lit|comlink|idb|content-disposition)/,
          worker: "new URL('./worker.js', import.meta.url)",
        },
      );
    case 'embed':
      return library(
        { 'resumable-download': 'src/elements.ts' },
        { worker: embeddedWorker(), plugins: [languagesBeside()] },
      );
    default:
      return { plugins: [demoServer()] };
  }
});

const LANGUAGES = Object.fromEntries(
  ['ar', 'de', 'es', 'fr', 'ja', 'zh-cn'].map((code) => [`languages/${code}`, `src/elements/languages/${code}.ts`]),
);

interface Bundle {
  emptyOutDir?: boolean;
  external?: RegExp;
  /** The expression for the worker's URL. */
  worker?: string;
  plugins?: Plugin[];
}

function library(
  entry: Record<string, string>,
  { emptyOutDir = false, external, worker, plugins = [] }: Bundle = {},
): UserConfig {
  return {
    publicDir: false,
    plugins: worker === undefined ? plugins : [...plugins, workerUrl(worker)],
    build: {
      target: 'es2022',
      emptyOutDir,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        ...(external && { external }),
        output: { entryFileNames: '[name].js', chunkFileNames: 'downloads.js', minify: !external },
      },
    },
  };
}

/** Puts expressions in the place of the development server's URLs, after Vite has looked for such URLs. */
function workerUrl(expression: string): Plugin {
  return {
    name: 'worker-url',
    load: (id) =>
      id.endsWith('/page/worker-url.ts')
        ? 'let url; export const defaultWorkerUrl = () => (url ??= __WORKER_URL__); export const defaultDigestUrl = () => __DIGEST_URL__;'
        : null,
    renderChunk: (code) =>
      code
        .replace('__WORKER_URL__', () => expression)
        .replace('__DIGEST_URL__', "new URL('./digest.js', import.meta.url)"),
  };
}

/** Leaves the languages to the files that the modules have, `languages/de.js` and so on. */
function languagesBeside(): Plugin {
  return {
    name: 'languages-beside',
    enforce: 'pre',
    resolveId: (id, importer) =>
      importer?.endsWith('/languages/built-in.ts') ? { id: id.replace('./', './languages/'), external: true } : null,
  };
}

function embeddedWorker(): string {
  const source = JSON.stringify(readFileSync('dist/worker.js', 'utf8'));
  return `new URL(URL.createObjectURL(new Blob([${source}], { type: 'text/javascript' })))`;
}
