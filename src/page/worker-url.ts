/**
 * Where the worker's module is. The build puts another module in the place of this one: in the packages the worker
 * lies beside them, and the one-file embed carries it inside.
 */
export function defaultWorkerUrl(): URL {
  return new URL('../worker/download.worker.ts', import.meta.url);
}
