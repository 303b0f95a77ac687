/*
 * In the place of src/page/worker-url.ts in the one-file embed, whose engine is a function: see vite.config.ts. The page calls it
 * with the place that it came from, a worker with nothing.
 */
import { work } from '../src/worker/download.worker.js';

declare const __engine: (here?: string) => unknown;
declare const __here: string | undefined;

if (!__here) work();

let url: URL | undefined;

export function defaultWorkerUrl(): URL {
  url ??= new URL(URL.createObjectURL(new Blob([`(${__engine})()`], { type: 'text/javascript' })));
  return url;
}

export function defaultDigestUrl(): URL {
  return new URL('./digest.js', __here);
}
