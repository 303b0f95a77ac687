import type { HashAlgorithm } from '../core/integrity.js';

/** The digest worker is started with this name: where its module runs under another one, it is only imported. */
export const DIGEST_WORKER_NAME = 'resumable-download-digest';

/** Computes one digest at a time, from byte 0 on. Calls are carried out in their order. */
export interface Hasher {
  /**
   * Begins anew, from a state of an earlier hasher where there is one; `false`: that state is unusable, and it has begun
   * at byte 0. Rejects where this page cannot compute digests in this way.
   */
  begin(algorithm: HashAlgorithm, state: Uint8Array | undefined): Promise<boolean>;
  /** Takes the bytes that follow, and hands them back when it has no more use for them. */
  update(bytes: Uint8Array<ArrayBuffer>): Promise<Hashed>;
  /** The digest of all of them, in base64. Nothing more can be added. */
  digest(): Promise<string>;
}

export interface Hashed {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** What `begin()` can go on from. */
  readonly state: Uint8Array;
}

/** One in another thread. */
export interface RemoteHasher extends Hasher {
  /** Hands bytes back untouched. */
  echo(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>>;
  /** Ends that thread. */
  close(): Promise<void>;
}

/** What a worker of that name does for the page. */
export interface DigestWorker {
  /** Serves a `RemoteHasher` at this port. */
  connect(port: MessagePort): void;
}
