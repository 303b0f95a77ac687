import { parse } from 'content-disposition';

/** The `filename` of a `Content-Disposition` field (RFC 6266, RFC 8187), as it is; `undefined` when there is none. */
export function fileNameIn(contentDisposition: string | null): string | undefined {
  return contentDisposition ? parse(fromBytes(contentDisposition)).parameters.filename : undefined;
}

/** A field reaches a page byte by byte, as Latin-1; many servers write UTF-8 into it, and browsers read it as such. */
function fromBytes(field: string): string {
  try {
    return decodeURIComponent(field.replace(/[%\u0080-\u00ff]/g, (byte) => `%${byte.charCodeAt(0).toString(16)}`));
  } catch {
    return field; // it is Latin-1
  }
}
