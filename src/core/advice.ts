import type { Answer } from './representation.js';

/** What a page of another origin must be shown to trust a server's ranges, to name the file and to wait as told. */
const EXPOSED = ['Content-Range', 'ETag', 'Content-Disposition', 'Retry-After'];

/**
 * What would let a page see more of a server of another origin; `undefined` where it sees all that it needs. A page
 * cannot tell a field that is hidden from one that is not sent, so only what is surely missed counts.
 */
export function corsAdvice(url: string, answer: Answer): string | undefined {
  const hidesRange = answer.status === 206 && answer.field('Content-Range') === null;
  const hidesValidator = answer.field('ETag') === null && answer.field('Last-Modified') === null;
  if (!hidesRange && !hidesValidator) return undefined;
  const missed = hidesRange
    ? 'supports ranges, but hides from this page which it sends'
    : 'shows this page nothing that tells two versions of the file apart';
  return `The server of ${url} ${missed}. It should send: Access-Control-Expose-Headers: ${EXPOSED.join(', ')}`;
}

/** In browsers that receive a whole body as fast as it comes, a limit can only be kept by asking for little at a time. */
export function unlimitedAdvice(url: string): string {
  return (
    `The server of ${url} has no ranges, and this browser receives a whole file as fast as it comes: ` +
    'bytesPerSecond does not hold for it. It would for a server that answers Range.'
  );
}
