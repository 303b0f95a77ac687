/*
 * Where the workers' modules are. The build puts another module in the place of this one: in the packages the workers
 * lie beside them, and the one-file embed carries that of downloads inside.
 */

export function defaultWorkerUrl(): URL {
  return new URL('../worker/worker.ts', import.meta.url);
}

/** The code for digests is loaded when one is asked for. */
export function defaultDigestUrl(): URL {
  return new URL('../worker/digest.worker.ts', import.meta.url);
}
