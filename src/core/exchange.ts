import type { ByteRange } from './byte-range.js';

/** The header fields that tell how a server deals with ranges. */
export const TELLING_FIELDS = [
  'Content-Range',
  'Content-Length',
  'Content-Encoding',
  'Content-Type',
  'ETag',
  'Last-Modified',
  'Accept-Ranges',
  'Retry-After',
] as const;

/** A request and what came of it, as plain data. Hosts only, since links carry secrets. */
export interface Exchange {
  /** When it was sent; milliseconds since the epoch. */
  readonly atMs: number;
  readonly host: string;
  /** `undefined`: the whole file, without a `Range` field. */
  readonly asked: ByteRange | undefined;
  /** `undefined`: none has come. */
  readonly answer: ExchangeAnswer | undefined;
  readonly receivedBytes: number;
  readonly seconds: number;
  /** How the request ended, in words; `undefined`: it is under way. */
  readonly end: string | undefined;
  /** Such as `h2`; `undefined`: the browser does not tell. */
  readonly protocol: string | undefined;
}

export interface ExchangeAnswer {
  readonly status: number;
  /** Those of `TELLING_FIELDS` that could be read. */
  readonly fields: Readonly<Record<string, string>>;
  /** From another origin: a field that could not be read may be hidden from the page. */
  readonly isCrossOrigin: boolean;
  /** The host that answered after a redirect. */
  readonly redirectedTo: string | undefined;
}
