import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { createRate } from '../../range-server/rate.js';

/** After a pause so long a connection has been idle, and makes up for nothing. */
const IDLE_MS = 20;
/** So much may wait for a reader who is slower than the line. */
const WAITING_BYTES = 2 ** 20; // 1 MiB

/** What each connection of a line is like. */
export interface LineOptions {
  /** Of what comes back. Default: unlimited. */
  readonly bytesPerSecond?: number;
  /** A round trip more than there is; it takes one to connect, too. Default: none. */
  readonly roundTripMs?: number;
  /** The connection that is opened as the `nth`, from 1, has its own rate for as long as it lives. */
  readonly exception?: { readonly nth: number; readonly bytesPerSecond: number };
}

/** A line to a port of 127.0.0.1. */
export interface Line {
  readonly port: number;
  /** What has come back over it, with all headers. */
  passedBytes(): number;
  /** Counts the connections anew. */
  recount(): void;
  stop(): Promise<void>;
}

export async function openLine(toPort: number, options: LineOptions): Promise<Line> {
  const { roundTripMs = 0, exception } = options;
  const sockets = new Set<Socket>();
  let opened = 0;
  let passedBytes = 0;
  const server = createServer((near) => {
    const far = connect(toPort, '127.0.0.1');
    const over = new AbortController();
    const hangUp = () => {
      over.abort();
      for (const socket of [near, far]) socket.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.setNoDelay();
      socket.on('error', hangUp).once('close', () => sockets.delete(socket));
    }
    opened += 1;
    const bytesPerSecond = opened === exception?.nth ? exception.bytesPerSecond : options.bytesPerSecond;
    const shared = { delayMs: roundTripMs / 2, signal: over.signal };
    const asking = setTimeout(roundTripMs).then(() => carry(near, far, shared));
    const answering = carry(far, near, { ...shared, bytesPerSecond }, (bytes) => {
      passedBytes += bytes;
    });
    Promise.all([asking, answering]).catch(hangUp);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    passedBytes: () => passedBytes,
    recount() {
      opened = 0;
    },
    async stop() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

interface Way {
  readonly bytesPerSecond?: number | undefined;
  readonly delayMs: number;
  readonly signal: AbortSignal;
}

/** Brings all that `from` says to `to`. What is under way does not hold up what follows: only the rate does. */
async function carry(from: Socket, to: Socket, way: Way, count: (bytes: number) => void = () => {}): Promise<void> {
  const { bytesPerSecond, delayMs, signal } = way;
  const later = (act: () => void) => (delayMs > 0 ? globalThis.setTimeout(act, delayMs) : act());
  let rate = createRate(bytesPerSecond);
  let busyUntilMs = performance.now();
  for await (const chunk of from as AsyncIterable<Buffer>) {
    if (performance.now() - busyUntilMs > IDLE_MS) rate = createRate(bytesPerSecond);
    for (let sent = 0; sent < chunk.length; ) {
      const bytes = await rate.take(chunk.length - sent, signal);
      const piece = chunk.subarray(sent, sent + bytes);
      later(() => to.write(piece));
      count(bytes);
      sent += bytes;
    }
    if (to.writableLength > WAITING_BYTES) await once(to, 'drain', { signal });
    busyUntilMs = performance.now();
  }
  later(() => to.end());
}
