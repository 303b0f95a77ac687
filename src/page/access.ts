import type { Access } from '../worker/protocol.js';
import { Deferred, rejectWhenAborted } from './deferred.js';
import type { Download } from './download.js';
import type { Engine } from './engine.js';
import type { ValidRequest } from './request.js';

const AUTHORIZE_MS = 30_000;

/** How a download gets at its file: as the page said in `get()`, and as its `authorize` says. */
export class AccessDesk {
  readonly #engine: Engine;
  readonly #download: Download;
  readonly #headersGiven = new Deferred();
  #request: ValidRequest;

  constructor(engine: Engine, download: Download, request: ValidRequest) {
    this.#engine = engine;
    this.#download = download;
    this.#request = request;
  }

  /** The newest wins. */
  adopt(request: ValidRequest): void {
    this.#request = request;
    if (hasHeaders(request)) this.#headersGiven.resolve();
  }

  /**
   * What a run begins with. Rejects when the signal is aborted, and when `authorize` fails.
   *
   * @param onWait called before it waits for headers that an earlier page had given
   */
  async open(
    why: 'start' | 'resume',
    { hadHeaders, signal, onWait }: { hadHeaders: boolean; signal: AbortSignal; onWait: () => void },
  ): Promise<Access> {
    const authorized = await Promise.race([this.authorize(why), rejectWhenAborted(signal)]);
    if (authorized) return authorized;
    if (hadHeaders && !hasHeaders(this.#request)) {
      onWait();
      await Promise.race([this.#headersGiven.promise, rejectWhenAborted(signal)]);
    }
    return this.#request;
  }

  /** `undefined`: the page has nothing to say. Rejects when `authorize` does, and when it takes too long. */
  async authorize(why: 'start' | 'resume' | 'refused'): Promise<Access | undefined> {
    const { authorize } = this.#engine.options;
    if (!authorize) return undefined;
    const patience = AbortSignal.timeout(AUTHORIZE_MS);
    const authorization = await Promise.race([authorize(this.#download, why), rejectWhenAborted(patience)]);
    return authorization ? { ...this.#request, ...authorization } : undefined;
  }
}

function hasHeaders({ headers }: ValidRequest): boolean {
  return Object.keys(headers).length > 0;
}
