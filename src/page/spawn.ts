import { trustedUrl } from './trusted-url.js';

/**
 * Starts a module as a dedicated worker. A worker's own script must come from the page's origin; what that script imports
 * need not.
 */
export function spawnModule(url: URL, name: string): Worker {
  const options: WorkerOptions = { type: 'module', name };
  if (url.origin === self.origin) return new Worker(trustedUrl(url), options);
  const bridge = URL.createObjectURL(new Blob([`import ${JSON.stringify(url.href)};`], { type: 'text/javascript' }));
  try {
    return new Worker(trustedUrl(new URL(bridge)), options);
  } finally {
    URL.revokeObjectURL(bridge);
  }
}
