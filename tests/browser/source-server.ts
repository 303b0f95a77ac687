import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';
import { strictTest } from './fixtures.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Serves the sources, as `npm start` does: the demo, the guide and the gallery. */
export const sourceTest = strictTest.extend<object, { sourceUrl: string }>({
  sourceUrl: [
    async ({ browserName: _ }, use) => {
      const cacheDir = await mkdtemp(join(tmpdir(), 'source-'));
      const vite = await createServer({
        root: ROOT,
        configFile: join(ROOT, 'vite.config.ts'),
        cacheDir, // of its own, since two servers at once would spoil each other's
        logLevel: 'error',
        server: { host: '127.0.0.1', port: 0, hmr: false, watch: null },
      });
      await vite.listen();
      await use(vite.resolvedUrls?.local[0] ?? '');
      await vite.close();
      await rm(cacheDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});
