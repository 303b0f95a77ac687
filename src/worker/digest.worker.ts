import { expose, transfer } from 'comlink';
import { DIGEST_WORKER_NAME, type DigestWorker, type Hasher, type RemoteHasher } from './hasher.js';
import { WasmHasher } from './wasm-hasher.js';

/*
 * Code for digests, loaded when one is asked for: as a worker of its own, so that hashing does not slow the transfer, or
 * imported by the download worker where no other can be started.
 */

export const hasher: Hasher = new WasmHasher();

if (self.name === DIGEST_WORKER_NAME) {
  const remote: RemoteHasher = {
    begin: (algorithm, state) => hasher.begin(algorithm, state),
    async update(bytes) {
      const hashed = await hasher.update(bytes);
      return transfer(hashed, [hashed.bytes.buffer]);
    },
    digest: () => hasher.digest(),
    echo: async (bytes) => transfer(bytes, [bytes.buffer]),
    close: async () => self.close(),
  };
  const worker: DigestWorker = { connect: (port) => expose(remote, port) };
  expose(worker);
}
