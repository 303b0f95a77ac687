import { fileURLToPath } from 'node:url';
import { defaultAllowedOrigins, defineConfig, type Plugin, type UserConfig } from 'vite';
import { chunkAsFunction } from './.build/chunk-as-function.js';
import { secondMinifier } from './.build/second-minifier.js';
import { guide } from './src/guide/build/guide.js';
import { svelte } from './src/guide/build/svelte.js';
import forVue from './src/guide/recipes/elements-in/vite.config.js';
import { demoServer } from './tests/range-server/demo-plugin.js';

/*
 * `vite` serves the demo. The build has steps, since each is a bundle of its own:
 *   --mode worker   dist/worker.js, self-contained: loaded by its URL, or from a copy on the page's own host
 *   --mode digest   dist/digest.js, self-contained: what the worker loads beside it when a digest is asked for
 *   --mode modules  dist/index.js, dist/elements.js and dist/languages, packages left external, the worker beside them
 *   --mode headless what a bundler makes of index.js: not shipped, but its size is watched
 *   --mode embed    dist/resumable-download.js, one module with everything inside but the code for digests and the
 *                   languages other than English
 */
export default defineConfig(({ command, mode }): UserConfig => {
  switch (mode) {
    case 'worker':
      return library({ worker: 'src/worker/worker.ts' }, { emptyOutDir: true });
    case 'digest':
      return library({ digest: 'src/worker/digest.worker.ts' });
    case 'modules':
      return library({ index: 'src/index.ts', elements: 'src/elements.ts', ...LANGUAGES }, MODULES);
    case 'headless':
      return library({ index: 'src/index.ts' }, HEADLESS);
    case 'embed':
      return library({ 'resumable-download': 'src/elements.ts' }, EMBED);
    default:
      if (command === 'build') throw new Error(NO_SITE);
      return site();
  }
});

const NO_SITE = 'The guide needs its server: `npm start` serves it. `npm run build` builds the package.';

const LANGUAGES = Object.fromEntries(
  ['ar', 'de', 'es', 'fr', 'ja', 'zh-cn'].map((code) => [`languages/${code}`, `src/elements/languages/${code}.ts`]),
);

/** The demo and the guide, whose code imports the package by its name. */
function site(): UserConfig {
  return {
    plugins: [demoServer(), guide(), ...(forVue.plugins ?? []), svelte()],
    resolve: {
      alias: [
        { find: /^resumable-download\/(elements|react|vue|svelte)$/, replacement: '/src/elements.ts' },
        { find: /^resumable-download$/, replacement: '/src/index.ts' },
      ],
    },
    // A sandboxed frame, as the gotchas show one, has the origin null. Only what is public anyway is served.
    server: { cors: { origin: ['null', defaultAllowedOrigins] } },
    optimizeDeps: {
      include: [
        'react',
        'react-dom/client',
        'vue',
        'svelte',
        'svelte/internal/client',
        'svelte/internal/disclose-version',
      ],
    },
  };
}

type Bundle = Pick<NonNullable<UserConfig['build']>, 'emptyOutDir'> & {
  external?: RegExp;
  chunks?: object;
  plugins?: Plugin[];
  preserveEntrySignatures?: 'allow-extension';
};

/**
 * For bundlers: packages are left external, and nothing is minified. content-disposition is taken in, since it claims to need a
 * newer Node than many who install this have, though no Node runs it.
 */
const MODULES: Bundle = {
  external: /^(@shoelace-style|lit|comlink|idb)/,
  chunks: {
    // What the entries share has the name of their directory.
    chunkFileNames: ({ name }: { name: string }) => (name === 'src' ? 'downloads.js' : `${name}.js`),
    minify: false,
  },
  plugins: [urlsBesideTheModule()],
};

/** As in an app, the module that loads on demand takes from the entry what both need. */
const HEADLESS: Bundle = { preserveEntrySignatures: 'allow-extension', plugins: [urlsBesideTheModule()] };

/** All but the elements, as the function that a page calls, and each worker too. */
const EMBED: Bundle = {
  chunks: {
    codeSplitting: {
      groups: [{ name: 'engine', test: /\/src\/(core|storage|worker|page)\/|\/(comlink|idb|content-disposition)\// }],
    },
  },
  plugins: [
    languagesBeside(),
    bareStyles(),
    otherWorkerUrls('./.build/worker-url.embed.ts'),
    chunkAsFunction('engine', { name: '__engine', parameter: '__here', given: 'import.meta.url' }),
    secondMinifier(),
  ],
};

function library(
  entry: Record<string, string>,
  { emptyOutDir = false, external, chunks, plugins, preserveEntrySignatures }: Bundle = {},
): UserConfig {
  return {
    publicDir: false,
    ...(plugins && { plugins }),
    build: {
      target: 'es2022',
      emptyOutDir,
      lib: { entry, formats: ['es'] },
      rolldownOptions: {
        ...(external && { external }),
        ...(preserveEntrySignatures && { preserveEntrySignatures }),
        output: { entryFileNames: '[name].js', minify: true, ...chunks },
      },
    },
  };
}

/** Puts a module in the place of the one with the development server's URLs. */
function otherWorkerUrls(path: string): Plugin {
  const file = fileURLToPath(new URL(path, import.meta.url));
  return { name: 'worker-urls', enforce: 'pre', resolveId: (id) => (id.endsWith('/worker-url.js') ? file : null) };
}

/** Expressions that bundlers know. They are put in after Vite has looked for such URLs: it would take the files into the module. */
function urlsBesideTheModule(): Plugin {
  return {
    name: 'urls-beside-the-module',
    load: (id) =>
      id.endsWith('/page/worker-url.ts')
        ? 'export const defaultWorkerUrl = () => __WORKER_URL__; export const defaultDigestUrl = () => __DIGEST_URL__;'
        : null,
    renderChunk: (code) =>
      code
        .replace('__WORKER_URL__', "new URL('./worker.js', import.meta.url)")
        .replace('__DIGEST_URL__', "new URL('./digest.js', import.meta.url)"),
  };
}

/** Takes comments and indentation out of styles, into which no minifier looks: to it they are strings. */
function bareStyles(): Plugin {
  return {
    name: 'bare-styles',
    enforce: 'pre',
    transform: (code, id) =>
      id.endsWith('.styles.ts') ? code.replace(/\/\*.*?\*\//gs, '').replace(/\n\s+/g, '\n') : null,
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
