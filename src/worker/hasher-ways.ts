import { transfer, wrap } from 'comlink';
import type { Hasher, RemoteHasher } from './hasher.js';
import type { Page } from './protocol.js';

/** A call takes milliseconds. One to a worker that has died never settles. */
const ANSWER_MS = 30_000;

/*
 * Between two workers Chromium hands bytes over, Firefox copies them through another process (measured: 20 GB/s and
 * 0.1 GB/s). What takes longer than hashing them does is no help.
 */
const PROBE_BYTES = 2 ** 20; // 1 MiB
const PROBES = 3;
const SLOWEST_PROBE_MS = 2;

/** A way to compute digests on this page. */
export type HasherWay = () => Promise<Hasher>;

/** The best first: beside the transfer, or else between its chunks. The last ones are for when that has worked and died. */
export function hasherWays(urls: readonly string[], page: Page): HasherWay[] {
  const between = urls.map((url) => () => inThisWorker(url));
  const beside = urls.map((url, index) => () => inOwnWorker(url, page).catch(between[index]));
  return [...beside, ...between];
}

async function inOwnWorker(url: string, page: Page): Promise<Hasher> {
  const remote = wrap<RemoteHasher>(await page.hasher(url));
  if ((await handOverMs(remote)) > SLOWEST_PROBE_MS) {
    void remote.close();
    throw new Error('Handing bytes to another worker takes too long.');
  }
  return {
    begin: (algorithm, state) => answered(remote.begin(algorithm, state)),
    update: (bytes) => answered(remote.update(transfer(bytes, [bytes.buffer]))),
    digest: () => answered(remote.digest()),
  };
}

async function inThisWorker(url: string): Promise<Hasher> {
  const { hasher }: { hasher: Hasher } = await import(/* @vite-ignore */ url);
  let turn: Promise<unknown> = Promise.resolve();
  // Lets chunks and a pause come through. One after the other: of two timers the later may fire first.
  const inTurn = <T>(call: () => Promise<T>): Promise<T> => {
    const answer = turn.then(() => new Promise((resolve) => setTimeout(resolve))).then(call);
    turn = answer.catch(() => {});
    return answer;
  };
  return {
    begin: (algorithm, state) => inTurn(() => hasher.begin(algorithm, state)),
    update: (bytes) => inTurn(() => hasher.update(bytes)),
    digest: () => inTurn(() => hasher.digest()),
  };
}

/** How long it takes to hand bytes there and back, at best. */
async function handOverMs(remote: Pick<RemoteHasher, 'echo'>): Promise<number> {
  let bytes = new Uint8Array(PROBE_BYTES);
  let bestMs = Number.POSITIVE_INFINITY;
  for (let probe = 0; probe < PROBES; probe++) {
    const startedMs = performance.now();
    bytes = await answered(remote.echo(transfer(bytes, [bytes.buffer])));
    bestMs = Math.min(bestMs, performance.now() - startedMs);
  }
  return bestMs;
}

async function answered<T>(answer: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The digest worker does not answer.')), ANSWER_MS);
  });
  return Promise.race([answer, silence]).finally(() => clearTimeout(timer));
}
