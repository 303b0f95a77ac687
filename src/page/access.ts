import { Deferred } from '../core/deferred.js';
import { DownloadError } from '../core/errors.js';
import type { Access } from '../worker/protocol.js';
import type { Download } from './download.js';
import type { Engine } from './engine.js';
import { mergeRequests, type ValidRequest, validate } from './request.js';
import { rejectWhenAborted } from './when-aborted.js';

const AUTHORIZE_MS = 30_000;

/** How a download gets at its file: as the page said in `get()`, and as its `authorize` says. */
export class AccessDesk {
  readonly #engine: Engine;
  readonly #download: Download;
  readonly #headersGiven = new Deferred();
  #request: ValidRequest;
  /** The last call of `authorize`: there is one at a time. */
  #call: Promise<unknown> = Promise.resolve();

  constructor(engine: Engine, download: Download, request: ValidRequest) {
    this.#engine = engine;
    this.#download = download;
    this.#request = request;
    this.adopt(request);
  }

  /** The newest wins. */
  adopt(request: ValidRequest): void {
    this.#request = request;
    if (request.headers) this.#headersGiven.resolve();
  }

  /**
   * What a run begins with. Rejects when the signal is aborted, and with `forbidden` when `authorize` fails.
   *
   * @param hadHeaders an earlier page had given headers: without them, nothing is asked for
   * @param onWait called with the wait for those headers, and to be awaited
   */
  async open(
    why: 'start' | 'resume',
    {
      hadHeaders,
      signal,
      onWait,
    }: { hadHeaders: boolean; signal: AbortSignal; onWait: (wait: Promise<void>) => Promise<void> },
  ): Promise<Access> {
    const authorized = await Promise.race([this.authorize(why), rejectWhenAborted(signal)]);
    if (!authorized && hadHeaders && !this.#request.headers) {
      await onWait(Promise.race([this.#headersGiven.promise, rejectWhenAborted(signal)]));
    }
    return authorized ?? toAccess(this.#request);
  }

  /** `undefined`: the page has nothing to say. Rejects with `forbidden` when it fails, or takes too long. */
  authorize(why: 'start' | 'resume' | 'refused'): Promise<Access | undefined> {
    const call = this.#call.then(() => this.#authorize(why));
    this.#call = call.catch(() => {});
    return call;
  }

  async #authorize(why: 'start' | 'resume' | 'refused'): Promise<Access | undefined> {
    const { authorize } = this.#engine.options;
    if (!authorize) return undefined;
    try {
      const patience = AbortSignal.timeout(AUTHORIZE_MS);
      const given = await Promise.race([authorize(this.#download, why), rejectWhenAborted(patience)]);
      if (!given) return undefined;
      const { url, id } = this.#request;
      this.#request = mergeRequests(this.#request, validate({ ...given, url: given.url ?? url, id }));
      return toAccess(this.#request);
    } catch (cause) {
      throw new DownloadError('forbidden', `The page could not get access to ${this.#download.name}: ${cause}`, {
        cause,
      });
    }
  }
}

function toAccess({ url, headers = {}, credentials = 'same-origin' }: ValidRequest): Access {
  return { url, headers, credentials };
}
