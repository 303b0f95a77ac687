import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startNginx } from './nginx.js';
import { makeWorkDirectory, type RealServer } from './real-server.js';
import { type Site, SLOW_BYTES_PER_SECOND } from './site.js';

/** nginx with a cache of slices of 1 MiB, before another nginx. */
export async function startNginxCache(site: Site): Promise<RealServer> {
  const cache = await makeWorkDirectory('slices');
  const behind = await startNginx(site, { slowBytesPerSecond: 0 });
  const before = await startNginx(site, {
    http: `proxy_cache_path ${cache}/slices keys_zone=slices:1m use_temp_path=off;`,
    server: ['/film.bin', '/slow/film.bin'].map((path) => slicing(path, behind.origin)).join('\n'),
  });
  return {
    ...before,
    async forget() {
      const entries = await readdir(join(cache, 'slices'));
      await Promise.all(entries.map((entry) => rm(join(cache, 'slices', entry), { recursive: true, force: true })));
    },
    async [Symbol.asyncDispose]() {
      await before[Symbol.asyncDispose]();
      await behind[Symbol.asyncDispose]();
      await rm(cache, { recursive: true, force: true });
    },
  };
}

function slicing(path: string, origin: string): string {
  return `
    location = ${path} {
      limit_rate ${path.startsWith('/slow/') ? SLOW_BYTES_PER_SECOND : 0};
      slice 1m;
      proxy_pass ${origin};
      proxy_http_version 1.1;
      proxy_set_header Range $slice_range;
      proxy_cache slices;
      proxy_cache_key $uri$slice_range;
      proxy_cache_valid 200 206 1h;
    }`;
}
