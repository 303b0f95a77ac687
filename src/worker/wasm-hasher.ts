import { createSHA256, createSHA384, createSHA512, type IHasher } from 'hash-wasm';
import type { HashAlgorithm } from '../core/integrity.js';
import type { Hashed, Hasher } from './hasher.js';

const HASHERS = { sha256: createSHA256, sha384: createSHA384, sha512: createSHA512 } as const satisfies Record<
  HashAlgorithm,
  unknown
>;

/** The one hash function for files: `crypto.subtle` takes whole buffers alone. */
export class WasmHasher implements Hasher {
  #hash: Promise<IHasher> | undefined;

  async begin(algorithm: HashAlgorithm, state: Uint8Array | undefined): Promise<boolean> {
    // At once: the calls that follow must find this one, not the one before.
    this.#hash = HASHERS[algorithm]();
    const hash = await this.#hash;
    return state === undefined || canLoad(hash, state);
  }

  async update(bytes: Uint8Array<ArrayBuffer>): Promise<Hashed> {
    const hash = await this.#begun();
    hash.update(bytes);
    return { bytes, state: hash.save() };
  }

  async digest(): Promise<string> {
    const hash = await this.#begun();
    return btoa(String.fromCharCode(...hash.digest('binary')));
  }

  #begun(): Promise<IHasher> {
    if (!this.#hash) throw new Error('It has not begun.');
    return this.#hash;
  }
}

/** Another version of the hash function may have written it, and says so. */
function canLoad(hash: IHasher, state: Uint8Array): boolean {
  try {
    hash.load(state);
    return true;
  } catch {
    return false;
  }
}
