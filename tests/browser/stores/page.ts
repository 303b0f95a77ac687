/** What the tests of the stores use in their page. */
import { wrap } from 'comlink';
import type { StoreWorker } from './store.worker.js';

const contract = {
  /** A worker of its own, which knows nothing of those before it. */
  start() {
    const worker = new Worker('/stores/worker.js', { type: 'module' });
    return { store: wrap<StoreWorker>(worker), terminate: () => worker.terminate() };
  },
  /** Bytes that differ from place to place, and from seed to seed. */
  bytes(count: number, seed: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at++) bytes[at] = (at * 31 + (at >> 8) * 7 + (at >> 16) * 3 + seed * 101) % 255;
    return bytes;
  },
  /** Bytes that no browser can compress. */
  noise(count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(count);
    for (let at = 0; at < count; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    return bytes;
  },
  /** Where they differ; -1: nowhere. */
  difference(one: Uint8Array, other: Uint8Array): number {
    const length = Math.min(one.byteLength, other.byteLength);
    for (let at = 0; at < length; at++) if (one[at] !== other[at]) return at;
    return one.byteLength === other.byteLength ? -1 : length;
  },
};

export type Contract = typeof contract;

declare global {
  interface Window {
    contract: Contract;
  }
}

window.contract = contract;
