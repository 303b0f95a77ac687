/**
 * What went wrong, for programs. The list is closed; `message` says it to people.
 *
 * - `invalid-request`: not an http(s) URL, bad `integrity`, headers that no request may carry
 * - `network`: unreachable after all retries; a CORS refusal looks the same to a page
 * - `not-found`, `forbidden`, `http-status`: what the server answered; see `httpStatus`
 * - `changed`: the file on the server keeps changing
 * - `bad-server`: its answers contradict themselves
 * - `integrity`: the digest does not match
 * - `storage-full`: what is stored is kept, and continues when there is room
 * - `storage-unavailable`: no secure context, a sandboxed frame, a window without any store, or a file too long for the only one
 * - `storage-lost`: the stored bytes are gone
 * - `not-complete`: the file was asked for before it was complete
 * - `not-saved`: the copy could not be written where the person wanted it; what is stored is untouched
 * - `removed`: the download was removed meanwhile
 * - `internal`: a fault of this library
 */
export type DownloadErrorCode =
  | 'invalid-request'
  | 'network'
  | 'not-found'
  | 'forbidden'
  | 'http-status'
  | 'changed'
  | 'bad-server'
  | 'integrity'
  | 'storage-full'
  | 'storage-unavailable'
  | 'storage-lost'
  | 'not-complete'
  | 'not-saved'
  | 'removed'
  | 'internal';

/** A failure as plain data: what crosses the worker border and what the ledger keeps. */
export interface Failure {
  readonly code: DownloadErrorCode;
  readonly message: string;
  readonly httpStatus?: number;
  /** What lay beneath, in words: an error itself does not survive every border. */
  readonly cause?: string;
}

/** Every failure that this library reports. Tell them apart by `code`, also across copies of the library. */
export class DownloadError extends Error {
  override readonly name = 'DownloadError';
  readonly code: DownloadErrorCode;
  /** The status of the answer that decided it, where one did. */
  readonly httpStatus?: number;

  constructor(code: DownloadErrorCode, message: string, options: { cause?: unknown; httpStatus?: number } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    if (options.httpStatus !== undefined) this.httpStatus = options.httpStatus;
  }
}

/** Any thrown value as data; what is not a `DownloadError` becomes `code`, with its own words kept as the cause. */
export function toFailure(thrown: unknown, code: DownloadErrorCode = 'internal'): Failure {
  if (isDownloadError(thrown)) {
    return {
      code: thrown.code,
      message: thrown.message,
      ...(thrown.httpStatus === undefined ? {} : { httpStatus: thrown.httpStatus }),
      ...(thrown.cause === undefined ? {} : { cause: String(thrown.cause) }),
    };
  }
  const words = String(thrown); // a symbol has no other way to words
  return { code, message: `Something unexpected happened: ${words}`, cause: words };
}

/** Also one of another copy of the library, which has a class of its own. */
function isDownloadError(thrown: unknown): thrown is DownloadError {
  return thrown instanceof Error && thrown.name === 'DownloadError' && 'code' in thrown;
}

export function fromFailure({ code, message, ...rest }: Failure): DownloadError {
  return new DownloadError(code, message, rest);
}
