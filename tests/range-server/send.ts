import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { type Answer, lengthIsTrue } from './answer.js';
import { type Body, bodyLength, fillFromBody } from './body.js';
import type { DeliveryFaults } from './fault.js';
import type { LoggedRequest } from './log.js';
import { createRate } from './rate.js';

const CHUNK_BYTES = 256 * 2 ** 10; // 256 KiB: stays in the processor's cache

/** Sends an answer as the faults will have it, and records it. Resolves when all is sent or the client is gone. */
export async function send(
  response: ServerResponse,
  answer: Answer,
  faults: DeliveryFaults,
  entry: LoggedRequest,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  try {
    if (faults.delayMs) await setTimeout(faults.delayMs, undefined, { signal: gone.signal });
    if (faults.resetBeforeHeaders) response.socket?.resetAndDestroy();
    else if (faults.raw !== undefined) response.socket?.end(faults.raw, 'latin1');
    else await sendAnswer(response, answer, faults, { entry, signal: gone.signal });
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

interface Progress {
  readonly entry: LoggedRequest;
  readonly signal: AbortSignal;
}

async function sendAnswer(response: ServerResponse, answer: Answer, faults: DeliveryFaults, progress: Progress) {
  const { cutAfterBytes = Infinity, endAfterBytes = Infinity, stallAfterBytes = Infinity } = faults;
  const body = response.req.method === 'HEAD' ? [] : answer.body;
  const end = Math.min(bodyLength(body), cutAfterBytes, endAfterBytes);
  const sendUpTo = bodySender(response, body, faults.bytesPerSecond, progress);

  sendHead(response, answer, endAfterBytes < Infinity);
  recordHead(progress.entry, answer);
  if (stallAfterBytes < end) {
    await sendUpTo(stallAfterBytes);
    await silence(response, faults.stallMs, progress.signal);
  }
  await sendUpTo(end);
  if (end === cutAfterBytes) response.socket?.destroy();
  else response.end();
}

function sendHead(response: ServerResponse, answer: Answer, closeDelimited: boolean): void {
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  if (closeDelimited) {
    response.removeHeader('Content-Length');
    response.removeHeader('Transfer-Encoding');
  }
  // After a wrong length nobody knows where a next answer on this connection would begin.
  if (closeDelimited || !lengthIsTrue(answer)) response.setHeader('Connection', 'close');
  response.writeHead(answer.status);
  response.write('', 'latin1'); // flushHeaders() would encode bytes beyond ASCII once more
}

function recordHead(entry: LoggedRequest, { status, headers, fileRange }: Answer): void {
  entry.status = status;
  entry.contentRange = headers.get('Content-Range') ?? undefined;
  entry.fileRange = fileRange;
}

/** Returns a function that sends the body from where it stands up to a position, and awaits that the system has taken it. */
function bodySender(
  response: ServerResponse,
  body: Body,
  bytesPerSecond: number | undefined,
  { entry, signal }: Progress,
): (position: number) => Promise<void> {
  const rate = createRate(bytesPerSecond);
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, bodyLength(body)));
  return async (position) => {
    while (entry.bodyBytesSent < position) {
      const wanted = Math.min(buffer.length, position - entry.bodyBytesSent);
      const chunk = buffer.subarray(0, await rate.take(wanted, signal));
      signal.throwIfAborted();
      fillFromBody(chunk, body, entry.bodyBytesSent);
      entry.bodyBytesSent += chunk.length;
      await write(response, chunk, signal);
    }
  };
}

/** Resolves when the chunk has left for the system, which is both the backpressure and the leave to fill it anew. */
function write(response: ServerResponse, chunk: Uint8Array, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(signal.reason);
    signal.addEventListener('abort', giveUp);
    response.write(chunk, (error) => {
      if (error) return; // The connection is lost, and its close follows.
      signal.removeEventListener('abort', giveUp);
      resolve();
    });
  });
}

async function silence(response: ServerResponse, ms: number | undefined, signal: AbortSignal): Promise<void> {
  if (ms === undefined) await once(response, 'close');
  else await setTimeout(ms, undefined, { signal });
}
